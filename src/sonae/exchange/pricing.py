"""What does each row of a roster cost, and what is wrong with it? Core's answer, asked once a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sonae.core.asking import Ask, check, no_such_scheme
from sonae.core.catalogue import Catalogue
from sonae.core.joining import Cover
from sonae.core.problems import Problem, Refusal
from sonae.core.quote import Quote, answer_for, cannot_join, closed_to
from sonae.core.rating import ESTIMATE, REFERRED
from sonae.core.reading import not_a_moment, read_receipt
from sonae.core.scheme import KindRule, Scheme
from sonae.exchange.faults import say
from sonae.exchange.headings import SIZES
from sonae.exchange.labels import Labels, SchemeLabels, choice_code
from sonae.exchange.standing import NOTHING, Standing, Standings

PRICED, PROBLEM = "priced", "problem"
OUTCOMES = (PRICED, ESTIMATE, REFERRED, PROBLEM)
_NOTHING = frozenset({"", "0", "-", "−", "ー", "―", "なし"})
_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Priced:
    """A row's answer in the columns that a rating adds; None stays an empty cell.

    A row whose receipt cannot join, or cannot be read, has a problem and keeps its annual premium. ``standing`` is what
    the row counts for at the end.
    """

    annual_yen: int | None = None
    status: str = ""
    binding: bool | None = None
    payable_yen: int | None = None
    start: datetime | None = None
    end: datetime | None = None
    problems: tuple[str, ...] = ()
    standing: Standing = NOTHING

    @property
    def outcome(self) -> str:
        """One of OUTCOMES: what the row counts as at the end."""
        if self.problems:
            return PROBLEM
        return self.status if self.status in {ESTIMATE, REFERRED} else PRICED


class Pricing:
    """Prices rows of one catalogue as of one moment; equal questions are answered once."""

    def __init__(self, catalogue: Catalogue, *, now: datetime, language: str, scheme: str = "") -> None:
        self._catalogue, self._now, self._language = catalogue, now, language
        self._default = scheme
        self._labels: dict[str, Labels] = {}
        self._schemes = SchemeLabels(catalogue)
        self._standings = Standings(catalogue, language)
        self._answers: dict[tuple[tuple[str, str], ...], Priced] = {}

    def price(self, asked: tuple[tuple[str, str], ...]) -> Priced:
        """Return the answer to the texts of a row's columns by field."""
        known = self._answers.get(asked)
        if known is None:
            if len(self._answers) >= _REMEMBERED:
                self._answers.clear()
            known = self._answers[asked] = self._price(dict(asked))
        return known

    def _price(self, asked: dict[str, str]) -> Priced:
        code = self._schemes.code(asked.get("scheme") or self._default)
        scheme = self._catalogue.schemes.get(code)
        received = self._received(asked.get("received", ""))
        unread = self._say((received,) if isinstance(received, Problem) else ())
        if scheme is None:
            return Priced(problems=(self._no_scheme(code), *unread))
        ask = self._ask(scheme, asked)
        if isinstance(received, datetime):
            ask = replace(ask, received=received)
        answer = self._answer(scheme, ask, dated=not unread)
        if unread:  # nobody knows when: what remains is the annual premium
            answer = replace(answer, payable_yen=None, start=None, end=None)
            return replace(answer, problems=(*answer.problems, *unread))
        return answer

    def _answer(self, scheme: Scheme, ask: Ask, *, dated: bool) -> Priced:
        if not ask.kind:
            kinds = ", ".join(rule.label.say(self._language) for rule in scheme.kinds.values())
            return self._refused(scheme, self._say([Problem("kind", "problem.kind_needed", (("choices", kinds),))]))
        checked = check(scheme, ask)
        if isinstance(checked, Refusal):
            return self._refused(scheme, self._say((*checked.errors, *closed_to(scheme, ask.received))))
        quote = answer_for(scheme, self._catalogue.tariff_of(scheme), *checked, ask, self._now)
        problem = cannot_join(quote) if ask.received else None
        problems = self._say((problem,) if problem else ())
        return replace(_figures(quote), problems=problems, standing=self._standings.of(scheme, quote, dated=dated))

    def _refused(self, scheme: Scheme, problems: tuple[str, ...]) -> Priced:
        return Priced(problems=problems, standing=self._standings.of(scheme))

    def _ask(self, scheme: Scheme, asked: dict[str, str]) -> Ask:
        if scheme.code not in self._labels:
            self._labels[scheme.code] = Labels(self._catalogue, scheme)
        labels = self._labels[scheme.code]
        kind = labels.kind(asked.get("kind", ""))
        rule = scheme.kinds.get(kind)
        return Ask(
            kind=kind,
            plan=labels.plan(asked.get("plan", "")),
            family=labels.family(asked.get("family", "")),
            size=_size(rule, asked),
            measures=_measures(rule, asked),
        )

    def _no_scheme(self, code: str) -> str:
        if code:
            return self._say([no_such_scheme(code, self._catalogue.schemes)])[0]
        return f"scheme: {say('scheme_needed', self._language, choices=', '.join(self._catalogue.schemes))}"

    def _received(self, text: str) -> datetime | Problem | None:
        """Return the moment, None where none is given, or the problem with it."""
        if not text:
            return None
        try:
            return read_receipt(text, self._catalogue.words.eras)
        except ValueError as error:
            return not_a_moment("received", text, error)

    def _say(self, problems: Iterable[Problem]) -> tuple[str, ...]:
        words, language = self._catalogue.words, self._language
        return tuple(f"{problem.field}: {words.problem(problem, language)}" for problem in problems)


def _figures(quote: Quote) -> Priced:
    premium, cover = quote.premium, quote.cover
    start, end = (cover.start, cover.end) if isinstance(cover, Cover) else (None, None)
    return Priced(premium.annual_yen, premium.status, premium.binding, quote.payable_yen, start, end)


def _size(rule: KindRule | None, asked: Mapping[str, str]) -> str:
    """Return the size from the general column, the kind's own, or another kind's column.

    Nothing, as rosters write it (0, -, なし), is no size for a kind that has none.
    """
    own = rule.size_measure if rule else ""
    texts = [asked.get("size", ""), asked.get(own, "") if own else "", *(asked.get(name, "") for name in SIZES)]
    text = next((text for text in texts if text), "")
    return "" if rule and not own and text in _NOTHING else text


def _measures(rule: KindRule | None, asked: Mapping[str, str]) -> dict[str, str | int]:
    """Return the other measures that the kind asks for; columns meant for other kinds are passed over."""
    measures: dict[str, str | int] = {}
    for measure in rule.measures if rule else ():
        text = asked.get(measure.name, "")
        if text and rule and measure.name != rule.size_measure:
            measures[measure.name] = choice_code(measure, text) if measure.type == "choice" else text
    return measures
