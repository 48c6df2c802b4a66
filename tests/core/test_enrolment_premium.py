import pytest

from sonae.core.enrolment_events import Amend
from sonae.core.enrolment_premium import owed
from sonae.core.trace import as_dict
from tests.core.small_enrolment import EVER, at, corrected, joined, recorded

AUGUST, OCTOBER = at("2025-08-05"), at("2025-10-05")


@pytest.fixture
def events():
    """A rise in August; that of October was 500 yen more than recorded."""
    found = recorded(joined(), "change", OCTOBER, at("2025-10-01"), Amend("aoki", (("annual_yen", 12_500),)))
    found = recorded(found, "change", AUGUST, at("2025-10-09"), Amend("aoki", (("plan", "S3"),)))
    return corrected(found, 5, (Amend("aoki", (("annual_yen", 13_000),)),), at("2025-10-10"))


def test_each_event_has_its_line_and_the_lines_make_the_sum(events):
    found = owed(events, as_known=EVER)
    lines = found.line.children
    assert [line.key.removeprefix("enrolment.") for line in lines] == [
        *("event", "event", "reversal", "event", "reapplied"),
        *("reversal", "correction"),
    ]
    assert found.yen == found.line.value == sum(line.value for line in lines)
    assert [dict(line.params)["of"] for line in lines] == [None, None, 2, None, 2, 5, 5]


@pytest.mark.parametrize(("known", "count"), [("2025-03-31", 0), ("2025-04-01", 1), ("2025-10-09", 5)])
def test_only_what_was_known_is_added_up(events, known, count):
    found = owed(events, as_known=at(known))
    assert len(found.line.children) == count
    assert found.yen == sum(one.premium_yen for one in events[:count])


def test_the_trace_is_json_with_moments_in_tokyo(events):
    first = as_dict(owed(events, as_known=EVER).line)["children"][0]
    assert first["params"]["valid_from"] == "2025-05-05T16:00:00+09:00"


@pytest.mark.parametrize(
    ("place", "ja", "en"),
    [
        (0, "1: 加入(2025年(令和7年)5月5日午後4時から)", "1: join, from 5 May 2025, 16:00"),
        (2, "3: 取消(2の取消し、2025年(令和7年)10月5日午後4時から)", "3: reversal of 2, from 5 October 2025, 16:00"),
        (
            4,
            "5: 異動(2の再適用、2025年(令和7年)10月5日午後4時から)",
            "5: change, in place of 2, from 5 October 2025, 16:00",
        ),
        (6, "7: 訂正(5の訂正、2025年(令和7年)10月5日午後4時から)", "7: correction of 5, from 5 October 2025, 16:00"),
    ],
)
def test_a_line_says_in_words_what_an_event_did(events, catalogue, place, ja, en):
    line = owed(events, as_known=EVER).line.children[place]
    assert catalogue.words.line(line, "ja").startswith(ja)
    assert catalogue.words.line(line, "en").startswith(en)
