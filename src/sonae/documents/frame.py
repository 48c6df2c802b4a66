"""What stands on every page of every paper: form, number, scheme, link and what it is not?"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from io import BytesIO

import segno
from segno.encoder import DataOverflowError

from sonae.core.ahead import say_ahead
from sonae.core.coverage import Decision
from sonae.core.moments import TOKYO
from sonae.core.scheme import Scheme
from sonae.core.words import EN, JA, Words
from sonae.documents.labels import labels
from sonae.documents.palette import colours
from sonae.documents.typesetting import Json, typeset

EDITION = "1"
INKS = {"ink": "ink", "brand": "ai-800", "soft": "ink-soft", "line": "ink-soft", "paper": "surface"}
LONGEST_LINK = 4_000  # typst takes twice as much, nobody types a tenth of it
EPOCH = datetime(2025, 1, 1, tzinfo=TOKYO)


def frame(form: str, scheme: Scheme, words: Words, language: str, link: str = "") -> Json:
    """Return what all papers of a scheme share. ``form`` is the letter of the form, ``link`` reproduces it."""
    side = EN if language == EN else JA
    return {
        **plain_frame(form, words, language, scheme.name.say(side), f"{scheme.code} {scheme.digest}".strip(), link),
        "association": scheme.association.say(side),
        "insurer": scheme.insurer.say(side),
        "example": words.say("example.short", side) if scheme.example else "",
        "example_notice": words.say("example.notice", side) if scheme.example else "",
    }


def decision_frame(
    form: str, decision: Decision, scheme: Scheme | None, words: Words, language: str, at: datetime
) -> Json:
    """Return what the papers of a decision share: wording, scheme, and a caution where it rests on what lies ahead."""
    side, wording = EN if language == EN else JA, decision.wording
    heading, edition = (scheme or wording).name.say(side), f"{wording.code} {wording.digest}".strip()
    example = scheme is not None and scheme.example
    return {
        **plain_frame(form, words, side, heading, edition),
        "caution": say_ahead(decision, at, words, side),
        "insurer": wording.insurer.say(side),
        "wording": wording.name.say(side),
        "example": words.say("example.short", side) if example else "",
        "example_notice": words.say("example.notice", side) if example else "",
    }


def plain_frame(form: str, words: Words, language: str, heading: str, edition: str, link: str = "") -> Json:
    """Return what all papers share: ``heading`` stands above every page, ``edition`` says of which data it is."""
    side = EN if language == EN else JA
    return {
        "language": side,
        "labels": labels(side),
        "form": form,
        "form_edition": EDITION,
        "colours": {name: colours()[token] for name, token in INKS.items()},
        "scheme": heading,
        "edition": edition,
        "caution": "",
        "proof": "",
        "example": "",
        "example_notice": "",
        "demo": words.say("demo.short", side),
        "demo_notice": words.say("demo.notice", side),
        "link": link if len(link) <= LONGEST_LINK else "",
        "link_code": code(link, "m"),
    }


def publish(template: str, data: Json, at: datetime) -> bytes:
    """Return the paper as PDF, stamped with a number that only depends on what it says."""
    number = reference(f"{data['form']}{data['form_edition']}", data)
    return typeset(template, {**data, "reference": number, "number_code": code(number, "q")}, at)


def reference(form: str, data: Json) -> str:
    """Return the document number: the form and twelve digits of the content's SHA-256."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    digits = hashlib.sha256(text.encode()).hexdigest()[:12].upper()
    return "-".join((form, digits[:4], digits[4:8], digits[8:]))


def code(text: str, error: str) -> Json | None:
    """Return a QR code as SVG with its width in modules; None for nothing or too much to say."""
    if not text:
        return None
    try:
        symbol = segno.make(text, error=error, micro=False, boost_error=False)
    except DataOverflowError:
        return None
    svg = BytesIO()
    symbol.save(svg, kind="svg", xmldecl=False, svgclass=None, lineclass=None, omitsize=True)
    return {"svg": svg.getvalue().decode(), "modules": symbol.symbol_size()[0]}


def dated(scheme: Scheme) -> datetime:
    """Return the moment that stamps a paper nobody dated: the start of the scheme's term."""
    return scheme.term.start if scheme.term else EPOCH
