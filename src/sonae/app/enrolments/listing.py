"""Which enrolments are on the list, and what does the file of them hold?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sonae.app.common.person import Person
from sonae.app.enrolments.models import Certificate, CoverPeriod, Enrolment, Event
from sonae.app.enrolments.queries import uncertified
from sonae.app.parties import search
from sonae.app.parties.models import Facility, Member
from sonae.app.quoting import said
from sonae.core.moments import TOKYO
from sonae.core.reading import tidy
from sonae.exchange.rows import CODE, Cell, Column

ASKED = ("q", "state", "certificate", "association")
LONGEST = 80
IN_FORCE, COMING, OVER = "in_force", "coming", "over"
STATES: dict[str, Promise] = {
    IN_FORCE: gettext_lazy("補償中"),
    COMING: gettext_lazy("開始前"),
    OVER: gettext_lazy("終了"),
}
ENDING = "ending"
SOON = timedelta(days=60)
FILTERS: dict[str, Promise] = STATES | {ENDING: gettext_lazy("60日以内に満了")}
MISSING = "missing"
AT_ONCE = 500
MOST_SHOWN = 4  # facilities in a row of the page
# what a list says of a stretch of cover, and of a member; thousands of rows, so nothing else is read
SHOWN = (
    *("enrolment", "facility", "family", "plan", "valid_from", "valid_to", "annual_yen", "shared"),
    *("liability_limit", "cost_limit", "deductible"),
)
OF_MEMBER = ("number", "name", "kana", "organisation")


class Asked:
    """What is asked of the list by its address; what makes no sense is passed over."""

    def __init__(self, query: Mapping[str, str]) -> None:
        self.values = {name: str(query.get(name, ""))[:LONGEST].replace("\0", "").strip() for name in ASKED}

    def __getitem__(self, name: str) -> str:
        return self.values[name]

    @property
    def address(self) -> str:
        return urlencode({name: value for name, value in self.values.items() if value})


@dataclass(frozen=True, slots=True)
class Row:
    """An enrolment with what is believed of it now, and the newest edition of its certificate.

    Of the stretches of cover only those `shown` have their facility fetched.
    """

    enrolment: Enrolment
    periods: tuple[CoverPeriod, ...]
    shown: tuple[CoverPeriod, ...]
    state: str
    edition: int | None

    @property
    def more(self) -> int:
        return len(self.periods) - len(self.shown)

    @property
    def standing(self) -> str:
        return str(STATES[self.state])


def enrolments(asked: Asked, person: Person, now: datetime) -> QuerySet[Enrolment]:
    """The enrolments somebody sees, as asked, the newest first."""
    found: QuerySet[Enrolment] = Enrolment.objects.visible_to(person)
    if asked["q"]:
        found = found.filter(Q(number__icontains=tidy(asked["q"])) | _of_member(asked["q"]))
    if asked["state"] in FILTERS:
        found = found.filter(_in_state(asked["state"], now))
    if asked["certificate"] == MISSING:
        found = uncertified(found)
    if asked["association"]:
        found = found.filter(association__code=asked["association"])
    return found.order_by("-pk")


def listed(found: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    """Enrolments with what the list says of each."""
    live = CoverPeriod.objects.live().order_by("facility", "valid_from").only(*SHOWN)
    # a join would read whole tables behind the wall to hash them, and sort with all their columns
    more = (
        Prefetch("member", Member.objects.only(*OF_MEMBER)),
        "association",
        Prefetch("periods", live),
        Prefetch("certificates", Certificate.objects.only("enrolment", "edition")),
    )
    return found.prefetch_related(*more)


def _of_member(question: str) -> Q:
    """Every word of a question is among what the member is found by."""
    found = Q()
    for word in search.words(question):
        found &= Q(member__search__contains=word)
    return found


def _in_state(state: str, now: datetime) -> Q:
    live = CoverPeriod.objects.live().filter(enrolment=OuterRef("pk"), valid_to__gt=now)
    running, any_left = Q(term_end__gt=now) & Q(Exists(live.filter(valid_from__lte=now))), Q(Exists(live))
    # cover lies in the term; where it ended early some of it has ended, or is believed no longer
    gone = CoverPeriod.objects.filter(Q(recorded_to=None, valid_to__lte=now) | Q(recorded_to__isnull=False))
    over = Q(term_end__lte=now) | Q(pk__in=gone.values("enrolment")) & ~any_left
    ending = running & Q(term_end__lte=now + SOON)
    return {ENDING: ending, IN_FORCE: running, COMING: ~running & Q(term_end__gt=now) & any_left, OVER: over}[state]


def rows(found: Iterable[Enrolment], now: datetime, most: int | None = None) -> Iterator[Row]:
    """What the list says of each, of its facilities `most`; what it needs has been fetched, or is for many at once."""
    for some in batched(found):
        told = {one: tuple(one.periods.all()) for one in some}
        keys = {period.facility_id for periods in told.values() for period in periods[:most]}
        facilities = Facility.objects.only("name", "kind").in_bulk(keys)
        for one, periods in told.items():
            for period in periods[:most]:
                period.facility = facilities[period.facility_id]
            edition = max((certificate.edition for certificate in one.certificates.all()), default=None)
            yield Row(one, periods, periods[:most], _state(periods, now), edition)


def batched(found: Iterable[Enrolment]) -> Iterator[list[Enrolment]]:
    rest = iter(found)
    while some := list(islice(rest, AT_ONCE)):
        yield some


def _state(periods: Iterable[CoverPeriod], now: datetime) -> str:
    if any(one.valid_from <= now < one.valid_to for one in periods):
        return IN_FORCE
    return COMING if any(now < one.valid_from for one in periods) else OVER


def table(found: QuerySet[Enrolment], now: datetime) -> tuple[list[Column], Iterator[list[Cell]]]:
    """A row for each stretch of a facility's cover; what is owed for an enrolment stands in its first row, once."""
    labels = [
        Column(_("加入番号"), CODE), Column(_("団体")), Column(_("会員番号"), CODE), Column(_("加入者")),
        Column(_("フリガナ")), Column(_("施設")), Column(_("施設の種類")), Column(_("プラン")),
        Column(_("加入タイプ"), CODE), Column(_("賠償の保険金額")), Column(_("費用の保険金額")),
        Column(_("自己負担額")), Column(_("限度額の共有")), Column(_("年間保険料")),
        Column(_("この期間の保険料(加入全体)")), Column(_("補償の開始日")), Column(_("補償の終了日")),
        Column(_("状態")), Column(_("加入者証の版")),
    ]  # fmt: skip
    owed = Event.objects.filter(enrolment=OuterRef("pk")).order_by().values("enrolment").annotate(Sum("premium_yen"))
    return labels, _cells(listed(found).annotate(owed_yen=Subquery(owed.values("premium_yen__sum"))), now)


def _cells(found: QuerySet[Enrolment], now: datetime) -> Iterator[list[Cell]]:
    for row in rows(found.iterator(chunk_size=AT_ONCE), now):
        one = row.enrolment
        for place, period in enumerate(row.periods):
            facility = period.facility
            yield [
                one.number,
                one.association.name,
                one.member.number,
                one.member.name,
                one.member.kana,
                facility.name,
                said.say(f"kind.{facility.kind}"),
                said.say(f"family.{period.family}"),
                period.plan or _("個別見積"),
                period.liability_limit,
                period.cost_limit,
                period.deductible,
                said.say(f"value.{str(period.shared).lower()}"),
                period.annual_yen,
                None if place else one.owed_yen,  # type: ignore[attr-defined]  # see `table`
                period.valid_from.astimezone(TOKYO).date(),
                period.valid_to.astimezone(TOKYO).date(),
                str(STATES[_state([period], now)]),
                row.edition,
            ]
