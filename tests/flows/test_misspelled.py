"""Every command, option and choice, misspelled: wrong usage, one line in the reader's language."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from gettext import gettext

import pytest

from flows.cli import main, parser

CHINESE = re.compile("[一-鿿]")
HINT = re.compile("did you mean|choose from|是不是|可选")


def commands() -> dict[str, argparse.ArgumentParser]:
    (found,) = (one.choices for one in parser()._actions if isinstance(one.choices, dict))
    return found


def misspelled(name: str) -> Iterator[list[str]]:
    """The command without a letter, with two changed about; each option likewise; each choice."""
    yield [name[:-2] + name[-1]]
    yield [name[1] + name[0] + name[2:]]
    actions = commands()[name]._actions
    needed = [
        next(iter(one.choices or ["x"]))
        for one in actions
        if not one.option_strings and one.nargs is None
    ]
    for action in actions:
        value = [] if action.nargs == 0 else ["1"]
        for option in (one for one in action.option_strings if one.startswith("--")):
            yield [name, *needed, option[:4] + option[5:] + "q", *value]
            yield [name, *needed, option[:3] + "_" + option[3:], *value]
            if action.choices:
                yield [name, *needed, option, next(iter(action.choices))[:-1] + "zz"]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", commands())
def test_a_misspelling_is_told_with_what_was_meant(name, language, monkeypatch, capsys):
    monkeypatch.setenv("JIXIAO_LANG", language)
    # a command in Chinese changes it for its process
    monkeypatch.setattr(argparse, "_", gettext)
    for words in misspelled(name):
        with pytest.raises(SystemExit) as ended:
            main(words)
        said = capsys.readouterr().err.splitlines()[-1]
        told = (ended.value.code, bool(HINT.search(said)), bool(CHINESE.search(said)))
        assert told == (2, True, language == "zh"), (words, said)


@pytest.mark.parametrize("name", commands())
def test_every_option_has_its_line_in_the_help(name):
    assert [one.dest for one in commands()[name]._actions if not one.help] == []
