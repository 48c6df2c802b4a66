"""What did somebody ask on the command line? Labels, full-width and Japanese dates read, every error at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sonae.cli.session import Error, RefusedError, Session
from sonae.core.asking import Ask, no_such_kind, no_such_scheme, read_adjustments
from sonae.core.modifiers import Adjustments
from sonae.core.problems import Problem
from sonae.core.reading import not_a_moment, read_receipt, tidy
from sonae.core.scheme import Scheme
from sonae.exchange.labels import Labels, SchemeLabels, choice_code


class Question:
    """Gathers what was typed and what is wrong with it; nothing is refused before all has been read."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.errors: list[Error] = []

    def scheme(self, text: str) -> Scheme | None:
        """Return the scheme by its code or name."""
        catalogue = self._session.catalogue
        code = SchemeLabels(catalogue).code(text)
        if code in catalogue.schemes:
            return catalogue.schemes[code]
        if code:
            self.note(no_such_scheme(code, catalogue.schemes))
        else:
            self.wrong("scheme", "wrong.scheme_needed", choices=", ".join(catalogue.schemes))
        return None

    def kind(self, scheme: Scheme, text: str) -> str:
        """Return the facility kind's code by code or label; one that cannot join is noted."""
        code = Labels(self._session.catalogue, scheme).kind(text)
        if not code:
            self.note(Problem("kind", "problem.kind_needed", (("choices", ", ".join(scheme.kinds)),)))
        elif code not in scheme.kinds:
            self.note(no_such_kind(scheme, Ask(code)))
        return code

    def family(self, scheme: Scheme, text: str) -> str:
        """Return the plan family's code by code or label; core says whether the kind has it."""
        return Labels(self._session.catalogue, scheme).family(text)

    def plan(self, scheme: Scheme, text: str) -> str:
        """Return the plan's code, however it was typed."""
        return Labels(self._session.catalogue, scheme).plan(text)

    def received(self, text: str) -> datetime | None:
        """Return the moment typed, or None where none was."""
        if not text.strip():
            return None
        try:
            return read_receipt(text, self._session.catalogue.words.eras)
        except ValueError as error:
            self.note(not_a_moment("received", text, error))
            return None

    def pairs(self, field: str, texts: Sequence[str], example: str) -> dict[str, str]:
        """Return ``name=value`` options by name."""
        pairs = {}
        for text in texts:
            name, sign, value = tidy(text).partition("=")
            if sign and name.strip() and value.strip():
                pairs[name.strip()] = value.strip()
            else:
                self.wrong(field, "wrong.pair", value=text, example=example)
        return pairs

    def adjustments(self, texts: Sequence[str]) -> Adjustments:
        """Return the changes decided for this member: ``security=-10%`` or ``security=-0.1``."""
        rates, problems = read_adjustments(self.pairs("adjust", texts, "security=-10%"))
        for problem in problems:
            self.note(problem)
        return rates

    def note(self, problem: Problem) -> None:
        """Note one problem that all doors tell in the same words."""
        self.errors += self._session.errors([problem])

    def wrong(self, field: str, key: str, **params: object) -> None:
        """Note one error of the command line's own."""
        self.errors.append(self._session.error(field, key, **params))

    def refuse_if_wrong(self) -> None:
        """Raise RefusedError with everything noted, if anything was."""
        if self.errors:
            raise RefusedError(self.errors)


def ask_of(
    question: Question,
    scheme: Scheme,
    *,
    kind: str,
    size: str = "",
    family: str = "",
    plan: str = "",
    measures: Sequence[str] = (),
    received: str = "",
    adjust: Sequence[str] = (),
) -> Ask:
    """Return the request in codes; what cannot be read is noted in ``question``."""
    code = question.kind(scheme, kind)
    rule = scheme.kinds.get(code)
    given: dict[str, str | int] = {}
    for name, value in question.pairs("measure", measures, "ward=psychiatric").items():
        measure = rule.measure(name) if rule else None
        given[name] = choice_code(measure, value) if measure and measure.type == "choice" else value
    return Ask(
        kind=code,
        plan=question.plan(scheme, plan),
        family=question.family(scheme, family),
        size=size,
        measures=given,
        received=question.received(received),
        adjustments=question.adjustments(adjust),
    )
