"""Whatever is pasted or typed: the readers of text never raise, and a pact's document survives its own forms."""

import re

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from awards.intake.awards import read_awards
from clusters.common.dates import format_partial, last_day_of, parse_partial
from clusters.common.text import fold, keepable, normalise, slugify, sort_key
from clusters.intake.unit_names import split_units
from pacts.document import PactForms
from pacts.document.load import document_of
from pacts.intake.commitments import split_commitments
from pacts.intake.targets import figures_in
from tests.factories import (
    CommitmentFactory,
    MembershipFactory,
    PactDocumentFactory,
    PactFactory,
    PactMovementFactory,
    SignatoryFactory,
    TargetFactory,
)

WORDS = (
    "Sở Ban UBND xã huyện tặng Cờ thi đua Bằng khen cho năm 2021 và ; : , . - • 1. (Trưởng cụm) vượt 5% đạt\n\t".split(
        " "
    )
)
SOUP = st.lists(st.sampled_from(WORDS) | st.text(max_size=5), max_size=25).map(" ".join)
ANY = SOUP | st.text(st.characters(), max_size=80)
READERS = [split_commitments, split_units, read_awards, figures_in]


@pytest.mark.parametrize("read", READERS, ids=lambda read: read.__name__)
@settings(max_examples=60)
@given(text=ANY)
def test_a_reader_of_pasted_text_never_raises(read, text):
    read(text)


@settings(max_examples=200)
@given(text=ANY)
def test_folding_is_done_once_and_leaves_no_tone(text):
    assert fold(fold(text)) == fold(text)
    assert normalise(normalise(text)) == normalise(text)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slugify(text))
    assert re.fullmatch(r"[a-z0-9]*", sort_key(text))
    keepable({"x": [text]})["x"][0].encode()


@settings(max_examples=200)
@given(text=st.from_regex(r"\d{0,5}[-/.]?\d{0,3}[-/.]?\d{0,5}", fullmatch=True) | st.text(max_size=12))
def test_a_date_is_refused_or_comes_back_as_it_was_kept(text):
    try:
        kept = parse_partial(text)
    except ValidationError:
        return
    assert parse_partial(kept) == kept
    assert parse_partial(format_partial(kept)) == kept
    assert last_day_of(kept) >= kept


@pytest.mark.django_db
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_documents_forms_give_back_the_document(data, db):
    words = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=30).map(normalise).filter(bool)
    pact = PactFactory(theme=data.draw(words))
    for _row in range(data.draw(st.integers(0, 2))):
        CommitmentFactory(pact=pact, text=data.draw(words))
        TargetFactory(pact=pact, text=data.draw(words))
        SignatoryFactory(membership=MembershipFactory(cluster_year=pact.cluster_year), name=data.draw(words))
    PactMovementFactory(pact=pact)
    PactDocumentFactory(pact=pact)
    document = document_of(pact)

    forms = PactForms.of(document)

    assert (forms.is_valid(), forms.document()) == (True, document)
