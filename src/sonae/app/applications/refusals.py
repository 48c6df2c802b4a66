"""Why is an act not done? Each reason has its page; none leaves a trace."""

from __future__ import annotations

from sonae.app.applications.models import Application
from sonae.core.problems import Problem


class StaleError(Exception):
    """Somebody else changed the application since the page was drawn; `application` is what it is now."""

    def __init__(self, application: Application) -> None:
        self.application = application
        super().__init__(f"{application} is at version {application.version}")


class NotNowError(Exception):
    """The application is in a state in which this cannot be done, or by somebody who may not."""


class OtherFiguresError(Exception):
    """The first day of cover, or the sum due, is another by now than the page said."""


class WantingError(Exception):
    """What was given is not complete, or not right: every problem beside its field."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(", ".join(one.field for one in problems))
