"""Who plays in the tests? Two associations that must not see each other, with everybody who works for them.

Aoki Clinic and Hakata Hospital have joined through the Fukuoka office; its agency, the insurer and the desk serve them;
a provider serves nobody. Mie's office has a member of its own. The stranger signs in and has no role. What belongs to
somebody carries a mark in its names, so that a test can see where it comes out.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sonae.app.accounts import actions
from sonae.app.accounts.access_models import Invitation, Token
from sonae.app.accounts.acting import person_of
from sonae.app.accounts.models import Organisation, Reach, Role, User
from sonae.app.accounts.roles import AGENCY, DESK, INSURER, PROVIDER, ROLES
from sonae.app.accounts.token_actions import make_token
from sonae.app.applications.models import Application, Move, Submission
from sonae.app.common.audit import canonical
from sonae.app.common.person import Person, of_system
from sonae.app.enrolments.correct_actions import correct
from sonae.app.enrolments.models import Enrolment, Proposal
from sonae.app.parties.actions import add, record_association, record_facility, record_member
from sonae.app.parties.models import Association, Facility, Member, Office, Paper, Product
from sonae.app.parties.paper_actions import keep
from sonae.core.enrolment_events import Insure
from sonae.core.moments import TOKYO
from tests.app.enrolments.joiners import join, part

NOW = datetime(2026, 11, 28, 10, tzinfo=TOKYO)
HOUSE = of_system("cast")
# what must never come out elsewhere: of Fukuoka's people and rows, of Mie's, and of each member
FUKUOKA, MIE = "◆福岡", "◆三重"
AOKI, HAKATA, MIE_MEMBER = "◇青木", "◇博多", "◇津"
MARKS = frozenset({FUKUOKA, MIE, AOKI, HAKATA, MIE_MEMBER})
SERVING = ("fukuoka", "agency", "insurer", "desk")
SEES = {
    **{name: {FUKUOKA, AOKI, HAKATA} for name in SERVING},
    "provider": {FUKUOKA},  # its own people carry the mark, too
    "aoki": {FUKUOKA, AOKI},
    "hakata": {FUKUOKA, HAKATA},
    "mie": {MIE, MIE_MEMBER},
    "mie_member": {MIE, MIE_MEMBER},
}
PAGE = "http://testserver/accounts/invitation/"


@dataclass
class Cast:
    """Everybody and everything, by name."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    associations: dict[str, Association] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    facilities: dict[str, Facility] = field(default_factory=dict)
    products: dict[str, Product] = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)
    enrolments: dict[str, Enrolment] = field(default_factory=dict)
    papers: dict[str, Paper] = field(default_factory=dict)
    roles: dict[tuple[str, str], Role] = field(default_factory=dict)  # by organisation and role
    invitations: dict[str, Invitation] = field(default_factory=dict)
    tokens: dict[tuple[str, str], Token] = field(default_factory=dict)
    keys: dict[tuple[str, str], str] = field(default_factory=dict)  # of the tokens
    applications: dict[str, Application] = field(default_factory=dict)  # of a member, waiting for the agency
    proposals: dict[str, Proposal] = field(default_factory=dict)  # of a correction, for a second
    stranger: User | None = None

    def person(self, organisation: str, role: str) -> Person:
        return person_of(self.roles[organisation, role])


def everybody() -> list[tuple[str, str]]:
    """Each role that can be held in each organisation, as (organisation, role)."""
    kinds = dict.fromkeys(("fukuoka", "mie"), "association") | dict.fromkeys(("aoki", "hakata", "mie_member"), "member")
    kinds |= {"agency": AGENCY, "insurer": INSURER, "desk": DESK, "provider": PROVIDER}
    return [(name, rule.name) for name, kind in kinds.items() for rule in ROLES.values() if kind in rule.kinds]


def build() -> Cast:
    """The whole cast, in an empty database."""
    cast = Cast()
    for code, scheme in (("fukuoka", "fukuoka-2025"), ("mie", "mie-2025")):
        association = record_association(code=code, name=f"{code}医師会", scheme_code=scheme, by=HOUSE, at=NOW)
        cast.associations[code], cast.organisations[code] = association, association.organisation
    for kind in (AGENCY, INSURER, DESK, PROVIDER):
        cast.organisations[kind] = Organisation.objects.create(kind=kind, code=f"the-{kind}", name=kind)
        if kind != PROVIDER:
            Reach.objects.create(organisation=cast.organisations[kind], association=cast.organisations["fukuoka"])
    _member(cast, "aoki", "fukuoka", AOKI, number="00012", form="person", kind="clinic")
    _member(cast, "hakata", "fukuoka", HAKATA, number="00034", form="corporation", kind="hospital", beds=120)
    _member(cast, "mie_member", "mie", MIE_MEMBER, number="00012", form="corporation", kind="hospital", beds=50)
    for organisation, role in everybody():
        _person(cast, organisation, role)
    for name, organisation in cast.organisations.items():
        _invitation(cast, name, organisation)
    for name in ("hakata", "mie_member"):
        cast.applications[name] = _application(cast, name)
    cast.proposals["hakata"] = _proposal(cast)
    cast.stranger = User.objects.create(email="stranger@example.org", name="他人")
    return cast


