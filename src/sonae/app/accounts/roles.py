"""Which roles are there, in which kind of organisation, and what may each do? One table, read by walls and pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ASSOCIATION, AGENCY, INSURER, DESK = "association", "agency", "insurer", "desk"
PROVIDER, MEMBER = "provider", "member"
KINDS: dict[str, Promise] = {
    ASSOCIATION: _("団体"),
    AGENCY: _("取扱代理店"),
    INSURER: _("引受保険会社"),
    DESK: _("インシデントサポートデスク"),
    PROVIDER: _("サポート機能提供会社"),
    MEMBER: _("加入者"),
}

ADMINISTRATOR = "administrator"  # the role of whoever comes first, and lets in the others

# what a role may do; one word an act, asked by `may(person, act)`
APPLY = "apply"  # draft and submit for the own institution
KEY_IN = "key_in"  # the same on a member's behalf
CHECK = "check"  # an organisation's own step of approval
UNDERWRITE = "underwrite"  # accept, offer, decline
COUNTERSIGN = "countersign"  # the second pair of eyes above an authority amount
PEOPLE = "people"  # invite, end roles
ACCEPT = "accept"  # take the insurer's offer, for the own institution
ACCEPT_FOR = "accept_for"  # take down that a member has accepted the insurer's offer
TRAIL = "trail"  # read the audit trail of the organisation
READ = "read"  # members and their cover
DISCLOSED = "disclosed"  # disclosures and underwriting

# who does one of these shows a second factor then and there, in a role that may be read without one
PROVED = frozenset({PEOPLE, ACCEPT, ACCEPT_FOR})

ACTS: dict[str, Promise] = {
    APPLY: _("自院の加入依頼の作成と提出"),
    KEY_IN: _("加入者に代わる加入依頼の入力"),
    CHECK: _("自組織の確認と承認"),
    UNDERWRITE: _("引受の判断(承認、見積の提示、謝絶)"),
    COUNTERSIGN: _("権限額を超える引受の二人目の承認"),
    PEOPLE: _("利用者の招待と役割の終了"),
    ACCEPT: _("保険会社の見積の承諾"),
    ACCEPT_FOR: _("書面などで届いた見積の承諾の記録"),
    TRAIL: _("操作の記録の閲覧"),
    READ: _("加入者と補償内容の閲覧"),
    DISCLOSED: _("告知と引受内容の閲覧"),
}


@dataclass(frozen=True, slots=True)
class RoleRule:
    """One role: its name for people, where it exists, what it may do.

    One that `binds`, or pays, in its daily work has no page without a second factor.
    """

    name: str
    label: Promise
    kinds: frozenset[str]
    acts: frozenset[str]
    binds: bool = False

    @property
    def proved(self) -> frozenset[str]:
        """What it may do only with a second factor shown a moment ago."""
        return self.acts & PROVED

    @property
    def delegable(self) -> frozenset[str]:
        """What a token made in this role may do: no program lets people in, and none binds."""
        return self.acts & {APPLY, KEY_IN, CHECK, READ, DISCLOSED, TRAIL}


def _rule(name: str, label: Promise, kinds: set[str], acts: set[str], *, binds: bool = False) -> RoleRule:
    return RoleRule(name, label, frozenset(kinds), frozenset(acts), binds)


ROLES: dict[str, RoleRule] = {
    rule.name: rule
    for rule in (
        _rule("staff", _("加入者の担当者"), {MEMBER}, {APPLY, READ, DISCLOSED}),
        _rule("head", _("加入者の代表者"), {MEMBER}, {APPLY, ACCEPT, READ, DISCLOSED, PEOPLE}),
        _rule("office_clerk", _("団体事務局の担当者"), {ASSOCIATION}, {KEY_IN, ACCEPT_FOR, CHECK, READ, DISCLOSED}),
        _rule(
            "office_head",
            _("団体事務局の責任者"),
            {ASSOCIATION},
            {KEY_IN, ACCEPT_FOR, CHECK, READ, DISCLOSED, PEOPLE},
        ),
        _rule("agency_clerk", _("代理店の担当者"), {AGENCY}, {KEY_IN, ACCEPT_FOR, CHECK, READ, DISCLOSED}),
        _rule("underwriter", _("引受担当者"), {INSURER}, {CHECK, UNDERWRITE, READ, DISCLOSED}, binds=True),
        _rule(
            "senior_underwriter",
            _("引受責任者"),
            {INSURER},
            {CHECK, UNDERWRITE, COUNTERSIGN, READ, DISCLOSED},
            binds=True,
        ),
        _rule("claims_handler", _("保険金支払担当者"), {INSURER}, {READ}, binds=True),
        _rule("desk_operator", _("デスクの担当者"), {DESK}, {READ}),
        _rule("auditor", _("監査担当者"), {ASSOCIATION, AGENCY, INSURER}, {READ, DISCLOSED, TRAIL}),
        _rule("desk_auditor", _("デスクの監査担当者"), {DESK}, {READ, TRAIL}),
        _rule(ADMINISTRATOR, _("組織の管理者"), set(KINDS), {PEOPLE}),
    )
}


def may(role: str, act: str) -> bool:
    """Whether a role may do something; an unknown role may nothing."""
    rule = ROLES.get(role)
    return rule is not None and act in rule.acts
