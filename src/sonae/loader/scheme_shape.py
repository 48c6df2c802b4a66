"""What may a scheme's files say? The shapes of scheme.yaml, plans.csv, premiums.csv, facts.yaml."""

from __future__ import annotations

from collections.abc import Iterator

from sonae.core.modifiers import COMBINE
from sonae.core.money import WAYS
from sonae.core.scheme import PRICED
from sonae.loader.problems import Place
from sonae.loader.shapes import Choice, ListOf, MapOf, Opt, Record, Values
from sonae.loader.sources import SOURCES
from sonae.loader.vocabulary import (
    BOOL,
    CHANGE,
    CODE,
    COUNT,
    CUTOFF_DAY,
    DAY,
    DAY_OF_MONTH,
    MOMENT,
    PHONE,
    POSITIVE,
    SOURCE,
    STATUS,
    TEXT,
    TIME,
    WORDS,
    YEN,
    UnlessNotPublished,
)

REQUIRED_SECTIONS = (
    "policyholder", "eligible", "prerequisite", "term", "deadline", "unit", "discount",
    "payment", "rider", "disclosure", "shared_limit", "office", "shared_records", "mid_term",
    "coverage", "limit", "support", "provider", "prevention", "notice", "duty", "cooling_off",
    "adr", "protection",
)  # fmt: skip
SECTIONS = (
    *REQUIRED_SECTIONS, "plan", "premium", "leaving", "exclusion", "claim", "privacy", "context",
    "contradiction", "certificate", "example",
)  # fmt: skip
SHOW = (
    "scheme", "quote", "compare", "simulate", "application", "several", "shared_records",
    "emergency",
)  # fmt: skip
# which key of scheme.yaml names the codes whose words begin so
WORDS_FROM = {
    "factor": "tariff", "table": "tariff", "family": "families", "payment": "payment",
    "trigger": "coverage", "part": "coverage", "closed": "contacts",
}  # fmt: skip
ROLES = ("desk", "agency", "insurer", "policyholder", "adr")

