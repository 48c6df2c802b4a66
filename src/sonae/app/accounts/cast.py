"""Who plays in the demonstration? The organisations beside the members, and one person a role; all invented."""

from dataclasses import dataclass

from sonae.app.accounts.acting import DOMAIN
from sonae.app.accounts.roles import AGENCY, DESK, INSURER, PROVIDER


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody in one role: of the organisation with this code."""

    organisation: str
    role: str
    name: str
    mailbox: str

    @property
    def email(self) -> str:
        return f"{self.mailbox}{DOMAIN}"


# code: kind, name, whether it serves the association's members
ORGANISATIONS = {
    "example-agency": (AGENCY, "○○市医師協同組合 保険課(架空)", True),
    "example-insurer": (INSURER, "例示損害保険株式会社(架空)", True),
    "example-desk": (DESK, "例示サポートデスク(架空)", True),
    "example-provider": (PROVIDER, "○○フォレンジック(架空)", False),
}
PLAYERS = (
    Player("example:00012", "head", "青木 一郎", "aoki"),
    Player("example:00012", "staff", "青木医院 受付", "aoki-desk"),
    Player("example:00034", "head", "博多 院長", "hakata"),
    Player("example:00034", "staff", "博多病院 事務長", "hakata-office"),
    Player("example:00101", "head", "𠮷田 理事長", "yoshida"),
    Player("example", "office_clerk", "事務局 担当", "office-clerk"),
    Player("example", "office_head", "事務局 事務長", "office-head"),
    Player("example", "auditor", "事務局 監事", "office-auditor"),
    Player("example", "administrator", "事務局 管理者", "office-admin"),
    Player("example-agency", "agency_clerk", "代理店 担当", "agency-clerk"),
    Player("example-agency", "administrator", "代理店 管理者", "agency-admin"),
    Player("example-insurer", "underwriter", "引受 担当", "underwriter"),
    Player("example-insurer", "senior_underwriter", "引受 責任者", "senior-underwriter"),
    Player("example-insurer", "claims_handler", "支払 担当", "claims-handler"),
    Player("example-insurer", "auditor", "保険会社 監査", "insurer-auditor"),
    Player("example-desk", "desk_operator", "デスク 担当", "desk-operator"),
    Player("example-provider", "administrator", "フォレンジック 管理者", "provider-admin"),
)
