from sonae.core.scheme import Text
from sonae.documents.sources import References


def test_numbers_files_in_the_order_they_are_named_and_keeps_their_lines():
    cited = References({"b.txt": Text("資料", "Material")}, "ja")
    assert cited.cite(["b.txt:43-44,434"]) == "[1] 43–44, 434行"
    assert cited.cite(["https://x.example/a:b", "b.txt:7", ""]) == "[2], [1] 7行"
    assert cited.listed() == [
        {"number": 1, "title": "資料", "file": "b.txt"},
        {"number": 2, "title": "", "file": "https://x.example/a:b"},
    ]


def test_names_our_own_pages_as_such():
    cited = References({}, "en")
    assert cited.cite(["docs/method/tariff.md"]) == "[1]"
    assert cited.listed()[0]["title"].startswith("Documentation of Sonae")
