from __future__ import annotations

from typing import ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

from sonae.app.accounts.models import Organisation, reached_by
from sonae.app.common.person import Person
from sonae.core.asking import Ask

CORPORATION, PERSON = "corporation", "person"


class Recorded(models.Model):
    """Who wrote this row last, when, and how often it was written: a page of an earlier revision is stale."""

    recorded_by = models.CharField(max_length=100)
    recorded_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class Address(models.Model):
    """Where something is: hyphens as typed; search looks at normalised text."""

    postcode = models.CharField(max_length=10, blank=True)
    prefecture = models.CharField(max_length=10, blank=True)
    city = models.CharField(max_length=50, blank=True)
    street = models.CharField(max_length=100, blank=True)
    building = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    fax = models.CharField(max_length=30, blank=True)

    class Meta:
        abstract = True

    @property
    def address(self) -> str:
        """In one line, as on an envelope."""
        place = f"{self.prefecture}{self.city}{self.street} {self.building}".strip()
        return f"〒{self.postcode} {place}" if self.postcode else place


class Associations(models.QuerySet["Association"]):
    def visible_to(self, person: Person | None) -> Self:
        """Those whose members one's organisation serves, and the one it is itself a member of."""
        if person is None:
            return self.none()
        own = Q(organisation__members=person.organisation_id)
        return self.filter(Q(organisation__in=reached_by(person)) | own).distinct()


class Association(Recorded):
    """The group that holds the master contract of a scheme."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="association")
    code = models.SlugField(max_length=50, unique=True)
    name = models.CharField(max_length=200)
    scheme_code = models.SlugField(max_length=50)
    example = models.BooleanField(default=False)

    objects = Associations.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(code="") & ~Q(name="") & ~Q(scheme_code=""), name="association_named"),
        ]

    def __str__(self) -> str:
        return self.name


class Members(models.QuerySet["Member"]):
    def visible_to(self, person: Person | None) -> Self:
        """Oneself, and the members of the associations one's organisation serves."""
        if person is None:
            return self.none()
        served = Q(association__organisation__in=reached_by(person))
        return self.filter(Q(organisation_id=person.organisation_id) | served)


