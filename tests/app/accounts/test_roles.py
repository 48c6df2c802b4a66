"""One table of roles: the guide shows what the code says."""

import re

from django.utils import translation

from sonae.app.accounts.roles import ACTS, KINDS, ROLES, may


def row(rule):
    with translation.override("en"):
        label = str(rule.label)
    proved = f" for {', '.join(sorted(rule.proved))} " if rule.proved else " "
    return (
        f"| {label} | {', '.join(sorted(rule.kinds))} | {', '.join(sorted(rule.acts))} |"
        f"{' required ' if rule.binds else proved}|"
    )


def test_the_guide_shows_the_roles_as_they_are(root):
    guide = (root / "docs/guide/people.md").read_text()
    table = re.search(r"<!-- roles.*?-->\n(.*?)<!-- end", guide, re.DOTALL)[1].strip().splitlines()[2:]
    assert table == [row(rule) for rule in ROLES.values()]


def test_every_act_and_kind_has_words():
    assert {act for rule in ROLES.values() for act in rule.acts} == set(ACTS)
    assert {kind for rule in ROLES.values() for kind in rule.kinds} == set(KINDS)


def test_who_underwrites_binds():
    assert [name for name, rule in ROLES.items() if may(name, "underwrite") and not rule.binds] == []


def test_an_unknown_role_may_nothing():
    assert not may("king", "read")
