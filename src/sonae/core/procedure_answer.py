"""How is said to a machine how a scheme takes applications: its procedure, and the questions of its disclosure?"""

from __future__ import annotations

from collections.abc import Iterable

from sonae.core.answer import Json, notice
from sonae.core.condition_words import condition_answer
from sonae.core.disclosure import Question, QuestionSet
from sonae.core.procedure import Asks, Ceiling, Days, Procedure, Said, Scope
from sonae.core.scheme import Fact, Scheme
from sonae.core.trace import rate_text
from sonae.core.wanting import RECORDS, SEVERAL

WHO = ("eligible", "prerequisite")


def procedure_answer(procedure: Procedure, scheme: Scheme, questions: Iterable[QuestionSet], language: str) -> Json:
    """Return as JSON what of a procedure concerns one of its schemes, with the question sets it answers."""

    def those(several: Iterable[tuple[Scope, Json]]) -> list[Json]:
        return [one for scope, one in several if serves(scope, scheme)]

    return {
        "procedure": procedure.code,
        "edition": procedure.edition,
        "edition_digest": procedure.digest,
        "name": procedure.name.say(language),
        "scheme": scheme.code,
        "who": [notice(fact, language) for fact in who_joins(scheme)],
        "several": [notice(fact, language) for fact in of_several(scheme)],
        "order": {
            "after_return": procedure.order.after_return,
            **_said(procedure.order.said, language),
            "steps": [
                {"id": one.id, "by": one.by, "days": one.days, **_said(one.said, language)}
                for one in procedure.order.steps
            ],
        },
        "send_back": [
            {"id": one.id, "moves_receipt": one.moves_receipt, **_said(one.said, language)}
            for one in procedure.reasons.values()
        ],
        "late": _said(procedure.late, language),
        "until_accepted": _said(procedure.until_accepted, language),
        "proofs": those(
            (one.scope, {"id": one.id, "way": one.way, "by": one.by, **_said(one.said, language)})
            for one in procedure.proofs
        ),
        "prerequisites": those(
            (one.scope, {"id": one.id, "way": one.way, "without": one.without, **_said(one.said, language)})
            for one in procedure.prerequisites
        ),
        "explanations": those(
            (one.scope, {"id": one.id, "edition": one.edition, **_said(one.said, language)})
            for one in procedure.explanations
        ),
        "needs": those((one.scope, {"id": one.id, **_said(one.said, language)}) for one in procedure.needs),
        **_declaring(procedure, language),
        **_binding(procedure, language),
        "disclosures": those((one.scope, _asks(one, language)) for one in procedure.disclosures),
        "questions": [questions_answer(one, language) for one in questions],
    }


def serves(scope: Scope, scheme: Scheme) -> bool:
    """Return whether a line is for any kind and family of a scheme."""
    return any(scope.holds(scheme.code, kind, family) for kind in scheme.kinds for family in scheme.families or ("",))


def who_joins(scheme: Scheme) -> tuple[Fact, ...]:
    """Return what the scheme itself says of who may join, and of what must be held first."""
    return tuple(fact for fact in scheme.facts if fact.section in WHO)


def of_several(scheme: Scheme) -> tuple[Fact, ...]:
    """Return what the scheme says of several facilities, and of records they share, each once."""
    return tuple(dict.fromkeys((*scheme.shown(SEVERAL), *scheme.shown(RECORDS))))


def questions_of(procedure: Procedure, scheme: Scheme) -> tuple[str, ...]:
    """Return the codes of the question sets that kinds of a scheme answer."""
    return tuple(dict.fromkeys(code for kind in scheme.kinds if (code := procedure.questions_for(scheme, kind))))


def questions_answer(questions: QuestionSet, language: str) -> Json:
    """Return a question set as JSON, with its conditions as data."""
    return {
        "questions": questions.code,
        "edition": questions.edition,
        "edition_digest": questions.digest,
        "name": questions.name.say(language),
        "note": questions.note.say(language),
        "list": [_question(one, language) for one in questions.questions.values()],
    }


def _question(one: Question, language: str) -> Json:
    return {
        "id": one.id,
        "section": one.section,
        "type": one.type,
        "text": one.text.say(language),
        "about": one.about.say(language),
        "choices": {name: text.say(language) for name, text in one.choices.items()},
        "required": one.required,
        "when": condition_answer(one.when) if one.when else None,
        "refers": condition_answer(one.refers) if one.refers else None,
        "concern": one.concern.say(language) if one.concern else None,
        "status": one.status,
        "sources": list(one.sources),
    }


def _said(said: Said, language: str) -> Json:
    return {"text": said.text.say(language), "status": said.status, "sources": list(said.sources)}


def _declaring(procedure: Procedure, language: str) -> Json:
    rule = procedure.declaration
    return {
        "declaration": {
            "statements": [{"id": name, **_said(one, language)} for name, one in rule.statements.items()],
            "ways": [
                {"id": one.id, "evidence": one.evidence, **_said(one.said, language)} for one in rule.ways.values()
            ],
            "capacities": [{"id": name, **_said(one, language)} for name, one in rule.capacities.items()],
            "for_all": _said(rule.for_all, language),
            "no_incident": _said(rule.no_incident, language) if rule.no_incident else None,
        }
    }


def _binding(procedure: Procedure, language: str) -> Json:
    factor = procedure.factor
    bounds = {name: rate_text(getattr(factor, name)) for name in ("lowest", "highest", "step")}
    return {
        "quotation": _days(procedure.quotation, language),
        "conditions": _days(procedure.conditions, language),
        "alone": _ceiling(procedure.alone, language),
        "unreferred": _ceiling(procedure.unreferred, language),
        "factor": {**bounds, **_said(factor.said, language)},
    }


def _days(rule: Days, language: str) -> Json:
    return {"days": rule.days, **_said(rule.said, language)}


def _ceiling(rule: Ceiling, language: str) -> Json:
    figures = {"liability_limit_yen": rule.liability_limit, "annual_premium_yen": rule.annual_premium}
    return {**figures, **_said(rule.said, language)}


def _asks(asks: Asks, language: str) -> Json:
    return {"questions": asks.questions, "kinds": sorted(asks.scope.kinds), **_said(asks.said, language)}
