"""Has every key that core and loader can emit words in both languages?"""

import re
from string import Formatter

import pytest

from sonae.core import waterfall
from sonae.core.ledger import NOT_COVERED
from sonae.loader import load_catalogue
from sonae.loader.scheme_shape import ROLES, SECTIONS
from sonae.loader.vocabulary import STATUS

CORE_KEYS = re.compile(r'"((?:problem|payable|cover|cell|premium|rounding)\.[a-z_.]+)"')
# problems built by name: problem(field, "KEY"), unknown(field, "KEY", …), found.tell(where, "KEY")
BUILT = re.compile(
    r'''\b(?:problem|event_problem|unknown|repeated|tell|known|once)\(\s*(?:f?"[^"]*"|[\w.]+),\s*"([a-z_]+)"'''
)
KANA_OR_KANJI = re.compile("[\u3041-\u30ff\u3400-\u9fff]")
REASONS = ("term_not_published", "term_over", "too_early", "joining_closed", "no_month_left", "plan_not_on_sale")
ASSUMED = ("late_receipt", "mid_term_premium", "collection_month", "estimate", "edition_year", "term")
LEVELS = (NOT_COVERED, waterfall.COST_LIMIT, waterfall.LIABILITY_LIMIT, waterfall.JOINT_CAP)


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue()


def keys_of(catalogue):
    yield from ("quote", "base", "factor.interpolated", "modifier.group", "waterfall", "demo.notice", "example.notice")
    yield from (f"section.{one}" for one in SECTIONS)
    yield from (f"role.{one}" for one in ROLES)
    yield from (f"status.{one}" for one in (*STATUS.words, "computed", "estimate", "referred"))
    yield from (f"no_cover.{one}" for one in REASONS)
    yield from (f"problem.{one}" for one in REASONS)
    yield from (f"assumed.{one}" for one in ASSUMED)
    yield from (f"level.{one}" for one in LEVELS)
    yield from (f"referral.{one}" for one in ("shared_limits", "no_table"))
    for scheme in catalogue.schemes.values():
        for kind in scheme.kinds.values():
            yield f"kind.{kind.kind}"
            yield f"disclosure.{kind.disclosure}"
            yield from (f"referral.{one}" for one in kind.referrals)
            for measure in kind.measures:
                yield f"measure.{measure.name}"
                yield from (f"value.{word}" for word, _ in measure.choices)
                if measure.refer_below:
                    yield f"referral.{measure.name}_below_{measure.refer_below}"
        yield from (f"group.{group.id}" for group in scheme.modifiers)
        for contact in scheme.contacts:
            if contact.hours:
                yield f"days.{contact.hours.days}"
                yield from (f"closed.{one}" for one in contact.hours.closed)
    for priced in catalogue.tariffs.values():
        yield from (f"factor.{table.measure}" for table in priced.tables)
        yield from (f"table.{table.code}" for table in priced.tables)
    for book in catalogue.costs.values():
        yield from (f"posting.{item.id}" for item in book.items)
        yield from (f"measure.{quantity}" for quantity in book.quantities)


def test_every_key_of_data_has_words(catalogue):
    missing = {key for key in keys_of(catalogue) if not catalogue.words.has(key)}
    assert not missing


def test_every_key_written_in_core_has_words(catalogue, root):
    core = root / "src" / "sonae" / "core"
    texts = [path.read_text(encoding="utf-8") for path in core.glob("*.py")]
    built = {f"problem.{key}" for text in texts for key in BUILT.findall(text)}
    found = {key for text in texts for key in CORE_KEYS.findall(text)} | built
    assert len(built) > 20
    assert "problem.paper_group_unknown" in built
    assert len(found) > 20
    assert not {key for key in found if not catalogue.words.has(key)}


def test_both_languages_fill_in_the_same_places(catalogue):
    def places(text):
        found = {name for _, name, _, _ in Formatter().parse(text) if name}
        # an era, and the sentence of a rule, have a name for each language
        return {name.replace("romaji", "era").removesuffix("_ja").removesuffix("_en") for name in found}

    uneven = {key for key, text in catalogue.words.texts.items() if places(text.ja) != places(text.en)}
    assert not {key for key in uneven if not key.startswith(("api.", "chart."))}


def test_no_english_text_of_a_clause_holds_japanese(catalogue):
    clauses = [one for wording in catalogue.wordings.values() for one in wording.clauses.values()]
    said = [(one.id, text.en) for one in clauses for text in (one.number, one.heading, one.text, one.later) if text]
    assert len(said) > 300
    assert [name for name, text in said if KANA_OR_KANJI.search(text)] == []


def test_a_receipt_by_the_mid_term_rule_is_named_in_the_words_promised(catalogue):
    assert catalogue.words.say("assumed.late_receipt", "en") == "late receipt treated by the mid-term rule"


def test_every_insurance_term_is_explained_in_one_line(catalogue):
    terms = {key: text for key, text in catalogue.words.texts.items() if key.startswith("term.")}
    assert len(terms) > 30
    assert not {key for key, text in terms.items() if len(text.en) > 160 or "\n" in text.ja}
