"""What has been given so far, as core asks for it? One flat mapping: the name of a field → what was typed there.

The names are those of core's problems (`facilities.f12.plan`, `proofs.member_number`), so a problem finds its field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sonae.app.applications.models import Application
from sonae.app.applications.starts import enrolled
from sonae.app.common.catalogue import current
from sonae.app.common.person import Person
from sonae.app.enrolments.models import CoverPeriod
from sonae.app.parties.models import Facility, Office
from sonae.app.quoting import actions as quoting
from sonae.core.application import Application as Applied
from sonae.core.application import ApplyingFacility, Declared
from sonae.core.asking import Ask
from sonae.core.corporation import CorporationQuote
from sonae.core.disclosure import Answers, QuestionSet, read_answers
from sonae.core.joining import begun_on
from sonae.core.problems import Problem, Refusal, problem
from sonae.core.procedure import NOTHING, PAPER, Procedure
from sonae.core.referring import Referrals, referrals
from sonae.core.scheme import Scheme
from sonae.core.wanting import wanting

Given = Mapping[str, str | list[str]]
YES, NO = "yes", "no"
SHARED = "shared"
MEMBER_NUMBER = "member_number"  # the proof that is on record already
NO_INCIDENT = "declared.no_incident_since"
DECLARED_PAPER, EVIDENCE = "declared.paper", "evidence"


class NoProcedureError(Exception):
    """Nobody wrote down how a scheme takes applications: then it takes none here."""


def several(given: Given, name: str) -> list[str]:
    found = given.get(name, [])
    return list(found) if isinstance(found, list) else [found]


def text(given: Given, name: str) -> str:
    found = given.get(name, "")
    return found.strip() if isinstance(found, str) else ""


def below(given: Given, prefix: str) -> dict[str, str]:
    """What was typed in the fields under a name: `proofs` → {member_number: …}."""
    start = f"{prefix}."
    return {name.removeprefix(start): text(given, name) for name in given if name.startswith(start)}


def yes_no(given: Given, name: str) -> bool | None:
    return {YES: True, NO: False}.get(text(given, name))


@dataclass(frozen=True)
class Case:
    """An application with what its scheme says about it; every answer is core's."""

    application: Application
    given: Given
    at: datetime | None = None  # when it is looked at: what depends on the day is told only then

    @cached_property
    def scheme(self) -> Scheme:
        return current().schemes[self.application.scheme_code]

    @cached_property
    def procedure(self) -> Procedure:
        return procedure_of(self.application.scheme_code)

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Kind and plan family of each facility that joins, as far as they were picked."""
        return [(one.kind, text(self.given, f"facilities.{one.key}.plan").partition(":")[0]) for one in self.facilities]

    @property
    def left_to_member(self) -> bool:
        """Whether reading and declaring wait for the member: somebody else keys in, and nothing is signed."""
        if self.application.keyed_in_by_id is None or not self.application.open_to_change:
            return False
        way = self.procedure.declaration.ways.get(text(self.given, "declared.way"))
        return way is None or way.evidence == NOTHING

    @cached_property
    def all_facilities(self) -> list[Facility]:
        """Every facility of the member that is open, in the order they were written down."""
        return list(Facility.objects.filter(member=self.application.member_id, closed_on=None).order_by("pk"))

    @cached_property
    def enrolled(self) -> dict[int, CoverPeriod]:
        """The facilities that are covered already at the time they would join, by their numbers."""
        return enrolled(self.scheme, self.all_facilities, at=self.received(self.at)) if self.at else {}

    @cached_property
    def facilities(self) -> list[Facility]:
        """Those that join; a number that is none of this member's is passed over."""
        chosen = several(self.given, "facilities")
        return [one for one in self.all_facilities if str(one.pk) in chosen]

    @cached_property
    def sharing(self) -> list[Facility]:
        """Those that use patients' records together, whether they join or not; a facility alone need not be picked."""
        if not yes_no(self.given, "shared_records"):
            return []
        chosen = several(self.given, "sharing")
        return [one for one in self.all_facilities if str(one.pk) in chosen or len(self.all_facilities) == 1]

    @cached_property
    def begun_on(self) -> date | None:
        """The first day of cover where that no incident is known since is to be declared, or was."""
        if self.procedure.declaration.no_incident is None:
            return None
        if self.at is None:
            return _day(text(self.given, NO_INCIDENT))
        return begun_on(self.scheme, self.received(self.at), self.at)

    @cached_property
    def offices(self) -> list[Office]:
        chosen = several(self.given, "offices")
        return [one for one in self.all_offices if str(one.pk) in chosen]

    @cached_property
    def all_offices(self) -> list[Office]:
        return list(Office.objects.filter(member=self.application.member_id).order_by("pk"))

    def questions(self, facility: Facility) -> QuestionSet | None:
        code = self.procedure.questions_for(self.scheme, facility.kind)
        return current().disclosures[code] if code else None

    def answers(self, facility: Facility) -> tuple[Answers, list[Problem]]:
        """What was answered, and what was typed that is no answer."""
        questions = self.questions(facility)
        typed = below(self.given, f"facilities.{facility.key}.answers")
        return read_answers(questions, typed) if questions else ({}, [])

    def ask(self, facility: Facility) -> Ask:
        family, _colon, plan = text(self.given, f"facilities.{facility.key}.plan").rpartition(":")
        return facility.to_ask(family=family, plan=plan)

    @cached_property
    def core(self) -> Applied:
        given = self.given
        return Applied(
            facilities=tuple(self._facility(one) for one in self.facilities),
            proofs={name: value for name, value in below(given, "proofs").items() if value},
            shared_limits=self.shared,
            shared_records=yes_no(given, "shared_records"),
            sharing=frozenset(one.key for one in self.sharing),
            covered=frozenset(one.key for one in self.sharing if one.pk in self.enrolled),
            others_share=yes_no(given, "others_share"),
            warning_read=yes_no(given, "warning_read") is True,
            explained={name: value for name, value in below(given, "explained").items() if value and "." not in name},
            needs={name: value == YES for name, value in below(given, "needs").items() if value},
            declared=self._declared(),
        )

    def _facility(self, facility: Facility) -> ApplyingFacility:
        name = f"facilities.{facility.key}"
        return ApplyingFacility(
            key=facility.key,
            ask=self.ask(facility),
            riders=tuple(several(self.given, f"{name}.riders")),
            held=below(self.given, f"{name}.held"),
            answers=self.answers(facility)[0],
        )

    def _declared(self) -> Declared | None:
        if not text(self.given, "declared.way"):
            return None
        statements = below(self.given, "declared.statements")
        return Declared(
            way=text(self.given, "declared.way"),
            capacity=text(self.given, "declared.capacity"),
            name=text(self.given, "declared.name"),
            statements=frozenset(name for name, value in statements.items() if value == YES),
            evidence=text(self.given, evidence_field(self.procedure, self.given)),
            for_all=yes_no(self.given, "declared.for_all") is True,
            no_incident_since=_day(text(self.given, NO_INCIDENT)),
        )

    @cached_property
    def papers(self) -> dict[str, int]:
        """The papers kept for this application, by field: their numbers, 0 for what is none."""
        chosen = [one.kind for one in self.facilities]
        fields = [f"proofs.{one.id}" for one in self.procedure.proofs_for(self.scheme.code, chosen) if one.way == PAPER]
        for facility in self.facilities:
            policies = self.procedure.prerequisites_for(self.scheme.code, facility.kind)
            fields += [f"facilities.{facility.key}.held.{one.id}" for one in policies if one.way == PAPER]
        if evidence_field(self.procedure, self.given) == DECLARED_PAPER:
            fields.append(DECLARED_PAPER)
        said = {name: text(self.given, name).partition(" ")[0] for name in fields if text(self.given, name)}
        return {name: int(number) if number.isascii() and number.isdecimal() else 0 for name, number in said.items()}

    @cached_property
    def shared(self) -> bool:
        return text(self.given, "shared_limits") == SHARED and len(self.facilities) > 1

    @property
    def nowhere(self) -> list[Facility]:
        """Those that join and stand nowhere: cover is for the place that the certificate names."""
        return [one for one in self.facilities if not (one.prefecture and one.city)]

    def received(self, at: datetime) -> datetime:
        """The receipt that counts for what is handed in at this moment: an earlier one, where a send-back left it."""
        return self.application.received_at or at

    def price(self, at: datetime) -> CorporationQuote | Refusal:
        """The price of all facilities, for what is handed in at this moment."""
        asks = tuple(self.ask(one) for one in self.facilities)
        records = self.core.shared_records is True
        return quoting.price(self.scheme, asks, at=self.received(at), shared_limits=self.shared, shared_records=records)

    def wanting(self, at: datetime) -> tuple[Problem, ...]:
        """Everything missing or wrong in what is handed in at this moment, by the names of the fields."""
        catalogue = current()
        wrong = [
            Problem(f"facilities.{one.key}.answers.{problem.field}", problem.key, problem.params)
            for one in self.facilities
            for problem in self.answers(one)[1]
        ]
        named = {problem.field for problem in wrong}
        missing = wanting(
            self.procedure,
            self.scheme,
            self.core,
            catalogue.disclosures,
            wording=catalogue.wording_of(self.scheme),
            received=self.received(at),
            declared_at=at,
        )
        nowhere = (problem("facilities", "facility_without_address", facility=one.name) for one in self.nowhere)
        found = (*wrong, *nowhere, *(one for one in missing if one.field not in named))
        return tuple(one for one in found if not (self.left_to_member and members_own(one.field)))

    def referrals(self, quoted: CorporationQuote) -> Referrals:
        return referrals(self.procedure, self.core, quoted, current().disclosures)


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def members_own(field: str) -> bool:
    """Whether only the member fills a field, of what somebody else keys in: papers read, and what is declared."""
    return field.startswith(("explained.", "declared.")) and field != "declared.way"


