"""How does a run begin and end? Words in the right language, commands found, every failure told in a sentence."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.metadata import EntryPoint, entry_points
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

from sonae.cli.failures import STOPPED, report
from sonae.cli.help_texts import examples_of, say_help
from sonae.cli.language import language_of
from sonae.cli.options import SHARED
from sonae.cli.session import RefusedError, Session
from sonae.cli.words import say

ENTRY_POINTS = "sonae.commands"


class Commands(TyperGroup):
    """The commands of Sonae, and those that other packages register under ``sonae.commands``.

    A registered object is a function, a Typer application or a ready command; it is loaded only
    when it is called or listed, so that a price never waits for what it does not need.
    """

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command line and exit with its code: 0, 1 for a faulty catalogue, 2 for a refusal."""
        given = list(sys.argv[1:] if args is None else args)
        session = Session(language_of(given, os.environ), as_json="--json" in given)
        localise(self, session.language)
        try:
            code = super().main(
                given, prog_name or "sonae", complete_var, False, windows_expand_args, obj=session, **extra
            )
        except Exception as error:
            code = report(error, session)
            if code is None:
                raise
        if code == STOPPED:
            session.tell(say("stopped", session.language))
        if not standalone_mode:
            return code
        sys.exit(code or 0)

    def list_commands(self, ctx: Any) -> list[str]:
        """Return our commands, then the registered ones."""
        ours = super().list_commands(ctx)
        return [*ours, *sorted(name for name in registered() if name not in ours)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command by name, loading a registered one."""
        found = super().get_command(ctx, cmd_name)
        if found is None and cmd_name in (others := registered()):
            return load(others[cmd_name], ctx.find_root().obj)
        return found


def registered() -> dict[str, EntryPoint]:
    """Return the commands other packages registered, unloaded."""
    return {point.name: point for point in entry_points(group=ENTRY_POINTS)}


def load(point: EntryPoint, session: Session) -> Any:
    """Return a registered command; one that cannot be loaded says why only when it is called."""
    try:
        found = point.load()
    except Exception as error:  # noqa: BLE001 - whatever a foreign package raises must not break ours
        return _broken(point.name, say("wrong.command", session.language, name=point.name, why=error))
    if isinstance(found, typer.Typer):
        command: Any = get_group(found) if len(found.registered_commands) > 1 else get_command(found)
    elif isinstance(found, TyperCommand | TyperGroup):
        command = found
    else:
        single = typer.Typer(add_completion=False)
        single.command(point.name)(found)
        command = get_command(single)
    command.name = point.name
    return command


def _broken(name: str, message: str) -> TyperCommand:
    def fail() -> None:
        raise RefusedError([{"field": "command", "message": message}], code=1)

    return TyperCommand(name=name, callback=fail, help=message)


def localise(command: Any, language: str, path: str = "") -> None:
    """Put the words of ``--help`` in place of their keys, give examples, and the common options to all."""
    for param in command.params:
        param.help = say_help(param.help or "", language)
        param.rich_help_panel = say_help(f"panel.{param.param_type_name}s", language)
    command.rich_help_panel = say_help("panel.commands", language)
    words = say_help(command.help or "", language)
    command.short_help = words
    command.help = "\n\n\b\n".join(part for part in (words, examples_of(path, language)) if part)
    for name, inner in getattr(command, "commands", {}).items():
        share(command, inner)
        localise(inner, language, f"{path}.{name}" if path else name)


def share(outer: Any, inner: Any) -> None:
    """Let a command take the common options too."""
    known = {param.name for param in inner.params}
    inner.params += [param for param in outer.params if param.name in SHARED and param.name not in known]
