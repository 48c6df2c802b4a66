"""A scheme that cuts off at the end of each month says so on its page, and names no day 31."""

import shutil
from pathlib import Path

import pytest
from django.test import override_settings

from sonae.app.common.catalogue import current

FOLDER = Path(__file__).parents[2] / "loader" / "other_trade"


@pytest.fixture
def _at_the_end(tmp_path):
    shutil.copytree(FOLDER, tmp_path / "trade")
    file = tmp_path / "trade" / "schemes" / "chamber-2026" / "scheme.yaml"
    text = file.read_text(encoding="utf-8").replace("cutoff_day: 20", "cutoff_day: end")
    file.write_text(text.replace("    months_after_cutoff: 2\n", ""), encoding="utf-8")
    with override_settings(SONAE_CATALOGUE=(tmp_path / "trade",)):
        current.cache_clear()
        yield
    current.cache_clear()


@pytest.mark.usefixtures("_at_the_end")
@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("ja", "毎月末日までの受付は1か月後の1日0:00から"),
        ("en", "Received by the last day of a month: from day 1, 0:00"),
    ],
)
def test_the_page_names_the_end_of_the_month(visit, language, told):
    text = visit("/s/chamber-2026", language=language).text
    assert told in text
    assert "31日" not in text