class Member(Recorded, Address):
    """The corporation or person who joins, and the account holder of the same name.

    Numbers are text, for they may begin with zeros; `search` is what lists are searched by.
    """

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="member")
    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="members")
    number = models.CharField(max_length=20)
    form = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    kana = models.CharField(max_length=200)
    corporate_number = models.CharField(max_length=13, blank=True)
    representative_title = models.CharField(max_length=50, blank=True)
    representative_name = models.CharField(max_length=100, blank=True)
    representative_kana = models.CharField(max_length=100, blank=True)
    contact_name = models.CharField(max_length=100, blank=True)
    contact_department = models.CharField(max_length=100, blank=True)
    contact_email = models.EmailField(blank=True)
    search = models.TextField(blank=True)

    objects = Members.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["association", "number"], name="member_number_once"),
            models.CheckConstraint(condition=~Q(number="") & ~Q(name="") & ~Q(kana=""), name="member_named"),
            models.CheckConstraint(condition=Q(form__in=[CORPORATION, PERSON]), name="member_form"),
        ]
        indexes: ClassVar = [
            # the orders of the list, and all that the wall asks of a member
            *(
                models.Index(fields=[field, "id"], name=f"member_by_{field}")
                for field in ("number", "kana", "recorded_at")
            ),
            models.Index(fields=["association", "organisation", "id"], name="member_seen"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


def of_members_visible_to(person: Person) -> Q:
    """The rows that hang on a `member` this person may see; the one rule of every table below."""
    return Q(member__in=Member.objects.visible_to(person).values("pk"))


class Facilities(models.QuerySet["Facility"]):
    def visible_to(self, person: Person | None) -> Self:
        return self.none() if person is None else self.filter(of_members_visible_to(person))

    def of_examples(self) -> Self:
        """What a demonstration may show to anybody: facilities of invented associations only."""
        return self.filter(member__association__example=True).select_related("member__association")


class Facility(Recorded, Address):
    """A clinic, hospital or care facility: the unit of joining. A measure its kind does not have stays empty.

    `beds` is the sum of `wards` (type of ward → beds) where those are known; `ward` the main type, which prices.
    """

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="facilities")
    kind = models.SlugField(max_length=50)
    name = models.CharField(max_length=200)
    kana = models.CharField(max_length=200)
    beds = models.PositiveIntegerField(null=True, blank=True)
    ward = models.SlugField(max_length=50, blank=True)
    wards = models.JSONField(default=dict, blank=True)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    institution_code = models.CharField(max_length=10, blank=True)
    manager_title = models.CharField(max_length=50, blank=True)
    manager_name = models.CharField(max_length=100, blank=True)
    manager_kana = models.CharField(max_length=100, blank=True)
    shares_records = models.BooleanField(default=False)
    closed_on = models.DateField(null=True, blank=True)

    objects = Facilities.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "name"], name="facility_name_once"),
            models.CheckConstraint(condition=~Q(kind="") & ~Q(name="") & ~Q(kana=""), name="facility_named"),
            models.CheckConstraint(
                condition=Q(beds=None) | Q(capacity=None),
                name="facility_one_size",
            ),
            models.CheckConstraint(condition=Q(ward="") | Q(beds__isnull=False), name="facility_ward_has_beds"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """The facility in the ledger of cover and in traces: the same for ever, whatever its name."""
        return f"f{self.pk}"

    @property
    def size(self) -> int | None:
        return self.capacity if self.beds is None else self.beds

    @property
    def measures(self) -> dict[str, str | int]:
        """What its premium can depend on, as core asks for it."""
        return {name: value for name in ("beds", "ward", "capacity") if (value := getattr(self, name))}

    def to_ask(self, *, family: str, plan: str) -> Ask:
        """The facility as core asks about it, with the plan it is to be priced for."""
        return Ask(self.kind, plan, family, measures=self.measures)


Row = TypeVar("Row", bound=models.Model)


class OfMembers(models.QuerySet[Row]):
    def visible_to(self, person: Person | None) -> Self:
        return self.none() if person is None else self.filter(of_members_visible_to(person))


class Products(OfMembers["Product"]):
    pass


class Offices(OfMembers["Office"]):
    pass


class Papers(OfMembers["Paper"]):
    def visible_to(self, person: Person | None) -> Self:
        """Those of the members one serves; what was not handed over yet, to its member and its keeper alone."""
        found = super().visible_to(person)
        if person is None:
            return found
        own = Q(member__organisation_id=person.organisation_id)
        kept = Withheld.objects.filter(paper=OuterRef("pk"))
        return found.filter(own | ~Exists(kept) | Exists(kept.filter(keeper_id=person.organisation_id)))


USES = ("ehr", "vpn", "remote_maintenance", "cloud")


class Product(Recorded):
    """A system a facility uses, by maker: what a supply-chain attack would reach."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="products")
    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="products")
    use = models.CharField(max_length=30)
    maker = models.CharField(max_length=100)
    name = models.CharField(max_length=100, blank=True)
    version = models.CharField(max_length=50, blank=True)

    objects = Products.as_manager()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(use__in=USES), name="product_use")]

    def __str__(self) -> str:
        return f"{self.maker} {self.name}".strip()


class Office(Recorded, Address):
    """An office of a corporation outside its facilities: declared at application, without premium."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="offices")
    name = models.CharField(max_length=200)
    purpose = models.CharField(max_length=200, blank=True)

    objects = Offices.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["member", "name"], name="office_name_once")]

    def __str__(self) -> str:
        return self.name


class Paper(models.Model):
    """A file exactly as it was given to somebody; its bytes lie in the store under their SHA-256. Never changed."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="papers")
    kind = models.SlugField(max_length=40)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=80, default="application/pdf")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    objects = Papers.as_manager()

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class Withheld(models.Model):
    """A paper that was kept and not yet handed over: for its member, and the organisation that keeps it for him."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="withheld")
    keeper = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    objects = OfMembers.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["paper", "keeper"], name="withheld_once")]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.keeper_id}"
