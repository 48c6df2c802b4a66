"""One visual language: colours live in one file, and no page carries style or script of its own."""

import re

from tests.conventions.conftest import files

PAGES = files(".html", ".svg", under=["src"])
STYLES = [path for path in files(".css", under=["src"]) if path.name != "tokens.css"]
NAMED = "white|black|red|green|blue|gr[ae]y|silver|yellow|orange|purple|navy|teal|pink|brown|gold|beige|ivory"
RAW = re.compile(
    r"(?<![\w&/-])#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})(?![\w-])"
    r"|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\([^)]*\)"
    rf"|(?:color|fill|stroke|background|border|outline|shadow)[\w-]*\s*[:=]\s*[^;}}>]*?(?<![\w-])(?:{NAMED})(?![\w-])",
    re.IGNORECASE,
)
INLINE = re.compile(r"\sstyle\s*=|<style\b|\son\w+\s*=|<script(?![^>]*\bsrc=)|javascript:|\shx-on", re.IGNORECASE)
FOREIGN = re.compile(r"(?:src|href|url)\s*[=(]\s*[\"']?(?:https?:)?//(?!www\.w3\.org)[^\"')\s]*", re.IGNORECASE)
DEFINED = re.compile(r"(--[\w-]+)\s*:")
USED = re.compile(r"var\((--[\w-]+)")


def test_no_raw_colour_stands_outside_the_tokens(offences):
    assert offences(RAW, [*STYLES, *PAGES]) == []


def test_no_page_carries_a_style_or_a_script(offences):
    assert offences(INLINE, PAGES) == []


def test_no_style_or_page_fetches_anything_from_elsewhere(offences):
    loading = [path for path in PAGES if "<a " not in path.read_text()]
    assert offences(FOREIGN, [*STYLES, *loading]) == []


def test_every_token_that_is_used_exists():
    styles = files(".css", under=["src"])
    defined = {name for path in styles for name in DEFINED.findall(path.read_text())}
    used = {name for path in styles for name in USED.findall(path.read_text())}
    assert used
    assert used - defined == set()
