"""Which code did a person mean who wrote a label: 病院, Hospital, オールリスク, Ｓ３?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from sonae.core.catalogue import Catalogue
from sonae.core.reading import tidy
from sonae.core.scheme import Measure, Scheme, Text

_BRACKETS = re.compile(r"\(.*?\)")
_SPACES = re.compile(r"[\s・,、]")
_LEGAL_FORM = re.compile(r"(公益|一般)?(社団|財団)法人")
_SUFFIX = re.compile(r"(プラン|plan)$")
_TYPE = re.compile(r"(加入)?(タイプ|型)$|^(加入)?タイプ|^type ")
# Words of daily use in rosters that neither texts nor schemes hold.
EVERYDAY = {
    "clinic": ("無床診療所", "有床診療所", "一般診療所", "クリニック", "医院"),
    "dental_clinic": ("歯科", "歯科医院"),
    "care_facility": ("老健",),
    "all_risk": ("オールリスク",),
    "leak_only": ("情報漏えい限定", "漏えい限定"),
}


def plain(text: str) -> str:
    """Return a label as it is compared: half-width, lower case, without spaces; 漏洩 as 漏えい."""
    return _SPACES.sub("", tidy(text).casefold()).replace("漏洩", "漏えい")


class Labels:
    """Codes by the labels of one scheme (or of all, where none is chosen yet)."""

    def __init__(self, catalogue: Catalogue, scheme: Scheme | None = None) -> None:
        schemes = [scheme] if scheme else list(catalogue.schemes.values())
        texts = catalogue.words.texts
        self._kinds = _index(
            [
                *_worded(texts, "kind"),
                *_worded(texts, "others"),
                *((code, rule.label) for one in schemes for code, rule in one.kinds.items()),
            ]
        )
        self._families = _index(_worded(texts, "family"))
        codes = [plan.code for one in schemes for plan in one.plans.values()]
        self._plans = {plain(code): code for code in codes} | {code: code for code in codes}

    def kind(self, text: str) -> str:
        """Return the facility kind's code, or the text tidied where no label fits."""
        return self._kinds.get(plain(text)) or self._kinds.get(_bare(text)) or tidy(text)

    def family(self, text: str) -> str:
        """Return the plan family's code, or the text tidied where no label fits."""
        return self._families.get(plain(text)) or self._families.get(_bare(text)) or tidy(text)

    def plan(self, text: str) -> str:
        """Return the plan's code (``Ｓ３``, ``s3`` and ``S3タイプ`` are ``S3``), or the text tidied where none fits."""
        typed = tidy(text)
        untyped = _TYPE.sub("", typed.casefold())
        return self._plans.get(typed) or self._plans.get(plain(typed)) or self._plans.get(plain(untyped)) or typed


class SchemeLabels:
    """Schemes' codes by code, by name, or by the association where it has only one."""

    def __init__(self, catalogue: Catalogue) -> None:
        schemes = catalogue.schemes
        held = Counter(scheme.association for scheme in schemes.values())
        alone = [(code, one.association) for code, one in schemes.items() if held[one.association] == 1]
        parties = _index([*alone, *((code, Text(_LEGAL_FORM.sub("", one.ja), one.en)) for code, one in alone)])
        named = _index((code, scheme.name) for code, scheme in schemes.items())
        self._codes = parties | named | {plain(code): code for code in schemes}

    def code(self, text: str) -> str:
        """Return the code of the scheme called so, or the text tidied where there is none."""
        return self._codes.get(plain(text)) or tidy(text)


def choice_code(measure: Measure, text: str) -> str:
    """Return the code of one of a measure's choices; the text tidied if there is none."""
    codes = {code: code for code, _ in measure.choices} | _index(measure.choices)
    return codes.get(plain(text)) or codes.get(_bare(text)) or tidy(text)


def _worded(texts: Mapping[str, Text], group: str) -> list[tuple[str, Text]]:
    """Return the codes of a group of texts with their words; ``kind.clinic.about`` is no code."""
    start = f"{group}."
    return [
        (key.removeprefix(start), text)
        for key, text in texts.items()
        if key.startswith(start) and "." not in key.removeprefix(start)
    ]


def _bare(text: str) -> str:
    """Return a label without what stands in brackets and without 'plan' at its end."""
    return _SUFFIX.sub("", _BRACKETS.sub("", plain(text)))


def _index(pairs: Iterable[tuple[str, Text]]) -> dict[str, str]:
    index: dict[str, str] = {}
    for code, text in pairs:
        everyday = EVERYDAY.get(code, ())
        for label in (code, text.ja, text.en, *everyday):
            index.setdefault(plain(label), code)
            index.setdefault(_bare(label), code)
    return index
