"""Are the pages complete in English, and where do their words stand?

The words in templates and Python are Japanese; each slice has one catalogue, `locale/en/LC_MESSAGES/django.po`.
`python -m tests.support.translations` adds new words to it and compiles what is filled; `problems()` says what is
missing. All of it in Python: GNU gettext need not be installed.
"""

import io
import sys
from datetime import UTC, datetime
from gettext import GNUTranslations
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

APP = Path(__file__).parents[2] / "src" / "sonae" / "app"
FUNCTIONS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
# No dates and no names: the same words give the same file for everyone.
NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
HEADER = b"""\
msgid ""
msgstr ""
"Project-Id-Version: Sonae\\n"
"Language: en\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def slices() -> list[Path]:
    """The folders of the app, the one all others stand on first: what it translates nobody translates again."""
    found = sorted(path.parent for path in APP.glob("*/__init__.py"))
    return sorted(found, key=lambda folder: folder.name != "common")


def catalogue_of(folder: Path) -> Path:
    return folder / "locale" / "en" / "LC_MESSAGES" / "django.po"


def words_in(folder: Path) -> Catalog:
    """Every text of a slice that is marked for translation, with the files it stands in."""
    words = Catalog()
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".py":
            source = path.read_text()
        elif path.suffix in {".html", ".svg", ".txt"} and "templates" in path.parts:
            source = f"({templatize(path.read_text())}\n)"  # in brackets, for a template's indentation is free
        else:
            continue
        for _, message, _, context in extract("python", io.BytesIO(source.encode()), FUNCTIONS):
            words.add(message, locations=[(str(path.relative_to(folder)), 0)], context=context)
    return words


def read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale="en")
    with path.open("rb") as file:
        return read_po(file, locale="en")


def updated() -> dict[Path, Catalog]:
    """The catalogue each slice should have: its own words, those of `common` left to `common`."""
    catalogues = {}
    shared: set[object] = set()
    for folder in slices():
        words = words_in(folder)
        for key in [message.id for message in words if message.id in shared]:
            words.delete(key)
        if folder.name == "common":
            shared = {message.id for message in words if message.id}
        if len(words):
            catalogue = read(catalogue_of(folder))
            catalogue.update(words, no_fuzzy_matching=True)
            catalogues[catalogue_of(folder)] = catalogue
    return catalogues


def as_po(catalogue: Catalog) -> bytes:
    file = io.BytesIO()
    write_po(file, catalogue, omit_header=True, sort_output=True, include_lineno=False, ignore_obsolete=True, width=0)
    return HEADER + file.getvalue().strip(b"\n") + b"\n"


def as_mo(catalogue: Catalog) -> bytes:
    file, plain = io.BytesIO(), read_po(io.BytesIO(as_po(catalogue)), locale="en")
    plain.creation_date = NO_DATE
    write_mo(file, plain)
    return file.getvalue()


def _compiled(mo: bytes) -> dict:
    """What a compiled catalogue says, but for its header: tools differ in the bytes around the words."""
    words = dict(GNUTranslations(io.BytesIO(mo))._catalog)
    words.pop("", None)
    return words


def problems() -> list[str]:
    """Words without their English, words nobody uses any more, and compiled files that are out of date."""
    found = []
    catalogues = updated()
    for path, catalogue in catalogues.items():
        name = path.relative_to(APP)
        found += [f"{name}: no certain English for {message.id!r}" for message in catalogue if not _certain(message)]
        if not path.exists() or path.read_bytes() != as_po(catalogue):
            found.append(f"{name} is not what the sources say: run `make translations`")
        elif not (mo := path.with_suffix(".mo")).exists() or _compiled(mo.read_bytes()) != _compiled(as_mo(catalogue)):
            found.append(f"{name} is not compiled: run `make translations`")
    unused = set(APP.glob("*/locale/*/*/*.po")) - set(catalogues)
    return found + [f"{path.relative_to(APP)}: no word is left in it" for path in sorted(unused)]


def _certain(message) -> bool:
    if not message.id:  # the header
        return True
    strings = message.string if isinstance(message.string, tuple | list) else [message.string]
    return all(strings) and not message.fuzzy


def update() -> None:
    """Bring every catalogue and its compiled file up to date."""
    for path, catalogue in updated().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_po(catalogue))
        path.with_suffix(".mo").write_bytes(as_mo(catalogue))


if __name__ == "__main__":
    if sys.argv[1:] != ["--check"]:
        update()
    missing = problems()
    print("\n".join(missing) or "translations: complete")
    sys.exit(bool(missing))
