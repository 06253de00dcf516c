"""The services of a unit's own part check again: the page may be stale, and the user may have lost the mandate."""

import pytest
from django.core.exceptions import ValidationError

from pacts.services.lifecycle import close_pact, sign_pact
from pacts.services.unit_parts import name_signatory, save_key_works, save_programme, save_remark, send_part
from pacts.unit.task_registry import PROGRAMME, task_for
from tests.factories import UserFactory
from tests.pacts.units import circulated, member_of, somebody_of

pytestmark = pytest.mark.django_db

WRITES = {
    "key works": lambda own, by: save_key_works(membership=own, rows=[("Một", "work")], by=by),
    "programme": lambda own, by: save_programme(membership=own, theme="Kỷ cương", text=None, file=None, by=by),
    "signatory": lambda own, by: name_signatory(membership=own, name="Trần An", title=None, by=by),
    "remark": lambda own, by: save_remark(membership=own, text="Nhất trí", proposed=None, by=by),
    "sending": lambda own, by: send_part(membership=own, task=task_for(PROGRAMME), by=by),
}


@pytest.mark.parametrize("what", WRITES)
def test_nothing_is_written_after_the_close(what):
    own = member_of(circulated())
    sign_pact(pact=own.cluster_year.pact, by=None)
    close_pact(pact=own.cluster_year.pact, by=None)

    with pytest.raises(ValidationError):
        WRITES[what](own, somebody_of(own))


@pytest.mark.parametrize("what", WRITES)
def test_nothing_is_written_by_somebody_who_does_not_act_for_the_unit(what):
    own = member_of(circulated())

    with pytest.raises(ValidationError):
        WRITES[what](own, UserFactory())


@pytest.mark.parametrize("what", WRITES)
def test_while_it_is_circulated_all_of_it_is_written(what):
    own = member_of(circulated())

    assert WRITES[what](own, somebody_of(own)) is not None
