"""Who signs for the unit, as the sheet prints it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from clusters.common.stale import StaleForm
from pacts.models import Asked, KeptSignatory
from pacts.permissions import can_comment
from pacts.unit.finding import own_part, read_pact
from pacts.unit.parts import TextField, keep_and_send, part_page
from pacts.unit.reading import PactText
from pacts.unit_services import keep_signatory, name_signatory


class SignatoryForm(StaleForm):
    """Name and position."""

    name = TextField(
        label=gettext_lazy("Full name"),
        required=True,
        help_text=gettext_lazy("Without title: Nguyễn Văn An."),
    )
    title = TextField(
        label=pgettext_lazy("person", "Position"),
        required=True,
        help_text=gettext_lazy("As it is printed above the signature: Phó Giám đốc."),
    )


@require_http_methods(["GET", "POST"])
def signatory_name(request, pk):
    membership, pact = own_part(request, pk)
    may_write = can_comment(request.user, membership, pact)
    name, title = named_by(membership, pact, may_write)
    initial = {"name": name, "title": title}
    posted = request.POST if request.method == "POST" else None
    form = SignatoryForm(posted, stored=[name, title], initial=initial)
    if request.method == "POST" and may_write and form.is_valid():
        keep = keep_signatory if request.POST.get("then") == "save" else name_signatory
        values = {name: form.cleaned_data[name] for name in ("name", "title")}
        done = keep_and_send(
            request,
            membership,
            Asked.SIGNATORY,
            lambda: keep(membership=membership, by=request.user, **values),
            "my_unit:signatory",
            form=form,
            read=lambda: list(named_by(membership, read_pact(membership.cluster_year) or pact, may_write)),
        )
        if done:
            return done
    stands = [(_("Full name"), name), (SignatoryForm.base_fields["title"].label, title)]
    context = {"form": form, "may_write": may_write, "stands": stands}
    return part_page(request, "pacts/unit/signatory.html", membership, pact, Asked.SIGNATORY, context)


def named_by(membership, pact, may_write):
    """Return (name, title): for who may write as the unit has kept them and not sent, else as the text names them."""
    row = KeptSignatory.objects.filter(membership=membership).first() if may_write else None
    return (row.name, row.title or "") if row else PactText(pact, membership).signatory
