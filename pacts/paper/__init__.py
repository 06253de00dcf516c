"""What the paper of a pact says, read from a document and its units.

    Paper(year, document, units)    the content of a draft, a stored pact or a sealed version (`sealed`)
    paper.units, paper.commitments, paper.targets …    rows with their wording: `parties`, `promises`, `targets`
    Sheet(pact, document)           the same for the desk: each text with its field (`sheet`)
    lines_of(paper)                 the same as lines of text, for versions and comparison (`lines`)

It decides which commitments were agreed, the order of the units, the words for roles, who signs, and what is unknown
or none. Pages, the desk's sheet and downloads use these decisions and make none of their own.
"""
