"""What else is wrong with a body of which a part has the wrong shape? Everything is told at once."""

from collections.abc import Collection, Sequence
from typing import Any

from django.http import HttpRequest
from pydantic import ValidationError

from sonae.app.api.body import MalformedError, decode
from sonae.app.api.resources import RESOURCES
from sonae.core.problems import Problem, Refusal
from sonae.core.words import JA
from sonae.loader import CatalogueError

# what must be there is left empty rather than out, so that the rest can still be asked
NEEDED = frozenset({"scheme", "kind"})
# core names a measure by its own name alone
UNNAMED = "measures"


def problems_besides(request: HttpRequest, wrong: Sequence[Sequence[str]]) -> tuple[Problem, ...]:
    """Return what core says of the body without its `wrong` parts (each a path), save of those parts themselves.

    Nothing where too little is left to ask.
    """
    resource = RESOURCES.get(request.path.rsplit("/", 1)[-1])
    if resource is None:
        return ()
    try:
        content = decode(request.body)
        for path in wrong:
            _leave_out(content, path)
        found = resource.answer(content, JA)
    except (MalformedError, ValidationError, CatalogueError):
        return ()
    if not isinstance(found, Refusal):
        return ()
    hidden = {".".join(part for part in path if part != UNNAMED) for path in wrong if path[-1:] != [UNNAMED]}
    unmeasured = {".".join(path[:-1]) for path in wrong if path[-1:] == [UNNAMED]}
    return tuple(problem for problem in found.errors if not _follows(problem, hidden, unmeasured))


def _follows(problem: Problem, hidden: Collection[str], unmeasured: Collection[str]) -> bool:
    """Return whether a problem is only that of a part left out: itself, or a figure among measures that were none."""
    if any(problem.field == name or problem.field.startswith(f"{name}.") for name in hidden):
        return True
    facility = problem.field.rpartition(".")[0]
    return problem.key == "problem.measure_needed" and facility in unmeasured


def _leave_out(content: Any, path: Sequence[str]) -> None:
    """Take one part out of the body; a facility that is none becomes an empty one: the others keep their place."""
    *parents, last = path or ("",)
    for name in parents:
        if isinstance(content, list) and name.isdecimal() and int(name) < len(content):
            content = content[int(name)]
        elif isinstance(content, dict) and name in content:
            content = content[name]
        else:
            return
    if isinstance(content, list) and last.isdecimal() and int(last) < len(content):
        content[int(last)] = {"kind": ""}
    elif isinstance(content, dict):
        content.pop(last, None)
        if last in NEEDED:
            content[last] = ""
