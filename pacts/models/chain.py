"""The chain: what happens to pacts in public, one entry after the other, each holding the hash of the one before."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from clusters.common.fields import NumberField
from pacts.models.pact import Kept, Pact

GENESIS = "0" * 64  # stands where the first entry would hold the hash of the one before


class Chain(models.TextChoices):
    REGISTER = "register", pgettext_lazy("chain", "register")
    DEMO = "demo", _("demo")


class ChainEntry(Kept):
    """One public event of a pact. Everything but `pact` is hashed into `digest`, see `pacts.chain.chain.digest_of`."""

    # Public pages show the head, so a new entry makes what browsers keep of them stale (clusters/common/revision.py).
    changes_public_pages = True

    class Kind(models.TextChoices):
        SEALED = "sealed", _("sealed")
        REOPENED = "reopened", _("reopened for correction")
        CLOSED = "closed", _("closed")
        WITHDRAWN = "withdrawn", _("withdrawn")

    chain = models.TextField(_("chain"), choices=Chain.choices)
    number = NumberField(_("number"))
    kind = models.TextField(_("what happened"), choices=Kind.choices)
    pact = models.ForeignKey(Pact, models.PROTECT, verbose_name=_("pact"), related_name="chain_entries")
    address = models.CharField(_("address"), max_length=500)
    version = NumberField(pgettext_lazy("chain", "version"), null=True, blank=True)
    seal = models.CharField(_("seal"), max_length=64, null=True, blank=True)
    at = models.DateTimeField(_("at"))
    # A number and no reference: it is part of the hash, and stays what it was.
    signer = models.PositiveBigIntegerField(_("number of the account"), null=True, blank=True, editable=False)
    previous = models.CharField(_("hash of the entry before"), max_length=64)
    digest = models.CharField(_("hash"), max_length=64)

    class Meta:
        verbose_name = _("entry of the chain")
        verbose_name_plural = _("entries of the chain")
        ordering = ["chain", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["chain", "number"],
                name="chainentry_number_once",
                violation_error_message=_("This chain already has an entry with this number."),
            ),
            models.UniqueConstraint(
                fields=["pact", "version"],
                condition=Q(version__isnull=False),
                name="chainentry_version_once",
                violation_error_message=_("This version already has an entry."),
            ),
            models.CheckConstraint(
                condition=Q(kind="sealed", version__isnull=False, seal__isnull=False)
                | (~Q(kind="sealed") & Q(version__isnull=True, seal__isnull=True)),
                name="chainentry_version_and_seal_where_sealed",
                violation_error_message=_("A version and a seal belong to the sealing of a pact, and to nothing else."),
            ),
        ]

    def __str__(self):
        return pgettext("chain", "entry %(number)s") % {"number": self.number}


class ChainHead(models.Model):
    """The end of one chain. Its row is locked while an entry is added, so entries never get the same number."""

    chain = models.TextField(_("chain"), choices=Chain.choices, unique=True)
    number = NumberField(_("number"), default=0)
    digest = models.CharField(_("hash"), max_length=64, default=GENESIS)

    class Meta:
        verbose_name = _("head of a chain")
        verbose_name_plural = _("heads of chains")

    def __str__(self):
        return f"{self.get_chain_display()} {self.number}"
