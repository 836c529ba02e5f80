"""Shell completion: the printed script, in a real bash; what is said without shtab."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys

import pytest

from flows.cli import main, parser
from flows.commands.completion import SHELLS

# the words are those of a command line, the last of them is being typed
ASK = """
COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); COMPREPLY=()
_shtab_jixiao
printf '%s\\n' "${COMPREPLY[@]}"
"""
TYPED = {
    ("fin",): {"findings"},
    ("sta",): {"status"},
    ("findings", "--sev"): {"--severity"},
    ("findings", "--severity", "e"): {"error"},
    ("findings", "--rule", "layout_"): {"layout_unknown", "layout_ambiguous"},
    ("completion", ""): set(SHELLS),
    ("export", "--format", "x"): {"xlsx"},
    ("ingest", "pap"): {"papers"},
    ("ingest", "--curated", "pap"): {"papers"},
    ("meta", "pap"): {"papers"},
    ("sql", "--file", "pap"): {"papers", "paper.sql"},
}


@pytest.fixture
def script(capsys: pytest.CaptureFixture[str]) -> str:
    """What bash is given."""
    assert main(["completion", "bash"]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("language", ["en", "zh"])
def test_bash_completes_commands_options_and_values(script, tmp_path, language, monkeypatch):
    monkeypatch.setenv("JIXIAO_LANG", language)
    (tmp_path / "papers").mkdir()
    (tmp_path / "paper.sql").touch()
    offered = {}
    for words in TYPED:
        command = ["bash", "--norc", "-c", script + ASK, "bash", "jixiao", *words]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
        offered[words] = set(done.stdout.split())
    assert offered == TYPED


@pytest.mark.parametrize("shell", SHELLS)
def test_every_command_is_in_the_script(script, shell, capsys, tmp_path):
    assert main(["completion", shell]) == 0
    said = capsys.readouterr().out
    (commands,) = (
        one.choices
        for one in parser()._actions
        if one.dest == argparse.SUPPRESS and isinstance(one, argparse._SubParsersAction)
    )
    assert [name for name in commands if name not in said] == []
    if shutil.which(shell):
        file = tmp_path / "script"
        file.write_text(said, encoding="utf-8")
        assert subprocess.run([shell, "-n", str(file)], check=False).returncode == 0


@pytest.mark.parametrize(("language", "said"), [("en", "needs shtab"), ("zh", "补全需要 shtab")])
def test_without_shtab_one_line_says_how_to_get_it(monkeypatch, capsys, language, said):
    monkeypatch.setenv("JIXIAO_LANG", language)
    monkeypatch.setitem(sys.modules, "shtab", None)
    assert main(["completion", "zsh"]) == 1
    told = capsys.readouterr()
    assert (told.out, len(told.err.splitlines())) == ("", 1)
    assert said in told.err


def test_another_shell_is_a_wrong_usage(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["completion", "zhs"])
    assert ended.value.code == 2
    assert "zsh" in capsys.readouterr().err.splitlines()[-1]
