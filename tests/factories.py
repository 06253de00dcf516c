"""The smallest valid row of every model; states and situations are traits: PactFactory(signed=True)."""

import datetime
import hashlib
import json

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory, Password

from awards.models import Award, AwardType, TitleRegistration
from clusters.common.text import slugify
from clusters.models import (
    Cluster,
    ClusterKind,
    ClusterYear,
    Document,
    DocumentKind,
    Invitation,
    Mandate,
    Membership,
    SentForm,
    Source,
    Succession,
    Unit,
    UnitName,
    User,
    UserSession,
)
from pacts.models import (
    ActionProgramme,
    ChainEntry,
    Comment,
    Commitment,
    Conference,
    Deadline,
    KeptSignatory,
    KeyWork,
    Mailing,
    Movement,
    Notice,
    Pact,
    PactDocument,
    PactMove,
    PactMovement,
    PactStatus,
    PactVersion,
    Participation,
    Signatory,
    Submission,
    Target,
)
from pacts.models.chain import GENESIS

PASSWORD = "ba con trâu cày ruộng"

# --- clusters: who takes part -------------------------------------------------------------------


class UserFactory(DjangoModelFactory):
    """Signs in with PASSWORD. `admin=True`: may everything. `demo=True`: signs in only where DEMO is on."""

    class Meta:
        model = User

    class Params:
        admin = factory.Trait(is_staff=True, is_superuser=True)
        demo = factory.Trait(is_demo=True)

    username = factory.Sequence(lambda n: f"can-bo-{n}")
    full_name = factory.Sequence(lambda n: f"Cán bộ {n}")
    password = Password(PASSWORD)


class InvitationFactory(DjangoModelFactory):
    """Waits for somebody who has never come in."""

    class Meta:
        model = Invitation

    user = factory.SubFactory("tests.factories.UserFactory", password=None)
    made_by = factory.SubFactory("tests.factories.UserFactory")
    digest = factory.Sequence(lambda n: hashlib.sha256(str(n).encode()).hexdigest())
    expires_at = factory.LazyFunction(lambda: timezone.now() + datetime.timedelta(days=14))


class SentFormFactory(DjangoModelFactory):
    class Meta:
        model = SentForm

    user = factory.SubFactory(UserFactory)
    digest = factory.Sequence(lambda n: f"{n:064x}")


class UserSessionFactory(DjangoModelFactory):
    class Meta:
        model = UserSession

    user = factory.SubFactory(UserFactory)
    key = factory.Sequence(lambda n: f"session{n}")
    device = "Chrome, Windows"


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = Document

    kind = DocumentKind.PLAN
    number = factory.Sequence(lambda n: f"{n}/KH-UBND")


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source

    title = factory.Sequence(lambda n: f"Ký kết giao ước thi đua, bài {n}")


class UnitFactory(DjangoModelFactory):
    class Meta:
        model = Unit

    name = factory.Sequence(lambda n: f"Đơn vị {n}")
    slug = factory.Sequence(lambda n: f"don-vi-{n}")


class UnitNameFactory(DjangoModelFactory):
    """Another good form of the unit's name. `former=True`: the whole state it had until the end of 2024."""

    class Meta:
        model = UnitName

    class Params:
        former = factory.Trait(sort=UnitName.Sort.FORMER, until="2024-12-31")

    unit = factory.SubFactory(UnitFactory)
    sort = UnitName.Sort.VARIANT
    name = factory.Sequence(lambda n: f"Tên khác {n}")


class SuccessionFactory(DjangoModelFactory):
    class Meta:
        model = Succession

    predecessor = factory.SubFactory(UnitFactory)
    successor = factory.SubFactory(UnitFactory)


class ClusterFactory(DjangoModelFactory):
    class Meta:
        model = Cluster

    name = factory.Sequence(lambda n: f"Cụm thi đua số {n}")
    slug = factory.Sequence(lambda n: f"cum-thi-dua-so-{n}")
    kind = ClusterKind.CLUSTER


