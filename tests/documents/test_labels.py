import json
import re
from pathlib import Path

from sonae.documents.labels import LABELS, labels
from sonae.documents.typesetting import TEMPLATES


def test_every_label_is_said_in_both_languages():
    texts = json.loads(LABELS.read_text("utf-8"))
    assert {frozenset(text) for text in texts.values()} == {frozenset({"ja", "en"})}
    assert not [key for key, text in texts.items() if re.search("[ぁ-んァ-ヶ一-龠]", text["en"])]


def test_every_label_is_used_and_every_label_used_exists():
    sources = [*TEMPLATES.glob("*.typ"), *Path(LABELS).parent.glob("*.py")]
    code = "\n".join(path.read_text("utf-8") for path in sources)
    known = labels("ja")
    unused = [key for key in known if f'"{key}"' not in code and f"'{key}'" not in code]
    assert [key for key in unused if not key.startswith(("big.", "short.", "limit."))] == []
    assert [key for key in re.findall(r'say\("([^"]+)"\)', code) if key not in known] == []


def test_no_template_names_a_colour_of_its_own():
    templates = list(TEMPLATES.glob("*.typ"))
    assert len(templates) > 4
    for path in templates:
        assert not re.search(r"#[0-9a-fA-F]{6}|luma\(|cmyk\(", path.read_text("utf-8")), path.name