HOURS = Record(
    {
        "days": Choice(("all", "weekdays")),
        "opens": TIME,
        "closes": TIME,
        "closed": Opt(ListOf(TEXT), ()),
    }
)
CONTACT = Record(
    {
        "role": Choice(ROLES),
        "name": WORDS,
        "phone": Opt(PHONE, ""),
        "fax": Opt(PHONE, ""),
        "address": Opt(WORDS),
        "hours": Opt(UnlessNotPublished(HOURS)),
        "note": Opt(WORDS),
        "source": SOURCE,
    }
)
MEASURE = Record(
    {
        "type": Choice(("count", "yen", "choice")),
        "label": WORDS,
        "unit": Opt(WORDS),
        "required": Opt(BOOL, True),
        "lowest": Opt(COUNT, 0),
        "highest": Opt(COUNT, 0),
        "refer_below": Opt(COUNT, 0),
        "default": Opt(CODE, ""),
        "choices": Opt(MapOf(WORDS), {}),
        "source": SOURCE,
    }
)
KIND = Record(
    {
        "label": WORDS,
        "priced": Choice(PRICED),
        "binding": BOOL,
        "referrals": Opt(ListOf(CODE), ()),
        "disclosure": Choice(("not_needed", "needed", "not_published")),
        "measures": Opt(MapOf(MEASURE), {}),
        "size_measure": Opt(CODE, ""),
        "status": STATUS,
        "source": SOURCE,
    }
)
STEP = Record(
    {
        "low": Opt(COUNT),
        "high": Opt(COUNT),
        "choice": Opt(CODE, ""),
        "rate": CHANGE,
        "status": Opt(STATUS),
        "source": Opt(SOURCE, ()),
    }
)
MODIFIER = Record(
    {
        "id": CODE,
        "rate": Opt(CHANGE),
        "by": Opt(Record({"measure": CODE, "steps": ListOf(STEP)})),
        "lowest": Opt(CHANGE),
        "highest": Opt(CHANGE),
        "kinds": Opt(ListOf(CODE), ()),
        "families": Opt(ListOf(CODE), ()),
        "status": STATUS,
        "source": SOURCE,
    }
)
GROUP = Record(
    {
        "id": CODE,
        "combine": Choice(COMBINE),
        "lowest": Opt(CHANGE),
        "highest": Opt(CHANGE),
        "modifiers": ListOf(MODIFIER),
    }
)
JOINING = Record(
    {
        "closes": UnlessNotPublished(Record({"on": DAY, "status": STATUS, "source": SOURCE})),
        "mid_term": UnlessNotPublished(
            Record(
                {
                    "cutoff_day": CUTOFF_DAY,
                    "months_by_cutoff": COUNT,
                    "months_after_cutoff": Opt(POSITIVE),
                    "effective_day": DAY_OF_MONTH,
                    "effective_time": TIME,
                    "status": STATUS,
                    "source": SOURCE,
                }
            )
        ),
        "mid_term_premium": UnlessNotPublished(
            Record(
                {
                    "method": Choice(("monthly_pro_rata",)),
                    "unit_yen": POSITIVE,
                    "way": Choice(("half_up", "up", "down")),
                    "status": STATUS,
                    "source": SOURCE,
                }
            )
        ),
    }
)
PAYMENT = Record(
    {
        "instalments": POSITIVE,
        "loading": Opt(
            UnlessNotPublished(
                Record(
                    {
                        "rate": CHANGE,
                        "unit_yen": POSITIVE,
                        "way": Choice(WAYS),
                        "status": STATUS,
                        "source": SOURCE,
                    }
                )
            )
        ),
        "ways": ListOf(CODE),
        "status": STATUS,
        "source": SOURCE,
        "collection": UnlessNotPublished(
            Record(
                {
                    "months_after_start": COUNT,
                    "covers_main": BOOL,
                    "status": STATUS,
                    "source": SOURCE,
                }
            )
        ),
    }
)
COVERAGE = Record(
    {
        "triggers": ListOf(CODE),
        "parts": ListOf(CODE),
        "riders": Opt(ListOf(CODE), ()),
        "status": STATUS,
        "source": SOURCE,
    }
)
PARTY = Record({"name": WORDS, "status": STATUS, "source": SOURCE})
SCHEME = Record(
    {
        "scheme": CODE,
        "example_of": Opt(CODE, ""),
        "repeats": Opt(BOOL, False),
        "without_facts": Opt(ListOf(CODE), ()),
        "edition": Record({"year": TEXT, "status": STATUS, "source": SOURCE}),
        "trade": CODE,
        "tariff": Opt(CODE, ""),
        "name": WORDS,
        "association": PARTY,
        "insurer": PARTY,
        "sources": SOURCES,
        "term": UnlessNotPublished(Record({"start": MOMENT, "end": MOMENT, "status": STATUS, "source": SOURCE})),
        "joining": JOINING,
        "payment": PAYMENT,
        "families": ListOf(CODE),
        "coverage": Opt(MapOf(COVERAGE), {}),
        "kinds": MapOf(KIND),
        "modifiers": Opt(ListOf(GROUP), ()),
        "contacts": ListOf(CONTACT),
    }
)
PLANS = Record(
    {
        "kind": CODE,
        "family": CODE,
        "plan": TEXT,
        "liability_limit_yen": YEN,
        "cost_limit_yen": YEN,
        "deductible_yen": YEN,
        "emergency_support": BOOL,
        "on_sale": BOOL,
        "status": STATUS,
        "source": SOURCE,
    }
)
PREMIUMS = Record(
    {
        "kind": CODE,
        "family": CODE,
        "plan": TEXT,
        "size": Opt(COUNT),
        "premium_yen": YEN,
        "per": Choice(("year", "instalment")),
        "status": Choice(("printed",)),
        "source": SOURCE,
    }
)
FACT = Record(
    {
        "id": CODE,
        "section": Choice(SECTIONS),
        "ja": TEXT,
        "en": TEXT,
        "status": STATUS,
        "source": SOURCE,
        "show": Opt(ListOf(Choice(SHOW)), ("scheme",)),
        "kinds": Opt(ListOf(CODE), ()),
        "families": Opt(ListOf(CODE), ()),
        "plans": Opt(ListOf(TEXT), ()),
    }
)
FACTS = ListOf(FACT)


def word_places(values: Values) -> dict[str, Place]:
    """Return where each key of words comes from; where only its first part is known, ``factor.``, where that does."""
    places = {f"{word}.": values.place(key) for word, key in WORDS_FROM.items()}
    for code, rule in values["kinds"].items():
        for name, one in rule["measures"].items():
            names = [f"measure.{name}", f"referral.{name}_below_{one['refer_below']}"]
            places |= dict.fromkeys([*names, *(f"value.{choice}" for choice in one["choices"])], one.at)
        places[f"kind.{code}"] = rule.at
        places |= {f"referral.{reason}": rule.place("referrals") for reason in rule["referrals"]}
    for group in values["modifiers"]:
        places[f"group.{group['id']}"] = group.place("id")
        places |= {f"modifier.{one['id']}": one.place("id") for one in group["modifiers"]}
    return places


def sources_in(values: Values) -> Iterator[tuple[tuple[str, ...], Place]]:
    """Yield every source named in the records below ``values``, with its place."""
    for key, value in values.items():
        if key == "source":
            yield value, values.place("source")
        elif isinstance(value, Values):
            yield from sources_in(value)
        elif key != "sources":
            inner = value.values() if isinstance(value, dict) else value
            for one in inner if isinstance(inner, tuple) or isinstance(value, dict) else ():
                if isinstance(one, Values):
                    yield from sources_in(one)
