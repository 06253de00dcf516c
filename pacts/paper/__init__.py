"""What the paper of a pact says, read once from a document and its units.

    Paper(year, document, units)    the reading: a draft, a stored pact or a sealed version (`sealed`)
    paper.units, paper.commitments, paper.targets …    rows that know their words: `parties`, `targets`, `promises`
    Sheet(pact, document)           the same for the desk: each text with the field it comes from (`sheet`)
    lines_of(paper)                 the same as lines of text, for versions and comparison (`lines`)

Pages, the desk's sheet and files to download take from here which commitments were agreed, in which order the units
stand, what a role is called, who signs, and what is unknown or none. They decide nothing of it themselves.
"""
