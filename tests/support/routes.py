"""Which addresses are there, who may open each, and with which row is it asked? One line an address.

`public(name, …)` is for everybody; `private(name, *acts, …)` for somebody signed in whose role may do the acts;
`api(name, *acts, …)` the same for a token. `fill` gives the address its parameters, from the cast: a row of Hakata's or
of the Fukuoka office. `seen_by` are the organisations that may see that row; to all others it is not there.
An address with a row in it must say `seen_by`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sonae.app.accounts.mail_models import Mail
from tests.support.cast import SERVING, Cast

Fill = Callable[[Cast], Mapping[str, object]]
OF_HAKATA = frozenset({*SERVING, "hakata"})  # who sees what belongs to Hakata Hospital
EVERYBODY = frozenset({*OF_HAKATA, "aoki", "provider", "mie", "mie_member"})


@dataclass(frozen=True)
class Route:
    """One address of the application."""

    name: str
    acts: tuple[str, ...] | None = None  # None: public
    fill: Fill = field(default=lambda _cast: {})
    query: str = ""
    seen_by: frozenset[str] = EVERYBODY
    token: bool = False


def public(name: str, *, query: str = "", **parameters: object) -> Route:
    return Route(name, None, lambda _cast: parameters, query)


def private(name: str, *acts: str, fill: Fill = lambda _cast: {}, seen_by: frozenset[str] = EVERYBODY) -> Route:
    return Route(name, acts, fill, seen_by=seen_by)


def api(name: str, *acts: str, fill: Fill = lambda _cast: {}, seen_by: frozenset[str] = EVERYBODY) -> Route:
    return Route(name, acts, fill, seen_by=seen_by, token=True)


def _invitation_mail(cast: Cast) -> Mapping[str, object]:
    return {"number": Mail.objects.get(organisation=cast.organisations["hakata"], template="invitation").pk}


def _of(what: str) -> Fill:
    """Hakata's own row among these."""
    return lambda cast: {"pk": getattr(cast, what)["hakata"].pk}


MEMBER_PAGES = ("member", "member_edit", "facility_new", "office_new", "paper_new")
FACILITY_PAGES = ("facility_edit", "facility_close", "product_new")
CHANGES = ("edit", "remove")


def _application(**more: object) -> Fill:
    """The application of Hakata Hospital, that waits for the agency."""
    return lambda cast: {"pk": cast.applications["hakata"].pk, **more}


def _of_hakata(name: str) -> Fill:
    return lambda cast: {name: cast.members["hakata"].pk}