def undeclared(given: Given) -> dict[str, str | list[str]]:
    """What was given, without what was declared of it: each submission is declared anew, on evidence of its own."""
    stays = ("declared.way", "declared.name", "declared.capacity")
    return {name: value for name, value in given.items() if not name.startswith("declared.") or name in stays}


def kept(given: Given, typed: Given, by: Person, at: datetime) -> dict[str, str | list[str]]:
    """What was given before and now; papers newly ticked as read are kept with moment and reader."""
    found = {**given, **typed}
    for name, value in typed.items():
        if name.startswith("explained.") and value != given.get(name):
            found[f"{name}.at"] = at.isoformat() if value else ""
            found[f"{name}.by"] = by.name if value else ""
    return found


def procedure_of(scheme_code: str) -> Procedure:
    procedure = current().procedure_for(scheme_code)
    if procedure is None:
        raise NoProcedureError(scheme_code)
    return procedure


def evidence_field(procedure: Procedure, given: Given) -> str:
    """Where the evidence of the declaration stands: a paper in a field that only keeping a file fills."""
    way = procedure.declaration.ways.get(text(given, "declared.way"))
    return DECLARED_PAPER if way and way.evidence == PAPER else "declared.evidence"


def case_of(application: Application, at: datetime | None = None) -> Case:
    return Case(application, application.given, at)
