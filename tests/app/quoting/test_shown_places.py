"""What `show` of a fact names is a promise: each of its words is a page or paper, and that place says the fact."""

import shutil
from pathlib import Path

import pytest
from django.test import override_settings

from sonae.app.common.catalogue import current
from sonae.loader.load import BUILT_IN
from sonae.loader.scheme_shape import SHOW
from tests.documents.paper import Paper, squeezed

OTHER_TRADE = Path(__file__).parents[2] / "loader" / "other_trade"
SCHEME = "/s/chamber-2026"
AT = "at=2026-06-01T00:00:00"
ONE = f"{AT}&kind=it_company&sales=80000000&plan=Silver"
TWO = f"{ONE}&rows=2&f2-kind=it_company&f2-sales=80000000&f2-plan=Silver"
RETAILER = "kind=retailer&sales=40000000&terminals=20"
PLACES = {
    "scheme": ["/"],
    "quote": [f"/result?{ONE}&records=no", f"/quote.pdf?{ONE}&records=no"],
    "compare": [f"/compare?{RETAILER}", f"/compare.pdf?{RETAILER}"],
    "simulate": [f"/simulate?{RETAILER}", f"/simulate.pdf?{RETAILER}"],
    "several": [f"/result?{TWO}&records=no", f"/quote.pdf?{TWO}&records=no"],
    "shared_records": [f"/result?{ONE}&records=yes", f"/quote.pdf?{ONE}&records=yes"],
    "emergency": ["/emergency", "/emergency.pdf"],
}
# The page of an application is not there yet. Until it is, the scheme's page, which says every fact, says these too.
NOT_YET = {"application": ["/"]}


@pytest.fixture(scope="module", autouse=True)
def _probes(tmp_path_factory):
    """The chamber's scheme with one fact for each place, and a playbook of its own."""
    folder = tmp_path_factory.mktemp("catalogue") / "own"
    shutil.copytree(OTHER_TRADE, folder)
    with (folder / "schemes/chamber-2026/facts.yaml").open("a", encoding="utf-8") as facts:
        for place in SHOW:
            facts.write(
                f"- {{id: probe-{place}, section: notice, ja: 「{place}」に出る文です。, en: 'Shown at <{place}>.', "
                f"status: printed, source: 'chamber-2026.txt:1', show: {place}}}\n"
            )
    playbook = (BUILT_IN / "playbooks/first-hour/playbook.yaml").read_text(encoding="utf-8")
    lines = [line for line in playbook.splitlines() if not line.startswith("    kinds:")]
    own = "\n".join(lines).replace("first-hour", "own-hour", 1).replace("trades: medical", "trades: commerce", 1)
    (folder / "playbooks/own-hour").mkdir(parents=True)
    (folder / "playbooks/own-hour/playbook.yaml").write_text(own, encoding="utf-8")
    with override_settings(SONAE_CATALOGUE=(folder,)):
        current.cache_clear()
        yield
    current.cache_clear()


@pytest.fixture
def said(client):
    def said(address):
        answer = client.get(f"{SCHEME}{address}", headers={"Accept-Language": "ja"}, follow=True)
        assert answer.status_code == 200
        return Paper(answer.content).text if ".pdf" in address else squeezed(answer.content.decode())

    return said


def test_every_word_of_show_has_its_place():
    assert {*PLACES, *NOT_YET} == set(SHOW)
    assert not {*PLACES} & {*NOT_YET}


@pytest.mark.parametrize(
    ("place", "address"), [(place, one) for place, found in (PLACES | NOT_YET).items() for one in found]
)
def test_each_place_says_the_facts_that_name_it(said, place, address):
    assert f"「{place}」に出る文です。" in said(address)


@pytest.mark.parametrize("place", sorted(set(PLACES) - {"scheme"}))
def test_no_place_but_the_schemes_own_page_says_the_facts_of_others(said, place):
    found = said(PLACES[place][0])
    wanted = {"several": {"quote", "several"}, "shared_records": {"quote", "shared_records"}}
    assert {other for other in SHOW if f"「{other}」に出る文です。" in found} == wanted.get(place, {place})
