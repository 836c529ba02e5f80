"""The command line ``jixiao``. Each command imports what it needs when it runs: ``--help`` should not wait for pandas."""

from __future__ import annotations

import argparse
import atexit
import gc
import importlib
import pkgutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from flows import commands

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code (docs/contract.md, section 3). Errors are one line on stderr."""
    from warehouse.disk import WarehouseError

    atexit.register(gc.freeze)  # what lives to the end is not looked through once more before it goes
    arguments = sys.argv[1:] if arguments is None else arguments
    options = parser(arguments[0] if arguments else None).parse_args(arguments)
    command: Command = options.command
    try:
        return command(options)
    except WarehouseError as error:
        print(f"jixiao: {error}", file=sys.stderr)
    except OSError as error:
        print(f"jixiao: {error.filename or ''}: {error.strerror or error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("jixiao: interrupted; the published build is untouched", file=sys.stderr)
    return 1


def parser(only: str | None = None) -> argparse.ArgumentParser:
    """All commands with their options; nothing but the command ``only`` if that is one: a question should not wait for the others to load."""
    top = argparse.ArgumentParser("jixiao", description="绩效: performance targets of government budgets as one validated, queryable dataset.")
    subparsers = top.add_subparsers(required=True, metavar="COMMAND")
    every = [module.name for module in pkgutil.iter_modules(commands.__path__)]
    for name in [only] if only in every else every:
        command = importlib.import_module(f"{commands.__name__}.{name}")
        one = subparsers.add_parser(name, help=command.HELP, description=command.HELP)
        one.add_argument("--curated", type=getattr(command, "PLACE", _folder), default=Path("data/curated"), metavar="DIR",
                         help="where the builds are (default: %(default)s)")
        command.options(one)
        one.set_defaults(command=command.run)
    return top


def _folder(text: str) -> Path:
    if "://" in text:
        raise argparse.ArgumentTypeError(f"{text} is on an object store: mirror it with jixiao pull {text} --curated DIR, and name DIR")
    return Path(text)


if __name__ == "__main__":
    sys.exit(main())
