"""What a quote says on the page where one begins: figures only where they stand for themselves."""

from sonae.app.applications.prefill import facing
from sonae.app.common.catalogue import current
from sonae.app.quoting.typed import Typed
from tests.app.applications.conftest import AT

CLINIC = {"kind": "clinic", "family": "all_risk", "plan": "S3"}


def lines(**together):
    return facing(current().schemes["example"], Typed(rows=[CLINIC, CLINIC], together=together), AT)


def test_limits_of_its_own_have_their_price():
    assert [one.endswith("44,610円") for one in lines()] == [True, True]


def test_shared_limits_are_quoted_by_the_insurer_and_their_parts_have_no_price():
    assert [one.endswith("個別見積") and "円" not in one for one in lines(limits="shared")] == [True, True]
