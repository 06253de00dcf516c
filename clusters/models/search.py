"""What the public search finds: one entry for each public record."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchKind(models.TextChoices):
    """The kinds of results a reader chooses from, as they stand in the address."""

    PACT = "giao-uoc", _("Pacts")
    COMMITMENT = "noi-dung", _("Commitments")
    TARGET = "chi-tieu", _("Targets")
    CLUSTER = "cum-khoi", _("Clusters and blocs")
    UNIT = "don-vi", _("Units")
    PERSON = "nguoi", _("People")
    MOVEMENT = "phong-trao", _("Movements")
    DOCUMENT = "van-ban", _("Documents")
    AWARD = "khen-thuong", _("Awards")
    SOURCE = "nguon", _("Sources")


class SearchEntry(models.Model):
    """One public record as the search finds and shows it. What is not public has no entry.

    Derived from the records (see clusters.search): the services that write a record write its entry in the same
    transaction, and `manage.py rebuild_search` makes all of them anew. References are not enforced by the database:
    an entry never keeps a record from being removed.

    The primary key is the place among results of equal rank, the smallest first: see `place_of`.
    """

    id = models.BigIntegerField(primary_key=True)
    kind = models.TextField(choices=SearchKind.choices)
    record = models.TextField()  # which model: "pact", "commitment", …
    record_id = models.BigIntegerField()
    year = models.IntegerField(null=True)
    # As written, for the page. What each of them is depends on the record: see pactsite.pages.search.hits.
    name = models.TextField(null=True)
    text = models.TextField(null=True)
    more = models.TextField(null=True)
    detail = models.TextField(null=True)
    day = models.TextField(null=True)
    unit = models.ForeignKey(
        "clusters.Unit",
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    cluster_year = models.ForeignKey(
        "clusters.ClusterYear",
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="+",
    )
    # What is searched, as tokens separated by spaces: see clusters.search.tokens.
    name_tokens = models.TextField()
    text_tokens = models.TextField()
    place_tokens = models.TextField()  # a result needs one word outside these

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "record_id"], name="search_entry_record_once")]
        indexes = [models.Index(fields=["kind", "id"], name="search_entry_kind_order")]

    def __str__(self):
        return f"{self.record} {self.record_id}"
