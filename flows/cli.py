"""The command line ``jixiao``. Each command imports what it needs when it runs: ``--help`` should
not wait for pandas.
"""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Any, NoReturn

from flows import commands, config
from flows.interruption import ended_at_once
from flows.language import prepare
from flows.terminal import wrapped
from flows.visible import line
from schemas.addresses import without_secrets
from schemas.lookup import DefinitionError
from schemas.messages import say
from schemas.nearest import did_you_mean
from schemas.system import of_system

_INGESTING = ("ingest", "replay")
_COMMAND = "COMMAND"
Command = Callable[[argparse.Namespace], int]
_WRONG = re.compile(r"(?<=')[^']+(?=')|--[\w-]+")  # the word that an error of argparse is about
_ASKING = ("builds", "diff", "doctor", "fetch", "findings", "search", "sql", "status")
"""Commands that only ask, or go on where they stopped: nothing is lost where they are cut off."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code (docs/contract.md, section 3). Errors are one line on
    stderr.
    """
    from warehouse.files.disk import ListError, UsageError, WarehouseError

    arguments = sys.argv[1:] if arguments is None else arguments
    _open_streams()
    try:
        prepare()
        options = parser(arguments[0] if arguments else None).parse_args(arguments)
        return _run(options)
    except UsageError as error:
        _tell(say("cli.error", error=error))
        return 2
    except ListError as error:
        stopped = say("cli.list_stops") if arguments[0] in _INGESTING else ""
        _tell(say("cli.error", error=line(error) + stopped))
    except (WarehouseError, DefinitionError) as error:
        _tell(say("cli.error", error=line(error)))
    except BrokenPipeError:
        _close_output()  # who reads has read enough (`| head`)
    except OSError as error:
        _tell(_of_file(error))
        _close_output()
    except KeyboardInterrupt:
        _tell(say("cli.interrupted"))
    return 1


def _open_streams() -> None:
    """What the caller closed leads nowhere: else the next file that is opened would be taken for
    it, and what is said written into that file.
    """
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open("r" if name == "stdin" else "w")  # noqa: SIM115
            setattr(sys, name, nowhere)  # open to the end


def _close_output() -> None:
    """Where nothing more can be written, nothing is at the end either."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(options: argparse.Namespace) -> int:
    command: Command = options.command
    with ended_at_once() if options.asking else nullcontext():
        code = command(options)
        sys.stdout.flush()
    return code


def _tell(said: str) -> None:
    """One line on stderr, if there is one that takes it."""
    with suppress(OSError, ValueError):
        print(without_secrets(said), file=sys.stderr, flush=True)


def _of_file(error: OSError) -> str:
    what = of_system(error)
    if not error.filename:
        return say("cli.error", error=what)
    return say("cli.file_error", file=line(error.filename), error=what)


class _Version(argparse.Action):
    """Prints the version of the package, which is looked up only where it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from flows.version import code_version

        print(parser.prog, code_version())
        parser.exit()


class _Formatter(argparse.HelpFormatter):
    """Wraps Chinese by the columns that it takes."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrapped(text, width, hang=0).split("\n")

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return wrapped(indent + text, width, hang=0)


class _Parser(argparse.ArgumentParser):
    """Ends an error with the word that was probably meant."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        self.words: list[str] = []
        named.setdefault("formatter_class", _Formatter)
        super().__init__(*arguments, **named)

    def add_argument(self, *names: str, **named: Any) -> argparse.Action:
        """As ever; the names of options and choices are kept."""
        self.words += [one for one in names if one.startswith("--")]
        self.words += map(str, named.get("choices") or ())
        return super().add_argument(*names, **named)

    def error(self, message: str) -> NoReturn:
        """As ever, exit code 2."""
        wrong = next((one for one in _WRONG.findall(message) if one not in self.words), "")
        near = did_you_mean(wrong, self.words)
        if _COMMAND in message and not near:
            near = say("cli.see_help")
        super().error(without_secrets(message + near))


def parser(only: str | None = None) -> argparse.ArgumentParser:
    """All commands with their options; nothing but the command ``only`` if that is one: a question
    should not wait for the others to load.
    """
    top = _Parser("jixiao", description=say("command"), epilog=say("cli.exit_codes"))
    top.add_argument("--version", action=_Version, nargs=0, help=say("option.version"))
    subparsers = top.add_subparsers(required=True, metavar=_COMMAND)
    every = [module.name for module in pkgutil.iter_modules(commands.__path__)]
    for name in [only] if only in every else every:
        command = importlib.import_module(f"{commands.__name__}.{name}")
        about = say(f"command.{name}")
        epilog = say("cli.exit_codes") if name in _INGESTING else None
        one = subparsers.add_parser(name, help=about, description=about, epilog=epilog)
        one.add_argument(
            "--curated",
            type=getattr(command, "PLACE", _folder),
            default=config.curated(),
            metavar="DIR",
            help=say("option.curated"),
        )
        command.options(one)
        one.set_defaults(command=command.run, asking=name in _ASKING)
        top.words += one.words
    top.words += every
    return top


def _folder(text: str) -> Path:
    if "://" in text:
        raise argparse.ArgumentTypeError(say("error.curated_on_store", text=text))
    return Path(text)


if __name__ == "__main__":
    sys.exit(main())