def _member(cast: Cast, name: str, association: str, mark: str, *, kind: str, beds: int | None = None, **about) -> None:
    member = record_member(
        association=cast.associations[association], name=f"{mark}会", kana="カナ", by=HOUSE, at=NOW, **about
    )
    cast.members[name], cast.organisations[name] = member, member.organisation
    size = {} if beds is None else {"beds": beds, "ward": "general"}
    facility = record_facility(member=member, name=f"{mark}院", kana="カナ", kind=kind, by=HOUSE, at=NOW, **size)
    product = {"facility": facility, "use": "ehr", "maker": f"{mark}製"}
    cast.facilities[name] = facility
    cast.products[name] = add(Product, member=member, values=product, by=HOUSE, at=NOW)
    cast.offices[name] = add(Office, member=member, values={"name": f"{mark}本部"}, by=HOUSE, at=NOW)
    cast.enrolments[name] = join(member, [part(facility)])
    cast.papers[name] = keep(
        member=member, kind="scan", name=f"{mark}.pdf", content=f"{mark}の紙".encode(), by=HOUSE, at=NOW
    )


def _proposal(cast: Cast) -> Proposal:
    """A premium above what one underwriter decides alone."""
    enrolment = cast.enrolments["hakata"]
    hold, one, *rest = enrolment.to_core()[0].changes
    changes = (hold, Insure(one.facility.amended((("annual_yen", 2_000_000),))), *rest)
    by = cast.person(INSURER, "underwriter")
    correct(enrolment=enrolment, number=1, changes=changes, reason=HAKATA, basis=HAKATA, by=by, at=NOW)
    return enrolment.proposals.get()


def more_members(cast: Cast, count: int) -> None:
    """More members of Fukuoka's, each with everything Hakata has, and people of their own."""
    for place in range(count):
        name = f"more{place}"
        about = {"form": "corporation", "kind": "hospital", "beds": 60}
        _member(cast, name, "fukuoka", FUKUOKA, number=f"0100{place}", **about)
        for role in ("head", "staff"):
            _person(cast, name, role)
        _invitation(cast, name, cast.organisations[name])
        cast.applications[name] = _application(cast, name)


def _application(cast: Cast, name: str) -> Application:
    """An application that was submitted, with a move whose words carry the member's mark."""
    member, head = cast.members[name], cast.person(name, "head")
    mark = _mark(name)
    row = Application(
        member=member,
        association=member.association,
        scheme_code=member.association.scheme_code,
        number=f"A-{name}",
        state="submitted",
        step="agency",
        waits_since=NOW,
        given={"declared.name": mark},
        begun_by=head.name,
        begun_at=NOW,
    )
    row.save()
    words = [["declaration", mark, [["declared.name", mark, mark]]]]
    said = {
        "words": {"ja": words, "en": words},
        "member": {"name": mark},
        "given": {"declared.name": mark},
        "facilities": [],
        "offices": [],
        "shared_limits": False,
        "referral": {},
    }
    paper = keep(member=member, kind="application", name=f"{mark}.pdf", content=b"%PDF-1.4", by=head, at=NOW)
    Submission(
        member=member,
        application=row,
        number=1,
        at=NOW,
        by=head.name,
        content=canonical(said | {"referral": {"key": "referral.not_needed"}}),
        sha256="0" * 64,
        paper=paper,
    ).save()
    Move(member=member, application=row, number=1, at=NOW, kind="submitted", person=head.name, words=mark).save()
    return row


def _mark(name: str) -> str:
    """What belongs to an organisation itself carries its association's mark, or the member's."""
    return {"aoki": AOKI, "hakata": HAKATA, "mie_member": MIE_MEMBER, "mie": MIE}.get(name, FUKUOKA)


def _person(cast: Cast, organisation: str, role: str) -> None:
    email, name = f"{role}@{organisation.replace('_', '-')}.example.org", f"{_mark(organisation)}{role}"
    given = actions.give_role(
        organisation=cast.organisations[organisation], email=email, name=name, role=role, by=HOUSE, at=NOW
    )
    cast.roles[organisation, role] = given
    token, key = make_token(
        role=given,
        name=f"{name}の連携",
        acts=sorted(ROLES[role].delegable),
        expires_at=NOW + timedelta(days=3650),
        by=person_of(given),
        at=NOW,
    )
    cast.tokens[organisation, role], cast.keys[organisation, role] = token, key


def _invitation(cast: Cast, name: str, organisation: Organisation) -> None:
    role = next(rule.name for rule in ROLES.values() if organisation.kind in rule.kinds)
    cast.invitations[name] = actions.invite(
        organisation=organisation,
        email=f"new@{name.replace('_', '-')}.example.org",
        name=f"{_mark(name)}招待",
        role=role,
        page=PAGE,
        by=HOUSE,
        at=NOW,
    )
