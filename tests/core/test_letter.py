"""The letter says what was decided, by which clause, what is needed and how to object: all of it from the decision."""

import re

import pytest

from sonae.core.coverage import decide
from sonae.core.decision_summary import asked_once
from sonae.core.fact_reading import Said, read_facts
from sonae.core.letter import Cited, Point, _once, letter_of
from sonae.core.questions import next_questions
from tests.support.terms import cover

GOOD = {
    "leak": "yes",
    "found_at": "2026-06-03T02:10+09:00",
    "reported_at": "2026-06-04T09:00+09:00",
    "unusual": "no",
    "neglected": "no",
    "approved": "yes",
    "persons": "3",
    "gift_yen": "500",
}
CITED, OTHER = (Cited("1", name, name, (), "", ()) for name in ("one", "other"))
NEVER_SAID = re.compile("不払|拒否|お支払いを断|denied|rejected|refuse", re.IGNORECASE)


@pytest.fixture
def letter(small_catalogue):
    """The letter on these facts, under a cover of liability and costs."""
    terms = small_catalogue.wordings["small-2026"]

    def write(language="ja", parts=("liability", "costs"), said=None, unknown=(), **changes):
        facts = {name: text for name, text in ({**GOOD, **changes} if said is None else said).items() if text}
        known = read_facts(
            terms.facts, terms.implications, {name: Said(text, f"{name}.pdf") for name, text in facts.items()}
        )
        decision = decide(cover(terms, parts=parts), known, terms)
        return letter_of(decision, small_catalogue.words, language, unknown)

    return write


def test_everything_covered_says_so_first(letter):
    found = letter()
    assert found.to == "aoki-clinic 御中"
    assert "すべてこの事故の対象" in found.opening[1]
    assert [one.what for one in found.covered] == ["賠償責任", "対応費用"]
    assert (found.refused, found.person, found.needed, found.unknown) == ((), (), (), ())
    assert found.not_held == "休業による利益"


def test_what_is_covered_names_its_costs_and_by_which_incident(letter):
    first, _ = letter(approved="no").covered
    assert tuple(first) == ("賠償責任", "損害賠償金", "対象となる事故: 情報漏えい")


def test_an_item_that_is_not_covered_names_the_clause_in_its_own_words(letter):
    found = letter(approved="no")
    (point,) = found.refused
    assert point.what == "賠償責任の弁護士費用"
    (clause,) = point.clauses
    assert (clause.number, clause.heading) == ("3", "弁護士費用の事前承認")
    assert clause.text == "次のことが必要ですが、そうではなかったため: 弁護士費用は、前もって承認を得たものに限ります。"
    assert "上の「補償の対象になるもの」に挙げた費用" in found.elsewhere
    assert clause.sources == ("docs/method/coverage.md",)
    assert [tuple(one) for one in clause.basis] == [
        ("弁護士に頼む前に保険会社の承認を得ましたか。", "いいえ", "approved.pdf")
    ]


def test_what_needs_a_person_says_why(letter):
    found = letter(unusual="yes", intent="no", war_sign="yes", language="en")
    (point,) = found.person
    assert point.what == "Liability, Response costs"
    assert [one.number for one in point.clauses] == ["6②"]
    assert found.covered == ()


def test_where_a_person_decides_it_says_that_the_facts_are_complete(letter):
    opening = letter(unusual="yes", intent="no", war_sign="yes", language="en").opening[1]
    assert opening == "All that was needed is known. A person must decide these: Liability, Response costs."


def test_counts_what_is_printed_inferred_and_assumed(letter):
    assert "2 that nobody prints and that were assumed" in letter("en").opening[0]


def test_where_nothing_started_the_cover_names_what_would_have(letter):
    found = letter(leak="no", attack="no", language="en")
    assert [point.leads for point in found.refused] == [
        ("Because nothing that starts this cover (Information leak, Cyber attack) happened.",),
    ]
    assert found.refused[0].clauses == ()


