"""The language of the command line: what the user chose, as far as the terminal can show it."""

from __future__ import annotations

import argparse
import io
import os
import sys

from flows.visible import guard_terminals
from schemas.messages import LANGUAGE, LANGUAGES, chinese, language, say


def prepare() -> None:
    """Choose the language for this process and those that it starts. Ends the command with exit
    code 2 where JIXIAO_LANG names another than English or Chinese.

    No character ends a command: a terminal that cannot show one gets its code. Without Chinese
    characters a user whose locale is Chinese is told in English, unless JIXIAO_LANG says zh.
    """
    chosen = os.environ.get(LANGUAGE)
    if chosen and chosen.lower() not in LANGUAGES:
        print(say("cli.error", error=say("error.language", language=chosen)), file=sys.stderr)
        raise SystemExit(2)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not _is_unicode(stream):
            stream.reconfigure(errors="backslashreplace")
    guard_terminals()
    if not chosen and not _shows_chinese():
        os.environ[LANGUAGE] = "en"
    if language() == "zh":
        # argparse asks gettext under this name; without it its own texts would stay English
        setattr(argparse, "_", _of_argparse)  # noqa: B010


def _is_unicode(stream: io.TextIOWrapper) -> bool:
    return stream.encoding.lower().startswith("utf")


def _shows_chinese() -> bool:
    try:
        say("command").encode(sys.stderr.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _of_argparse(text: str) -> str:
    """The Chinese of one of argparse's texts; the text itself where the catalogue has none."""
    body = text.rstrip("\n")
    return chinese("argparse").get(body, body) + text[len(body) :]
