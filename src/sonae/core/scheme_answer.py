"""How is a scheme said to a machine? Every fact of the value, texts in both languages."""

from __future__ import annotations

from fractions import Fraction

from sonae.core.answer import Json
from sonae.core.modifiers import Modifier, ModifierGroup
from sonae.core.scheme import Contact, Fact, KindRule, Measure, Plan, Scheme, Text
from sonae.core.trace import rate_text


def words_of(text: Text) -> Json:
    """Return both texts."""
    return {"ja": text.ja, "en": text.en}


def summary_answer(scheme: Scheme) -> Json:
    """Return what a list of schemes says of one."""
    return {
        "code": scheme.code,
        "name": words_of(scheme.name),
        "association": words_of(scheme.association),
        "insurer": words_of(scheme.insurer),
        "edition": scheme.edition,
        "example": scheme.example,
        "digest": scheme.digest,
        "kinds": list(scheme.kinds),
    }


def scheme_answer(scheme: Scheme) -> Json:
    """Return everything that the scheme says."""
    return {
        **summary_answer(scheme),
        "repeats": scheme.repeats,
        "trade": scheme.trade,
        "term": _term(scheme),
        "joining": _joining(scheme),
        "payment": _payment(scheme),
        "kinds": [_kind(kind) for kind in scheme.kinds.values()],
        "families": list(scheme.families),
        "coverage": coverage_answers(scheme, set(scheme.families)),
        "plans": [plan_answer(scheme, plan) for plan in scheme.plans.values()],
        "modifiers": [_group(one) for one in scheme.modifiers],
        "contacts": [_contact(one) for one in scheme.contacts],
        "facts": [_fact(one) for one in scheme.facts],
        "assumed": list(scheme.assumed),
        "sources": [{"file": file, "text": words_of(text)} for file, text in scheme.sources.items()],
    }


def plan_answer(scheme: Scheme, plan: Plan) -> Json:
    """Return a plan with its limits and its printed premiums."""
    key = (plan.kind, plan.family, plan.code)
    return {
        "kind": plan.kind,
        "family": plan.family,
        "code": plan.code,
        "liability_limit_yen": plan.liability_limit,
        "cost_limit_yen": plan.cost_limit,
        "deductible_yen": plan.deductible,
        "emergency_support": plan.emergency_support,
        "on_sale": plan.on_sale,
        "status": plan.status,
        "source": plan.source,
        "premiums": [
            {"size": size, "yen": cell.yen, "per_instalment": cell.per_instalment, "source": cell.source}
            for (*plan_key, size), cell in scheme.premiums.items()
            if tuple(plan_key) == key
        ],
    }


def coverage_answers(scheme: Scheme, families: set[str]) -> list[Json]:
    """Return what each of ``families`` covers."""
    return [
        {
            "family": family,
            "triggers": list(covers.triggers),
            "parts": list(covers.parts),
            "riders": list(covers.riders),
            "status": covers.status,
            "sources": list(covers.sources),
        }
        for family, covers in scheme.coverage.items()
        if family in families
    ]


def _term(scheme: Scheme) -> Json | None:
    if scheme.term is None:
        return None
    return {
        "start": scheme.term.start.isoformat(),
        "end": scheme.term.end.isoformat(),
        "source": scheme.term_source,
    }


def _joining(scheme: Scheme) -> Json:
    joining, rule = scheme.joining, scheme.joining.mid_term
    return {
        "closes_on": joining.closes_on.isoformat() if joining.closes_on else None,
        "closes_status": joining.closes_status,
        "closes_source": joining.closes_source,
        "mid_term": rule
        and {
            "cutoff_day": rule.cutoff_day,
            "months_by_cutoff": rule.months_by_cutoff,
            "months_after_cutoff": rule.months_after_cutoff,
            "effective_day": rule.effective_day,
            "effective_time": f"{rule.effective_time:%H:%M}",
            "status": rule.status,
            "source": rule.source,
        },
        "mid_term_premium_status": joining.mid_term_premium_status,
        "mid_term_premium_source": joining.mid_term_premium_source,
    }


def _payment(scheme: Scheme) -> Json:
    payment = scheme.payment
    return {
        "instalments": payment.instalments,
        "ways": list(payment.ways),
        "first_collection_months": payment.first_collection_months,
        "collection_covers_main": payment.collection_covers_main,
        "collection_source": payment.collection_source,
    }


def _kind(kind: KindRule) -> Json:
    return {
        "kind": kind.kind,
        "label": words_of(kind.label),
        "priced": kind.priced,
        "binding": kind.binding,
        "referrals": list(kind.referrals),
        "disclosure": kind.disclosure,
        "measures": [_measure(one) for one in kind.measures],
        "size_measure": kind.size_measure,
        "status": kind.status,
        "source": kind.source,
    }


def _measure(measure: Measure) -> Json:
    return {
        "name": measure.name,
        "type": measure.type,
        "label": words_of(measure.label),
        "unit": words_of(measure.unit),
        "required": measure.required,
        "lowest": measure.lowest,
        "highest": measure.highest,
        "refer_below": measure.refer_below,
        "default": measure.default,
        "choices": [{"value": value, "text": words_of(text)} for value, text in measure.choices],
    }


def _group(group: ModifierGroup) -> Json:
    return {
        "id": group.id,
        "combine": group.combine,
        "lowest": _rate(group.lowest),
        "highest": _rate(group.highest),
        "modifiers": [_modifier(one) for one in group.modifiers],
    }


def _modifier(one: Modifier) -> Json:
    return {
        "id": one.id,
        "open": one.open,
        "rate": _rate(one.rate),
        "lowest": _rate(one.lowest) if one.open else None,
        "highest": _rate(one.highest) if one.open else None,
        "measure": one.measure or None,
        "steps": [
            {
                "low": step.low,
                "high": step.high,
                "choice": step.choice or None,
                "rate": _rate(step.rate),
                "status": step.status,
                "source": step.source,
            }
            for step in one.steps
        ],
        "kinds": sorted(one.kinds),
        "families": sorted(one.families),
        "status": one.status,
        "source": one.source,
    }


def _rate(rate: Fraction | None) -> str | None:
    return None if rate is None else rate_text(rate)


def _contact(contact: Contact) -> Json:
    hours = contact.hours
    return {
        "role": contact.role,
        "name": words_of(contact.name),
        "phone": contact.phone,
        "fax": contact.fax,
        "address": words_of(contact.address),
        "hours": hours
        and {
            "days": hours.days,
            "opens": f"{hours.opens:%H:%M}",
            "closes": f"{hours.closes:%H:%M}",
            "closed": list(hours.closed),
        },
        "note": contact.note and words_of(contact.note),
        "sources": list(contact.sources),
    }


def _fact(fact: Fact) -> Json:
    return {
        "id": fact.id,
        "section": fact.section,
        "text": words_of(fact.text),
        "status": fact.status,
        "sources": list(fact.sources),
        "show": sorted(fact.show),
        "kinds": sorted(fact.kinds),
        "families": sorted(fact.families),
        "plans": sorted(fact.plans),
    }
