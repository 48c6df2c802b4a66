"""What would somebody write who only wants Sompo's answers? The clauses of T4 in plain Python, by hand.

The wording ``sompo-medical-cyber-2025``, with True, False and None for what is not known: no trace, no
sources, no words, no reasons. It answers what ``core.coverage.decide`` answers: each clause, each part and cost item.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sonae.core.conditions import Truth
from sonae.core.cover_terms import CoverTerms
from sonae.core.coverage import given_values
from sonae.core.moments import NEVER, TOKYO
from sonae.core.wording import Wording

COVERED, NOT_COVERED, UNDECIDED, NEEDS_PERSON = "covered", "not_covered", "undecided", "needs_person"
RIDERS = ("lost_profit", "business_continuity", "voluntary_shutdown")
INCIDENT_ITEMS = (
    "forensics", "loss_mitigation", "recurrence_prevention", "apology_letters", "press_conference", "public_notice",
    "call_centre", "staff_allowances", "temporary_staff", "lawyer_advice", "consultant", "recourse", "system_repair",
    "data_recovery", "corporate_apology",
)  # fmt: skip
LEAK_ITEMS = {
    "all_risk": ("certification", "condolence", "monitoring", "leak_related"),
    "leak_only": (
        "certification", "condolence", "forensics", "loss_mitigation", "recurrence_prevention", "apology_letters",
        "staff_allowances", "temporary_staff", "public_notice", "call_centre", "lawyer_advice", "consultant",
        "recourse", "system_repair", "data_recovery",
    ),
}  # fmt: skip
PLAIN_ITEMS = {
    "liability": ("damages",),
    "attack_response": ("attack_check", "network_cutoff", "lawyer_advice"),
    "legal_response": ("lawyer_advice", "reports", "evidence", "translation"),
    "lost_profit": ("lost_profit", "profit_decline_prevention"),
    "business_continuity": ("continuity", "continuity_overtime"),
    "voluntary_shutdown": ("lost_profit",),
}
# what a person decides, beside the doubts that concern every part
DOUBTS = {
    "liability": ("admission", "common-4-thing-mixed"),
    "incident_response": ("cost-leak-mixed", "utility-mixed"),
    "attack_response": ("utility-mixed",),
    "leak_response": ("cost-leak-mixed", "utility-mixed"),
    "legal_response": ("cost-leak-mixed", "utility-mixed"),
    **dict.fromkeys(RIDERS, ("utility-mixed",)),
}
Truths = dict[str, Truth]


class PlainCover(NamedTuple):
    """What the clauses ask of a cover, and the two switches they name."""

    family: str
    parts: frozenset[str]
    triggers: frozenset[str]
    start: datetime
    end: datetime
    insured: str
    support: bool
    manifestation: bool
    waiting_hours: int


class PlainAnswers(NamedTuple):
    """The result of every clause, and the answer of every part and item."""

    clauses: Truths
    answers: dict[str, str]


def cover_of(wording: Wording, terms: CoverTerms) -> PlainCover:
    """Copy what the clauses ask for out of a cover."""
    given: Mapping[str, Any] = given_values(wording, terms)
    switches = (given[name] for name in ("manifestation_in_all_risk", "waiting_hours"))
    term, support = terms.term, terms.emergency_support
    return PlainCover(
        terms.family, terms.parts, terms.triggers, term.start, term.end, terms.insured, support, *switches
    )


def any3(*truths: Truth) -> Truth:
    """One that holds settles it."""
    return True if True in truths else None if None in truths else False


def all3(*truths: Truth) -> Truth:
    """One that does not hold settles it."""
    return False if False in truths else None if None in truths else True


def not3(truth: Truth) -> Truth:
    """The contrary."""
    return None if truth is None else not truth


def one_of(value: Any, *choices: str) -> Truth:
    """Whether a choice is one of these."""
    return None if value is None else value in choices


def plain_decision(facts: Mapping[str, Any], cover: PlainCover) -> PlainAnswers:
    """Answer for everything known of one incident; ``facts`` are complete with what follows from them."""
    clauses = {
        **_triggers(facts),
        **_conditions(facts, cover),
        **_cost_exclusions(facts, cover),
        **_rider_exclusions(facts),
        **_deeds(facts, cover),
        **_common_exclusions(facts),
        **_joining(facts),
    }
    return PlainAnswers(clauses, _answers(clauses, cover))


def _triggers(facts: Mapping[str, Any]) -> Truths:
    get = facts.get
    return {
        "information_leak": get("information_leak"),
        "digital_content": get("digital_content"),
        "cyber_attack": any3(get("attack"), get("attack_suspected")),
        "other_it": get("other_it"),
    }


def _conditions(facts: Mapping[str, Any], cover: PlainCover) -> Truths:
    get, start, end = facts.get, cover.start, cover.end

    def in_term(name: str) -> Truth:
        moment = get(name)
        return None if moment is None else start <= moment < end

    discovered, business, known_at = in_term("discovered_at"), get("business"), get("known_at")
    found_by, told, approval = get("found_by"), in_term("public_notice_at"), get("approval")
    stopped, restored, stop = get("stopped_at"), get("restored_at"), get("system_stop")
    corporate = not3(get("personal_information"))
    acts = (in_term("public_report_at"), told, in_term("persons_notified_at"), in_term("published_at"))
    manifest = any3(*acts, all3(get("attack"), in_term("insurer_notified_at")))
    claimed = get("claim_made_at")
    real_event = any3(get("information_leak"), get("attack"), get("digital_content"), get("other_it"))
    institution = cover.insured == "named_insured"
    long_enough = None
    if stopped is not None and restored is not None:
        long_enough = restored - stopped > timedelta(hours=cover.waiting_hours)
    return {
        "facility": one_of(business, "facility", "declared_office", "undeclared_office"),
        "claim-made": None if claimed is None else claimed < NEVER,
        "claim-in-term": None if claimed is None else claimed >= NEVER or start <= claimed < end,
        "discovered-costs": discovered,
        "discovered-attack": discovered,
        "discovered-legal": discovered,
        "stopped-in-term": in_term("stopped_at"),
        "payable-loss": real_event,
        "real-event": real_event,
        "costs-of-institution": institution,
        "employee-at-work": any3(institution, get("employee_at_work")),
        "attack-recognised": None if known_at is None else known_at < NEVER,
        "attack-route": any3(
            _found_by_notice(facts, told), one_of(found_by, "security_contractor", "monitoring", "hired_later")
        ),
        "leak-manifest": any3(corporate, manifest),
        "leak-manifest-all-risk": any3(not cover.manifestation, corporate, manifest),
        "legal-step": one_of(get("legal_step"), "procedure", "risk"),
        "charge-levied": not3(one_of(get("public_charge"), "none")),
        "litigation-approved": one_of(approval, "nothing", "urgent_only", "admitted"),
        "cooperation-asked": get("cooperation_asked"),
        "support-held": cover.support,
        "support-in-japan": not3(get("support_abroad")),
        "stop-forced": one_of(stop, "forced"),
        "stop-voluntary": one_of(stop, "voluntary"),
        "stop-long-enough": long_enough,
    }


def _found_by_notice(facts: Mapping[str, Any], told: Truth) -> Truth:
    """Whether a notice within the term brought it to light: it came at or before the institution knew."""
    notice, known = facts.get("public_notice_at"), facts.get("known_at")
    first = None if notice is None or known is None else notice <= known
    return all3(told, any3(one_of(facts.get("found_by"), "public_body"), first))


def _cost_exclusions(facts: Mapping[str, Any], cover: PlainCover) -> Truths:
    get = facts.get
    deceit = all3(get("information_leak"), get("deceit"))
    officers = all3(get("information_leak"), one_of(get("whose_data"), "officers_only"))
    notice = get("public_notice_at")
    told = None if notice is None else cover.start <= notice < cover.end
    hired_later = one_of(get("found_by"), "hired_later")
    other = get("other_loss")
    return {
        "undeclared-office": one_of(get("business"), "undeclared_office"),
        "attack-hired-later": all3(hired_later, not3(_found_by_notice(facts, told))),
        "fine": one_of(get("public_charge"), "fine"),
        "other-sanction": one_of(get("public_charge"), "other_sanction"),
        "admission": one_of(get("approval"), "admitted", "both"),
        "cost-1": all3(deceit, not3(other)),
        "cost-2": officers,
        "cost-2-alone": all3(officers, not3(other)),
        "cost-leak-mixed": all3(other, any3(deceit, officers)),
        "cost-3": all3(get("utility_failure"), not3(other)),
        "utility-mixed": all3(get("utility_failure"), other),
    }


def _rider_exclusions(facts: Mapping[str, Any]) -> Truths:
    get = facts.get
    fault, begun, stopped = get("software_fault"), get("formal_use_at"), get("stopped_at")
    early = None
    if begun is not None and stopped is not None:
        days = (stopped.astimezone(TOKYO).date() - begun.astimezone(TOKYO).date()).days
        early = begun <= stopped < NEVER and days <= 10  # noqa: PLR2004 - the ten days of the clause
    return {
        "profit-1": any3(get("gross_fault"), one_of(get("doer"), "named_insured", "policyholder")),
        "profit-2": all3(get("utility_failure"), not3(get("other_loss"))),
        "profit-3": get("labour_dispute"),
        "profit-4": get("upheaval"),
        "profit-5": get("operator_absent"),
        "profit-6": get("violence"),
        "profit-7": get("satellite_stop"),
        "profit-8a": one_of(fault, "untested"),
        "profit-8b": any3(one_of(fault, "trial"), all3(one_of(fault, "in_use"), early)),
    }


def _deeds(facts: Mapping[str, Any], cover: PlainCover) -> Truths:
    act, doer = facts.get("deliberate_act"), facts.get("doer")
    own = None if doer is None else doer == cover.insured
    intent = one_of(act, "intent", "several")
    return {
        "common-1": all3(intent, own),
        "common-1-policyholder": all3(intent, one_of(doer, "policyholder")),
        "common-2": all3(one_of(act, "crime", "several"), own),
        "common-3": all3(one_of(act, "knowing", "several"), own),
    }


def _common_exclusions(facts: Mapping[str, Any]) -> Truths:
    get = facts.get
    from_media = all3(get("information_leak"), get("media_lost"))
    from_stop = any3(get("fire_or_explosion"), get("system_failed"))
    printed_right = one_of(get("ip_right"), "copyright", "trademark", "design")
    excluded = {
        "common-4-injury": get("bodily_injury"),
        "common-4": all3(get("property_harmed"), not3(from_media)),
        "common-5": all3(get("nonperformance"), not3(from_stop)),
        "common-6": all3(get("ip_infringement"), not3(printed_right)),
        "common-7": get("price_dispute"),
        "common-8": get("advertising"),
        "common-9": get("authority_act"),
        "common-10": get("crypto"),
    }
    other, demand = get("other_loss"), get("property_demand")
    lost_medium = all3(get("property_harmed"), from_media)
    return {
        "common-4-thing": all3(lost_medium, one_of(demand, "only")),
        "common-4-thing-mixed": all3(lost_medium, one_of(demand, "also")),
        **{name: all3(truth, not3(other)) for name, truth in excluded.items()},
        "common-mixed": all3(other, any3(*excluded.values())),
        "common-11a": get("war_sign"),
        "common-11b": get("state_sign"),
        "common-11c": get("security_sign"),
    }


def _joining(facts: Mapping[str, Any]) -> Truths:
    get = facts.get
    return {
        "known-circumstances": get("known_before_contract"),
        "wrong-disclosure": get("wrong_disclosure"),
        "change-not-notified": all3(get("change_not_notified"), get("premium_higher")),
        "joint-records": get("joint_records_partial"),
        "antisocial": get("antisocial"),
        "duty-notice": get("notice_kept"),
        "duty-recourse": get("recourse_kept"),
        "duty-prevention": get("prevention_kept"),
        "duty-lawsuit": get("lawsuit_told"),
        "duty-other-insurance": get("insurance_told"),
        "duty-papers": get("papers_given"),
    }


def _answers(met: Truths, cover: PlainCover) -> dict[str, str]:
    person = any3(met["common-11a"], met["common-11b"], met["common-11c"], met["antisocial"])
    doubts = any3(
        met["common-1-policyholder"], met["common-mixed"], met["known-circumstances"], met["wrong-disclosure"],
        met["change-not-notified"], met["joint-records"],
    )  # fmt: skip
    common = any3(
        not3(met["facility"]), met["undeclared-office"], met["common-1"], met["common-2"], met["common-3"],
        met["common-4-injury"], met["common-4"], met["common-5"], met["common-6"], met["common-7"], met["common-8"],
        met["common-9"], met["common-10"],
    )  # fmt: skip
    refused = _refused(met, cover, common)
    answers: dict[str, str] = {}
    for part, (against, items, own) in refused.items():
        held = part in cover.parts
        doubt = any3(doubts, *(met[name] for name in DOUBTS[part]))
        answers[part] = _answer(person, against, doubt) if held else NOT_COVERED
        for item in items:
            answers[f"{part}/{item}"] = answers[part]
        for item, clause in own.items():
            unsure = any3(doubt, met["other-sanction"]) if item == "public_charge" else doubt
            answers[f"{part}/{item}"] = _answer(person, any3(against, clause), unsure) if held else NOT_COVERED
    return answers


def _refused(
    met: Truths, cover: PlainCover, common: Truth
) -> dict[str, tuple[Truth, tuple[str, ...], dict[str, Truth]]]:
    """Return for each part whether it is refused, its items, and what else refuses those with a clause of their own."""

    def not_started(*triggers: str) -> Truth:
        return not3(any3(*(met[one] for one in triggers if one in cover.triggers)))

    every = not_started("information_leak", "digital_content", "cyber_attack", "other_it")
    costs, unreal = any3(met["cost-1"], met["cost-2-alone"]), not3(met["real-event"])
    foreign = not3(met["costs-of-institution"])
    undiscovered = not3(met["discovered-costs"])
    manifest = met["leak-manifest" if cover.family == "leak_only" else "leak-manifest-all-risk"]
    no_support = any3(not3(met["support-held"]), not3(met["support-in-japan"]))
    hidden, support = not3(manifest), {"emergency_support": no_support}
    reason = any3(*(met[f"profit-{number}"] for number in ("1", "2", "3", "4", "5", "6", "7", "8a", "8b")))
    stop = any3(foreign, not3(met["stopped-in-term"]), not3(met["stop-long-enough"]), unreal, reason, common)
    stop = any3(stop, not_started("cyber_attack", "other_it"))
    forced, voluntary = any3(stop, not3(met["stop-forced"])), any3(stop, not3(met["stop-voluntary"]))
    own = {"litigation": not3(met["litigation-approved"]), "cooperation": not3(met["cooperation-asked"])}
    all_risk = cover.family == "all_risk"
    utility = met["cost-3"]
    incident = any3(every, undiscovered, not3(met["payable-loss"]), costs, utility, foreign, common)
    route = any3(not3(met["attack-recognised"]), not3(met["attack-route"]), met["attack-hired-later"])
    attack = any3(not_started("cyber_attack"), not3(met["discovered-attack"]), route, utility, foreign, common)
    leak = any3(
        not_started("information_leak"), undiscovered, hidden, met["cost-1"], met["cost-2"], utility, foreign, common
    )
    step = any3(not3(met["discovered-legal"]), not3(met["legal-step"]))
    legal = any3(every, step, unreal, costs, utility, foreign, common)
    charge = any3(not3(met["charge-levied"]), met["fine"])
    unclaimed = any3(not3(met["claim-made"]), not3(met["claim-in-term"]))
    claim = any3(unclaimed, not3(met["employee-at-work"]), met["common-4-thing"])
    return {
        "liability": (any3(every, claim, unreal, common), PLAIN_ITEMS["liability"], own),
        "incident_response": (incident, INCIDENT_ITEMS, support if all_risk else {}),
        "attack_response": (attack, PLAIN_ITEMS["attack_response"], {}),
        "leak_response": (leak, LEAK_ITEMS[cover.family], {} if all_risk else support),
        "legal_response": (legal, PLAIN_ITEMS["legal_response"], {"public_charge": charge}),
        **{part: (voluntary if part == RIDERS[2] else forced, PLAIN_ITEMS[part], {}) for part in RIDERS},
    }


def _answer(person: Truth, refused: Truth, doubt: Truth) -> str:
    if person:
        return NEEDS_PERSON
    if refused:
        return NOT_COVERED if person is False else UNDECIDED
    if refused is None or person is None:
        return UNDECIDED
    if doubt:
        return NEEDS_PERSON
    return COVERED if doubt is False else UNDECIDED
