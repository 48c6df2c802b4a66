"""One mistake is told once: what was refused stays known, and nothing that only follows from it is told."""

import pytest

from sonae.loader.problems import Log, Place

SCHEME = "schemes/chamber-2026/scheme.yaml"
PLANS = "schemes/chamber-2026/plans.csv"
FACTS = "schemes/chamber-2026/facts.yaml"
TARIFF = "tariffs/chamber-cyber-2026/tariff.yaml"
BASES = "tariffs/chamber-cyber-2026/bases.csv"
FACTORS = "tariffs/chamber-cyber-2026/factors.csv"
WORDS = "texts/chamber.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "one"),
    [
        (SCHEME, "binding: true", "binding: yes", "kinds.it_company.binding: is 'yes'; write true or false"),
        (SCHEME, "type: yen", "type: money", "kinds.it_company.measures.sales.type: is 'money'"),
        (SCHEME, "hosting: {ja: ホスティング, en: Hosting}", "hosting: {ja: あ}", "hosting.en: has no English text"),
        (SCHEME, "families: [standard]", "families: [Standard]", "families[0]: is 'Standard'; write a code"),
        (SCHEME, "(架空), en: Chamber of commerce brochure (invented)}", "}", "chamber-2026.txt.en: has no English"),
        (SCHEME, "combine: add", "combine: sum", "combine: is 'sum'; write one of"),
        (SCHEME, "tariff: chamber-cyber-2026", "tariff: Chamber", "tariff: is 'Chamber'; write a code"),
        (SCHEME, "tariff: chamber-cyber-2026", "tariff: chamber-2026", "tariff: names 'chamber-2026', which does"),
        (SCHEME, "instalments: 1", "instalments: one", "payment.instalments: is 'one'; write a whole number"),
        (PLANS, "50000000,10000000,100000,true", "50mio,10000000,100000,true", "liability_limit_yen: is '50mio'"),
        (PLANS, "manufacturer,standard,Silver", 'manufacturer,"standard,Silver', "-: not readable as CSV"),
        (PLANS, "cost_limit_yen,", "costs,", "cost_limit_yen: column missing"),
        (FACTS, "section: eligible, ja", "section: eligible, jp", "facts[1].ja: has no Japanese text"),
        (FACTS, "- {id: policyholder", "- {id: {policyholder", "-: not readable as YAML"),
        (TARIFF, "method: points", "method: line", "tables[1].method: is 'line'; write one of"),
        (TARIFF, "unit_yen: 1", "unit_yen: 0", "rounding.unit_yen: is '0'; write a whole number from 1"),
        (BASES, ",60001,", ",sixty,", "base_yen: is 'sixty'; write an exact number above 0"),
        (FACTORS, ",1.4,", ",-1.4,", "rate: is '-1.4'; write an exact number above 0"),
        (
            WORDS,
            'kind.retailer: {ja: "小売業", en: "Retailer"}',
            "kind.retailer: {ja: 小売}",
            "kind.retailer.en: has no",
        ),
        (WORDS, 'kind.retailer: {ja: "小売業"', 'kind.retailer: {ja: "小売業', "-: not readable as YAML"),
    ],
)
def test_one_mistake_is_one_line(told, file, old, new, one):
    lines = [line for line in told(file, old, new) if "unknown key" not in line and "unknown column" not in line]
    assert len(lines) == 1, lines
    assert one in lines[0]


def test_what_is_wrong_besides_is_still_told(told):
    lines = told(SCHEME, "binding: true\n    disclosure: not_needed", "binding: yes\n    disclosure: maybe")
    assert [line.split(":")[0] for line in lines] == ["kinds.it_company.binding", "kinds.it_company.disclosure"]


@pytest.mark.parametrize(("known", "told"), [("", ""), ("-", ""), ("inn", "; nearest: inn")])
def test_nothing_near_is_not_announced(known, told):
    log = Log()
    log.add(Place("plans.csv", 3), "kind", "unknown_reference", found="spa", known=known)
    assert log.problems[0].say() == f"plans.csv:3: kind: names 'spa', which does not exist{told}"
    assert log.problems[0].say("ja").endswith("近いもの: inn" if told else "ありません")
