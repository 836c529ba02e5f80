"""`jixiao completion`: the script by which a shell completes commands, options and their values."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from schemas.lookup import rows
from schemas.messages import say

SHELLS = ("bash", "zsh", "tcsh")
_FOLDERS = ("curated", "raw", "folder")


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("shell", choices=SHELLS, metavar="SHELL", help=say("option.shell"))


def run(args: argparse.Namespace) -> int:
    """Print the script. Raises WarehouseError where shtab, which writes it, is missing."""
    from flows.cli import parser
    from warehouse.files.disk import WarehouseError

    try:
        import shtab
    except ImportError as error:
        raise WarehouseError(say("error.needs_shtab")) from error
    whole = parser()
    for action in _actions(whole):
        _describe(action, shtab.FILE, shtab.DIRECTORY)
    print(shtab.complete(whole, shell=args.shell))
    return 0


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """All options and arguments, those of the commands too."""
    for action in parser._actions:  # noqa: SLF001  argparse has no other way to list them
        yield action
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001  likewise
            for one in action.choices.values():
                yield from _actions(one)


def _describe(action: argparse.Action, file: object, folder: object) -> None:
    """Say of an argument whether it is a folder, a file or the name of a rule."""
    # shtab reads an attribute that argparse does not know
    if action.dest in _FOLDERS:
        action.complete = folder  # type: ignore[attr-defined]
    elif action.type is Path:
        action.complete = file  # type: ignore[attr-defined]
    elif action.dest == "rule":
        action.choices = [row["rule"] for row in rows("rules")]