class ClusterYearFactory(DjangoModelFactory):
    """The year 2021 of a cluster of its own. Label and address follow `year`, the address also `label`."""

    class Meta:
        model = ClusterYear

    cluster = factory.SubFactory(ClusterFactory)
    year = 2021
    label = factory.LazyAttribute(lambda row: str(row.year))
    slug = factory.LazyAttribute(lambda row: slugify(row.label))


class MandateFactory(DjangoModelFactory):
    """A cluster's secretariat from 2021 on. `organiser=True`, `member=True`: for a unit given or made."""

    class Meta:
        model = Mandate

    class Params:
        organiser = factory.Trait(
            scope="organiser", cluster=None, first_year=None, unit=factory.SubFactory(UnitFactory)
        )
        member = factory.Trait(
            scope="unit", kind="member", cluster=None, first_year=None, unit=factory.SubFactory(UnitFactory)
        )

    user = factory.SubFactory(UserFactory)
    scope = Mandate.Scope.CLUSTER
    kind = Mandate.Kind.SECRETARIAT
    cluster = factory.SubFactory(ClusterFactory)
    first_year = 2021
    starts_on = datetime.date(2020, 12, 1)


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    class Params:
        leader = factory.Trait(role=Membership.Role.LEADER)
        deputy = factory.Trait(role=Membership.Role.DEPUTY)

    cluster_year = factory.SubFactory(ClusterYearFactory)
    unit = factory.SubFactory(UnitFactory)


# --- pacts: what was promised -------------------------------------------------------------------


class ConferenceFactory(DjangoModelFactory):
    class Meta:
        model = Conference


class ParticipationFactory(DjangoModelFactory):
    class Meta:
        model = Participation

    conference = factory.SubFactory(ConferenceFactory)
    name = factory.Sequence(lambda n: f"Đại biểu {n}")


class PactMoveFactory(DjangoModelFactory):
    class Meta:
        model = PactMove

    pact = factory.SubFactory("tests.factories.PactFactory")
    before = PactStatus.DRAFT
    after = PactStatus.CIRCULATED


class PactVersionFactory(DjangoModelFactory):
    """A sealed version whose seal fits its content. The content is no real one: only `sign_pact` makes that."""

    class Meta:
        model = PactVersion

    pact = factory.SubFactory("tests.factories.PactFactory")
    number = factory.LazyAttribute(lambda row: row.pact.versions.count() + 1)
    format = 1
    content = factory.LazyAttribute(lambda row: json.dumps({"number": row.number}))
    seal = factory.LazyAttribute(lambda row: hashlib.sha256(row.content.encode()).hexdigest())


class ChainEntryFactory(DjangoModelFactory):
    """An entry whose digest is no real one: only `append_entry` makes a chain that holds."""

    class Meta:
        model = ChainEntry

    chain = "register"
    number = factory.LazyFunction(lambda: ChainEntry.objects.count() + 1)
    kind = "closed"
    pact = factory.SubFactory("tests.factories.PactFactory")
    address = factory.LazyAttribute(lambda row: row.pact.get_absolute_url())
    at = factory.LazyFunction(timezone.now)
    previous = GENESIS
    digest = factory.LazyAttribute(lambda row: hashlib.sha256(row.address.encode()).hexdigest())


def moved(before, after, reason=None):
    return factory.RelatedFactory(PactMoveFactory, "pact", before=before, after=after, reason=reason)


class PactFactory(DjangoModelFactory):
    """A draft. Its traits lay the rows of a state directly; they never went through `pacts.services.lifecycle`."""

    class Meta:
        model = Pact
        skip_postgeneration_save = True

    class Params:
        circulated = factory.Trait(status=PactStatus.CIRCULATED, circulating=moved("draft", "circulated"))
        signed = factory.Trait(
            status=PactStatus.SIGNED,
            signing=moved("draft", "signed"),
            version=factory.RelatedFactory(PactVersionFactory, "pact"),
        )
        closed = factory.Trait(signed=True, status=PactStatus.CLOSED, closing_move=moved("signed", "closed"))
        reopened = factory.Trait(
            signed=True, status=PactStatus.DRAFT, reopening=moved("signed", "draft", "Sai ngày ký.")
        )
        withdrawn = factory.Trait(
            signed=True, status=PactStatus.WITHDRAWN, withdrawal=moved("signed", "withdrawn", "Nhập nhầm.")
        )

    cluster_year = factory.SubFactory(ClusterYearFactory)


