"""A notice that nobody took: a finding of the run, told until it is delivered."""

from __future__ import annotations

import csv
import json
import shutil
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from flows.cli import main
from flows.config import NOTIFY
from flows.ingest import ingest as flow
from flows.prefect_runs import notify
from flows.prefect_runs.artifacts import outlook
from flows.undelivered import keep, kept
from tests.conftest import ROOT
from tests.flows.test_alerts import BOTS, Local, bot  # noqa: F401  a fixture
from tests.trust.conftest import ingest
from warehouse.catalogue.query import published

WECOM = next(iter(BOTS))
TAKEN, REFUSED = BOTS[WECOM]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build with a document that cannot be read."""
    folder = tmp_path_factory.mktemp("made")
    shutil.copytree(ROOT / "data/raw", folder / "raw")
    (folder / "raw/2024/torn.pdf").write_bytes(b"%PDF-1.7 and no more")
    ingest(folder / "raw", folder / "curated")
    return folder


@pytest.fixture
def place(
    made: Path,
    tmp_path: Path,
    bot: Local,  # noqa: F811  the fixture
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """A copy of it, after the bot refused what was told of it."""
    shutil.copytree(made, tmp_path / "here", symlinks=True)
    monkeypatch.setenv(NOTIFY, WECOM)
    bot.answer = REFUSED
    root = tmp_path / "here/curated"
    notify.about_build(ingest(tmp_path / "here/raw", root), outlook(published(root)), root)
    return root


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    assert main([*words]) in {0, 3}
    return "".join(capsys.readouterr())


@pytest.mark.parametrize(("language", "said"), [("en", "address 1"), ("zh", "第 1 个地址")])
def test_it_is_a_finding_and_stands_in_status_and_the_next_summary(
    place: Path, capsys, monkeypatch, language: str, said: str
):
    monkeypatch.setenv("JIXIAO_LANG", language)
    at = ("--curated", str(place))
    summary = asked(capsys, "ingest", str(place.parent / "raw"), *at, "--direct")
    for shown in (summary, asked(capsys, "status", *at), asked(capsys, "findings", *at)):
        assert said in shown
        assert "93000" in shown
        assert WECOM.partition("://")[2] not in shown
    rows = csv.DictReader(StringIO(asked(capsys, "findings", *at, "--format", "csv")))
    [row] = [one for one in rows if one["rule"] == "alert_undelivered"]
    assert (row["severity"], row["path"]) == ("warning", NOTIFY)
    assert "alert_undelivered" in asked(capsys, "findings", *at, "--by-rule")
    older = published(place).name
    assert "alert_undelivered" not in asked(capsys, "findings", *at, "--build", older, "--by-rule")


def test_the_next_run_tells_it_to_those_that_did_not_take_it(
    place: Path,
    bot: Local,  # noqa: F811  the fixture
    monkeypatch,
):
    monkeypatch.setenv(NOTIFY, f"{WECOM} {bot.json}")
    first = len(bot.sent)
    bot.answer = TAKEN
    assert notify.again(place) == []
    [sent] = bot.sent[first:]
    assert "torn.pdf" in sent["text"]["content"]
    assert not kept(place).refused
    assert notify.again(place) == []
    assert len(bot.sent) == first + 1


def test_what_is_still_refused_stays(place: Path):
    [said] = notify.again(place)
    assert "93000" in said
    assert list(kept(place).refused) == [1]


def test_an_address_that_was_taken_away_is_told_nothing_more(place: Path, monkeypatch):
    monkeypatch.delenv(NOTIFY)
    assert notify.again(place) == []
    assert not kept(place).refused


def test_the_webhook_is_one_of_them(place: Path, monkeypatch):
    monkeypatch.delenv(NOTIFY)
    monkeypatch.setenv(notify.WEBHOOK, "http://127.0.0.1:9/nobody")
    assert not notify.about_failure(ValueError("a run failed"), place)
    assert list(kept(place).refused) == [0]
    assert "a run failed" in kept(place).text


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"refused": 3}', '{"refused": {"a": 1}}', "\udcff"]
)
def test_a_damaged_note_ends_nothing(place: Path, capsys, content: str):
    (place / "undelivered.json").write_bytes(content.encode(errors="surrogateescape"))
    assert "alert_undelivered" not in asked(capsys, "findings", "--curated", str(place))


def test_a_folder_that_cannot_be_written_ends_nothing(place: Path, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("flows.undelivered.write", full)
    keep(place, kept(place))
    keep(place.parent / "nowhere", kept(place))
    assert not (place.parent / "nowhere").exists()


def test_prefect_shows_it_of_a_run_that_published_and_of_one_that_failed(place: Path, monkeypatch):
    left: dict[str, str] = {}

    def leave(markdown: str, key: str, **_: Any) -> None:
        left[key] = markdown

    monkeypatch.setattr("flows.prefect_runs.artifacts.create_markdown_artifact", leave)
    raw = place.parent / "raw"
    (raw / "2024/torn.pdf").write_bytes(b"%PDF-1.7 and no more of it")
    result = flow(str(raw), str(place), workers=1)
    assert "93000" in result.alerts[0]
    assert "93000" in left["jixiao-alerts"]
    assert "93000" in left["jixiao-summary"]
    assert "alert_undelivered | 1 |" in left["jixiao-findings"]
    left.clear()
    (raw / "2024/torn.pdf").unlink()
    with pytest.raises(Exception, match="vanished"):
        flow(str(raw), str(place), workers=1)
    assert "vanished" in left["jixiao-alerts"]
    assert "vanished" in json.loads((place / "undelivered.json").read_bytes())["text"]
