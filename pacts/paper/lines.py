"""A sealed paper as lines of text, part by part, for the page of a version and for comparison."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from clusters.common.dates import display_partial
from clusters.common.text import differs_from
from clusters.models import ClusterYear, Membership
from pacts.document.schema import HEADER, PARTS
from pacts.models import Pact
from pacts.paper.parties import signatory_in
from pacts.paper.wording import words_of
from pacts.seal.formats import NEWEST

NOT_LISTED = (Membership.Basis.HOST, Membership.Basis.INFERRED)
# Sealed fields with a wording of their own. All others are shown with their labels.
PHRASED = {
    "units": "unit role role_basis head_name head_title joined_on left_on left_reason as_written basis".split(),
    "signatories": "member name title state signed_on".split(),
    "targets": "text measure population scope operator value value_to unit change baseline_year grade grade_or_better "
    "commitment part_of".split(),
    "movements": ["uuid", "as_written", "name"],
    "documents": ["uuid", "state", "as_written"],
}
PROSE = PARTS["pact"].names(prose=True)


@dataclass(frozen=True)
class Line:
    """One line of a paper. `key` identifies it in another paper if its text does not."""

    text: str
    details: str = ""  # shown besides the text
    key: str | None = None
    label: str = ""


def lines_of(paper):
    """Return everything a SealedPaper says: {part: [Line]}."""
    return {
        "facts": facts_of(paper),
        "prose": _labelled(paper, Pact, paper.document["pact"], PROSE),
        "commitments": commitment_lines(paper),
        "targets": target_lines(paper),
        "units": [Line(unit.name, _unit_details(unit), unit.slug) for unit in paper.roster],
        "signatories": [_signatory_line(paper, row) for row in paper.rows("signatories")],
        "movements": [Line(movement.cited, _details("movements", movement.row)) for movement in paper.movements],
        "documents": [_document_line(document) for document in paper.documents],
    }


def facts_of(paper):
    lines = _labelled(paper, ClusterYear, {"label": paper.year_label}, ["label"])
    for part in HEADER.values():
        names = [name for name in part.sealed(NEWEST) if name not in PROSE]
        lines += _labelled(paper, part.model, paper.document[part.name], names)
    return lines


def theme_lines(paper):
    return _labelled(paper, Pact, paper.document["pact"], ["theme"])


def commitment_lines(paper):
    return [Line(commitment.text, details=commitment.heading) for commitment in paper.commitments]


def target_lines(paper, with_references=True):
    """Return the targets. `with_references` adds the number of the commitment or target each belongs to."""
    return [Line(target.text, _target_details(target, with_references)) for target in paper.targets]


def _labelled(paper, model, values, names):
    found = [(model._meta.get_field(name), _in_words(paper, model, name, values.get(name))) for name in names]
    return [
        Line(words, key=f"{model.__name__} {field.name}", label=capfirst(field.verbose_name))
        for field, words in found
        if words
    ]


def _in_words(paper, model, name, value):
    if name == "host" and value:
        return paper.name_of(value)
    if name == "known_none":
        return "; ".join(str(model.MAY_BE_NONE[part]) for part in value or [])
    return words_of(model, name, value)


def _unit_details(unit):
    row, parts = unit.row, [unit.leading_role, unit.row["role_basis"]]
    parts.append(", ".join(filter(None, [unit.head_name, unit.head_title])))
    if row["joined_on"]:
        parts.append(_("Joined %(day)s") % {"day": display_partial(row["joined_on"])})
    if row["left_on"]:
        parts += [_("Left %(day)s") % {"day": display_partial(row["left_on"])}, row["left_reason"]]
    if differs_from(row["as_written"], unit.name):
        parts.append(_("written “%(written)s”") % {"written": row["as_written"]})
    if unit.basis in NOT_LISTED:
        parts.append(str(Membership.Basis(unit.basis).label))
    return _details("units", row, parts)


def _signatory_line(paper, row):
    signatory = signatory_in(row)
    parts = [signatory.name, signatory.title, signatory.state_words, display_partial(signatory.signed_on)]
    return Line(paper.name_of(row["member"]), _details("signatories", row, [_joined(parts)]), row["member"])


def _document_line(document):
    return Line(document.cited, _details("documents", document.row, [document.state_words]))


def _target_details(target, with_references):
    """Return the values of a target in words: "ít nhất 2 công trình · mỗi đơn vị"."""
    parts = target.words
    if with_references and target.commitment:
        parts.append(_("under commitment %(number)s") % {"number": target.commitment})
    if with_references and target.part_of:
        parts.append(_("part of target %(number)s") % {"number": target.part_of})
    return _details("targets", target.row, parts)


def _details(name, row, parts=()):
    """Return `parts` and, with its label, each sealed field of the row that PHRASED does not list."""
    part, parts = PARTS[name], list(parts)
    for each in part.fields:
        if each.name not in row or each.name in PHRASED[name]:
            continue
        field = (part.link if each.on_link else part.model)._meta.get_field(each.name)
        if words := words_of(field.model, each.name, row[each.name]):
            parts.append(f"{capfirst(field.verbose_name)}: {words}")
    return _joined(parts)


def _joined(parts):
    return " · ".join(filter(None, parts))