class CommitmentFactory(DjangoModelFactory):
    class Meta:
        model = Commitment

    pact = factory.SubFactory(PactFactory)
    text = factory.Sequence(lambda n: f"Nội dung thi đua {n};")


class TargetFactory(DjangoModelFactory):
    class Meta:
        model = Target

    pact = factory.SubFactory(PactFactory)
    text = factory.Sequence(lambda n: f"Chỉ tiêu {n}")


class SignatoryFactory(DjangoModelFactory):
    class Meta:
        model = Signatory

    membership = factory.SubFactory(MembershipFactory)


class MovementFactory(DjangoModelFactory):
    class Meta:
        model = Movement

    name = factory.Sequence(lambda n: f"Phong trào {n}")


class PactMovementFactory(DjangoModelFactory):
    class Meta:
        model = PactMovement

    pact = factory.SubFactory(PactFactory)
    movement = factory.SubFactory(MovementFactory)


class PactDocumentFactory(DjangoModelFactory):
    class Meta:
        model = PactDocument

    pact = factory.SubFactory(PactFactory)
    document = factory.SubFactory(DocumentFactory)


# --- pacts: what each unit adds -----------------------------------------------------------------


class DeadlineFactory(DjangoModelFactory):
    class Meta:
        model = Deadline

    cluster_year = factory.SubFactory(ClusterYearFactory)
    asked = "key_works"
    due_on = datetime.date(2021, 3, 31)


class SubmissionFactory(DjangoModelFactory):
    class Meta:
        model = Submission

    membership = factory.SubFactory(MembershipFactory)
    asked = "key_works"
    sent_at = datetime.datetime(2021, 3, 1, 8, tzinfo=datetime.UTC)


class KeptSignatoryFactory(DjangoModelFactory):
    class Meta:
        model = KeptSignatory

    membership = factory.SubFactory(MembershipFactory)
    name = "Trần Thị Bình"


class KeyWorkFactory(DjangoModelFactory):
    class Meta:
        model = KeyWork

    membership = factory.SubFactory(MembershipFactory)
    text = factory.Sequence(lambda n: f"Công trình {n}")


class ActionProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = ActionProgramme

    membership = factory.SubFactory(MembershipFactory)
    theme = "Kỷ cương, trách nhiệm"


class CommentFactory(DjangoModelFactory):
    """An open remark on a whole draft."""

    class Meta:
        model = Comment

    pact = factory.SubFactory(PactFactory)
    membership = factory.SubFactory(MembershipFactory, cluster_year=factory.SelfAttribute("..pact.cluster_year"))
    text = "Đề nghị nêu rõ chỉ tiêu"
    written_at = datetime.datetime(2021, 1, 10, 8, tzinfo=datetime.UTC)


class NoticeFactory(DjangoModelFactory):
    class Meta:
        model = Notice

    user = factory.SubFactory(UserFactory)
    sort = "circulated"
    pact = factory.SubFactory(PactFactory)
    about_day = datetime.date(2021, 1, 10)


class MailingFactory(DjangoModelFactory):
    class Meta:
        model = Mailing

    user = factory.SubFactory(UserFactory)
    day = datetime.date(2021, 1, 10)


# --- awards: what was earned --------------------------------------------------------------------


class AwardTypeFactory(DjangoModelFactory):
    class Meta:
        model = AwardType

    code = factory.Sequence(lambda n: f"hinh-thuc-{n}")
    name = factory.Sequence(lambda n: f"Bằng khen {n}")
    category = AwardType.Category.FORM


class AwardFactory(DjangoModelFactory):
    """A line granted to nobody in particular."""

    class Meta:
        model = Award

    as_written = factory.Sequence(lambda n: f"Cờ thi đua {n}")


class TitleRegistrationFactory(DjangoModelFactory):
    class Meta:
        model = TitleRegistration

    membership = factory.SubFactory(MembershipFactory)
    type = factory.SubFactory(AwardTypeFactory)