SCHEME = {"code": "fukuoka-2025"}
ROUTES = (
    # quoting
    public("quoting:home"),
    public("quoting:words"),
    public("quoting:roster_help"),
    public("quoting:example_roster"),
    public("quoting:example_roster_file", suffix="xlsx"),
    *(public(f"quoting:{name}", **SCHEME) for name in ("roster_template", "scheme", "quote", "reading", "result")),
    *(public(f"quoting:{name}", **SCHEME) for name in ("quote_sheet", "compare", "compare_sheet", "simulator")),
    *(public(f"quoting:simulator-{name}", **SCHEME) for name in ("pdf", "chart", "image")),
    *(public(f"quoting:{name}", **SCHEME) for name in ("emergency", "emergency-pdf")),
    # common
    public("common:text_size"),
    public("common:language"),
    public("common:styleguide"),
    # accounts: the way in
    public("accounts:invitation", query="?key=none"),
    public("accounts:demonstration"),
    *(public(f"account_{name}") for name in ("login", "request_login_code", "confirm_login_code", "logout")),
    *(public(f"account_{name}") for name in ("inactive", "reset_password", "confirm_password_reset_code")),
    *(public(f"account_{name}") for name in ("complete_password_reset", "password_reset_completed")),
    public("mfa_login_webauthn"),
    public("mfa_authenticate"),
    # accounts: one's own
    *(private(f"accounts:{name}") for name in ("work", "self", "roles", "tokens")),
    *(private(f"account_{name}") for name in ("change_password", "set_password", "reauthenticate")),
    *(private(f"account_{name}") for name in ("request_reauthentication_code", "confirm_reauthentication_code")),
    *(private(f"mfa_{name}") for name in ("index", "reauthenticate", "reauthenticate_webauthn")),
    *(private(f"mfa_{name}") for name in ("activate_totp", "deactivate_totp", "list_webauthn", "add_webauthn")),
    *(private(f"mfa_{name}_recovery_codes") for name in ("view", "generate", "download")),
    *(private(f"mfa_{name}_webauthn", fill=lambda _cast: {"pk": 1}) for name in ("remove", "edit")),
    private("usersessions_list"),
    private(
        "accounts:revoke_token",
        fill=lambda cast: {"pk": cast.tokens["hakata", "head"].pk},
        seen_by=frozenset({"hakata"}),
    ),
    # accounts: the people of an organisation, and its trail
    private("accounts:people", "people"),
    private(
        "accounts:people_of",
        "people",
        fill=lambda cast: {"organisation": cast.organisations["hakata"].pk},
        seen_by=frozenset({"hakata", "fukuoka"}),
    ),
    private(
        "accounts:end_role",
        "people",
        fill=lambda cast: {"pk": cast.roles["hakata", "staff"].pk},
        seen_by=frozenset({"hakata", "fukuoka"}),
    ),
    private(
        "accounts:remove_factors",
        "people",
        fill=lambda cast: {"pk": cast.roles["hakata", "head"].pk},
        seen_by=frozenset({"hakata", "fukuoka"}),
    ),
    *(
        private(
            f"accounts:{name}",
            "people",
            fill=lambda cast: {"pk": cast.invitations["hakata"].pk},
            seen_by=frozenset({"hakata", "fukuoka"}),
        )
        for name in ("resend", "withdraw")
    ),
    private("accounts:trail", "trail"),
    private("accounts:trail_file", "trail"),
    # accounts: mails; an invitation is in Hakata's own file, and its office does not read it there
    public("mails:letterbox"),
    private("mails:index", "disclosed"),
    private("mails:one", "disclosed", fill=_invitation_mail, seen_by=frozenset({"hakata"})),
    private("mails:again", "disclosed", "check", fill=_invitation_mail, seen_by=frozenset({"hakata"})),
    # parties
    private("parties:members", "read"),
    private("parties:members_file", "read"),
    private("parties:member_new", "key_in"),
    *(private(f"parties:{name}", "read", fill=_of("members"), seen_by=OF_HAKATA) for name in MEMBER_PAGES),
    *(private(f"parties:{name}", "read", fill=_of("facilities"), seen_by=OF_HAKATA) for name in FACILITY_PAGES),
    *(private(f"parties:product_{name}", "read", fill=_of("products"), seen_by=OF_HAKATA) for name in CHANGES),
    *(private(f"parties:office_{name}", "read", fill=_of("offices"), seen_by=OF_HAKATA) for name in CHANGES),
    private("parties:paper", "read", fill=_of("papers"), seen_by=OF_HAKATA),
    # enrolments
    private("enrolments:enrolments", "read"),
    private("enrolments:enrolments_file", "read"),
    private(
        "enrolments:enrolment",
        "read",
        fill=lambda cast: {"number": cast.enrolments["hakata"].number},
        seen_by=OF_HAKATA,
    ),
    private(
        "enrolments:correct",
        "check",
        fill=lambda cast: {"number": cast.enrolments["hakata"].number, "event": 1},
        seen_by=OF_HAKATA,
    ),
    private(
        "enrolments:proposal",
        "underwrite",
        fill=lambda cast: {"number": cast.enrolments["hakata"].number, "pk": cast.proposals["hakata"].pk},
        seen_by=frozenset({"insurer"}),
    ),
    public("verify:ask"),
    public("verify:certificate", number="none", code="0123456789ABCDEF"),
    # applications
    private("applications:list", "disclosed"),
    private("applications:export", "disclosed"),
    private("applications:begin", "disclosed", fill=lambda _cast: SCHEME),
    private("applications:key_in", "key_in", fill=_of_hakata("member_pk"), seen_by=OF_HAKATA),
    *(
        private(f"applications:{name}", "disclosed", fill=_application(**more), seen_by=OF_HAKATA)
        for name, more in (
            ("case", {}),
            ("submission", {"number": 1}),
            ("step", {"step": "facilities"}),
            ("act", {"act": "approve"}),
            ("offer", {}),
            ("explanation", {"paper": "important_matters"}),
            ("unsigned", {}),
            ("confirm", {}),
        )
    ),
    private("applications:take_down", "disclosed", "accept_for", fill=_application(), seen_by=OF_HAKATA),
    private("applications:decide", "disclosed", "underwrite", fill=_application(), seen_by=OF_HAKATA),
    # the API
    public("api-openapi"),
    public("api-docs"),
    public("api-1:api-root"),
    *(public(f"api-1:{name}") for name in ("list_schemes", "list_costs")),
    *(public(f"api-1:{name}", **SCHEME) for name in ("get_scheme", "list_plans")),
    *(public(f"api-1:create_{name}") for name in ("quote", "corporation_quote", "comparison", "simulation")),
    *(public(f"api-1:create_{name}") for name in ("quote_sheet", "corporation_quote_sheet")),
    api("api-1:read_me"),
    api("api-1:list_members", "read"),
    api("api-1:read_member", "read", fill=lambda _cast: {"number": "00034"}, seen_by=OF_HAKATA),
    api("api-1:list_enrolments", "read"),
    api(
        "api-1:read_enrolment",
        "read",
        fill=lambda cast: {"number": cast.enrolments["hakata"].number},
        seen_by=OF_HAKATA,
    ),
    api("api-1:list_applications", "read", "disclosed"),
)