def test_a_clause_is_cited_in_full_only_once():
    points = (Point("a", (), (CITED, OTHER)), Point("b", (), (OTHER, CITED)))
    told = [(clause.heading, bool(clause.text)) for point in _once(points) for clause in point.clauses]
    assert told == [("one", True), ("other", True), ("other", False), ("one", False)]


def test_an_item_of_a_refused_part_is_not_refused_once_more(letter):
    found = letter(unusual="yes", war_sign="no", intent="yes", who="named_insured", approved="no")
    assert [point.what for point in found.refused] == ["賠償責任、対応費用"]
    assert [clause.heading for point in found.refused for clause in point.clauses] == ["わざとした行為"]


def test_asks_for_what_is_needed_with_whom_to_ask_and_what_proves_it(letter):
    found = letter(found_at="", reported_at="")
    assert "まだ結論は出ていません" in found.opening[1]
    assert [one.question for one in found.needed] == ["いつ気づきましたか。", "いつ保険会社に知らせましたか。"]
    assert (found.needed[0].who, found.needed[0].evidence) == ("加入者(医療機関)", "気づいた人のメモ")
    assert found.undecided == ("賠償責任", "対応費用")


def test_asks_everything_with_the_answers_to_choose_from(letter, small_catalogue):
    found = letter(said={}, parts=("liability", "costs", "profit"))
    terms = small_catalogue.wordings["small-2026"]
    decision = decide(cover(terms), {}, terms)
    assert len(found.needed) == len(asked_once(decision, next_questions(decision)))
    asked = letter(unusual="yes", war_sign="no", intent="yes").needed
    assert [one.kind for one in asked] == ["choice"]
    assert asked[0].choices == tuple(text.ja for text in terms.facts["who"].choices.values())


def test_what_the_asked_person_did_not_know_is_still_to_be_found_out(letter):
    found = letter(found_at="", reported_at="", unknown=["found_at", "reported_at"])
    assert (found.needed, [one.question for one in found.unknown]) == (
        (),
        ["いつ気づきましたか。", "いつ保険会社に知らせましたか。"],
    )
    assert "教えていただきたいこと" in found.opening[1]


def test_a_duty_not_kept_is_told_with_its_words(letter):
    found = letter(reported_at="2026-07-03T09:00+09:00")
    (duty,) = found.reduced
    assert (duty.number, duty.status, len(duty.basis)) == ("7", "assumed", 2)
    assert [one.what for one in found.covered] == ["賠償責任", "対応費用"]


def test_hides_nothing_that_is_assumed_and_tells_it_gathered(letter):
    assert [tuple(one) for one in letter().assumed] == [
        (
            "募集資料にない決まり",
            (
                "見舞品が1人1000円を超えるときは、いくらまでかを人が決めます。",
                "気づいてから10日以内に保険会社に知らせてください。",
            ),
        ),
        (
            "ご回答から読み取ったこと(違うものがあれば、お知らせください)",
            (
                (
                    "「いつもと違う事情がありますか(わざと・戦争など)。 → いいえ」なので: "
                    "いつもと違う事情がなければ、わざとでも戦争でもないと考えます。"
                ),
            ),
        ),
        ("保険会社に確かめるまで、次のように置いたもの", ("費用を支払う割合: 90%",)),
    ]


def test_says_how_to_object(letter):
    assert "指定紛争解決機関(ADR)" in letter().objection
    assert "(ADR)" in letter("en").objection


def words_in(value):
    """Every text in a letter, whatever it is part of."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from words_in(one)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    "changes", [{}, {"approved": "no"}, {"leak": "no", "attack": "no"}, {"found_at": ""}, {"neglected": "yes"}]
)
def test_is_kind_and_whole_in_both_languages(letter, language, changes):
    text = " ".join(words_in(letter(language, **changes)))
    ours = text.replace("payment may be refused", "")
    assert not NEVER_SAID.search(ours)
    assert "letter." not in text
    assert "{" not in text
    if language == "en":
        assert re.findall("[ぁ-んァ-ヶ]", text) == []
