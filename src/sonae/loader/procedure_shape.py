"""What may stand in the files of a procedure, and of its worked cases?"""

from __future__ import annotations

from sonae.core.procedure import (
    ACCEPTING,
    APPROVERS,
    CAPACITIES,
    FIRST,
    NOTHING,
    PAPER,
    PROOFS,
    REFERENCE,
    REFERRED,
    REFUSED,
    SAME,
    WAYS,
)
from sonae.loader.scheme_shape import SECTIONS
from sonae.loader.shapes import Choice, ListOf, MapOf, Opt, Record
from sonae.loader.sources import SOURCES
from sonae.loader.vocabulary import (
    BOOL,
    CHANGE,
    CODE,
    DAY,
    FACTOR,
    MOMENT,
    POSITIVE,
    RATE,
    TEXT,
    WORDS,
    YEN,
)
from sonae.loader.wording_shape import SOURCED

SAID = {"text": WORDS, **SOURCED}
SCOPE = {"schemes": Opt(ListOf(CODE), ()), "kinds": Opt(ListOf(CODE), ()), "families": Opt(ListOf(CODE), ())}
STEP = Record({"id": CODE, "by": Choice(APPROVERS), "days": POSITIVE, **SAID})
REASON = Record({"id": CODE, "moves_receipt": BOOL, **SAID})
PROOF = Record({"id": CODE, "way": Choice(PROOFS), "by": Choice(APPROVERS), **SCOPE, **SAID})
PREREQUISITE = Record({"id": CODE, "way": Choice(PROOFS), "without": Choice((REFUSED, REFERRED)), **SCOPE, **SAID})
EXPLANATION = Record({"id": CODE, "edition": TEXT, "sections": Opt(ListOf(Choice(SECTIONS)), ()), **SCOPE, **SAID})
NEED = Record({"id": CODE, **SCOPE, **SAID})
EVIDENCE = Choice((NOTHING, PAPER, REFERENCE))
WAY = Record({"id": Choice(WAYS), "evidence": EVIDENCE, **SAID})
ACCEPTANCE = Record({"id": Choice(ACCEPTING), "evidence": EVIDENCE, **SAID})
NAMED = Record({"id": CODE, **SAID})
CAPACITY = Record({"id": Choice(CAPACITIES), **SAID})
DAYS = Record({"days": POSITIVE, **SAID})
CEILING = Record({"liability_limit_yen": YEN, "annual_premium_yen": YEN, **SAID})
ASKS = Record({"questions": CODE, **SCOPE, **SAID})
PROCEDURE = Record(
    {
        "procedure": CODE,
        "edition": Record({"year": TEXT, **SOURCED}),
        "name": WORDS,
        "schemes": ListOf(CODE),
        "sources": SOURCES,
        "order": Record({"steps": ListOf(STEP), "after_return": Choice((FIRST, SAME)), **SAID}),
        "send_back": ListOf(REASON),
        "late": Record(SAID),
        "until_accepted": Record(SAID),
        "proofs": Opt(ListOf(PROOF), ()),
        "prerequisites": Opt(ListOf(PREREQUISITE), ()),
        "explanations": ListOf(EXPLANATION),
        "needs": ListOf(NEED),
        "declaration": Record(
            {
                "statements": ListOf(NAMED),
                "ways": ListOf(WAY),
                "capacities": ListOf(CAPACITY),
                "for_all": Record(SAID),
                "no_incident": Opt(Record(SAID)),
            }
        ),
        "quotation": DAYS,
        "accepting": Opt(ListOf(ACCEPTANCE), ()),
        "conditions": DAYS,
        "alone": CEILING,
        "unreferred": CEILING,
        "factor": Record({"lowest": CHANGE, "highest": CHANGE, "step": FACTOR, **SAID}),
        "disclosures": Opt(ListOf(ASKS), ()),
    }
)
SUBMISSION = Record(
    {
        "at": MOMENT,
        "approved": Opt(ListOf(Record({"step": CODE, "at": MOMENT})), ()),
        "sent_back": Opt(Record({"step": CODE, "at": MOMENT, "reasons": ListOf(CODE)})),
    }
)
FACILITY = Record(
    {
        "key": CODE,
        "kind": CODE,
        "plan": Opt(TEXT, ""),
        "family": Opt(CODE, ""),
        "size": Opt(TEXT, ""),
        "riders": Opt(ListOf(CODE), ()),
        "held": Opt(MapOf(TEXT), {}),
        "answers": Opt(MapOf(TEXT), {}),
    }
)
DECLARED = Record(
    {
        "way": CODE,
        "capacity": CODE,
        "name": TEXT,
        "statements": ListOf(CODE),
        "evidence": Opt(TEXT, ""),
        "for_all": Opt(BOOL, False),
        "at": Opt(MOMENT),
        "no_incident_since": Opt(DAY),
    }
)
APPLICATION = Record(
    {
        "received": Opt(MOMENT),
        "facilities": ListOf(FACILITY),
        "proofs": Opt(MapOf(TEXT), {}),
        "shared_limits": Opt(BOOL, False),
        "shared_records": Opt(BOOL),
        "sharing": Opt(ListOf(CODE), ()),
        "covered": Opt(ListOf(CODE), ()),
        "others_share": Opt(BOOL),
        "warning_read": Opt(BOOL, False),
        "explained": Opt(MapOf(TEXT), {}),
        "needs": Opt(MapOf(BOOL), {}),
        "declared": Opt(DECLARED),
    }
)
OFFER = Record({"bases": MapOf(YEN), "factor": RATE, "liability_limit_yen": YEN, "at": MOMENT})
EXPECT = Record(
    {
        "receipt": Opt(MOMENT),
        "start": Opt(MOMENT),
        "no_cover": Opt(CODE),
        "waits_for": Opt(TEXT),
        "due_on": Opt(DAY),
        "wanting": Opt(ListOf(TEXT)),
        "referral": Opt(ListOf(TEXT)),
        "notices": Opt(ListOf(CODE)),
        "annual_yen": Opt(YEN),
        "four_eyes": Opt(BOOL),
        "valid_until": Opt(MOMENT),
        "factor": Opt(CODE),
    }
)
PROCEDURE_CASES = ListOf(
    Record(
        {
            "id": CODE,
            "scheme": CODE,
            "submissions": Opt(ListOf(SUBMISSION), ()),
            "application": Opt(APPLICATION),
            "offer": Opt(OFFER),
            "expect": EXPECT,
        }
    )
)
