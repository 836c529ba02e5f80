"""`jixiao fetch` from a server that does what it likes: each bad answer costs one line, nothing
hangs, and the lines beside it are fetched.
"""

from __future__ import annotations

import csv
import io
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from flows.cli import main
from tests.conftest import ROOT
from tests.flows.hostile_site import BEHAVIOURS, PAGE, SOUND, Send, serve, whole

QUICK = ("--timeout", "0.3", "--address-time", "1.5", "--max-mb", "2", "--interval", "0")


def fetch(folder: Path, addresses: list[str], *options: str, listed: bool = True) -> int:
    file = folder / "sources.csv"
    rows = (f"局{number},2024,{address}" for number, address in enumerate(addresses))
    file.write_text("\n".join(["department,year,address", *rows]), encoding="utf-8")
    private = ("--allow-private", "127.0.0.1") if listed else ()
    return main(["fetch", str(file), "--raw", str(folder / "raw"), *QUICK, *private, *options])


def lines(said: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(said)))


def test_every_bad_answer_costs_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert len(BEHAVIOURS) >= 60
    with serve() as (site, asked):
        paths = [one for name in BEHAVIOURS for one in (f"/{name}", f"/neighbour_of_{name}")]
        assert fetch(tmp_path, [site + one for one in paths]) == 3
        output = capsys.readouterr()
        found = {one["address"].removeprefix(site): one for one in lines(output.out)}
    assert list(found) == paths
    assert "hunter2" not in output.out + output.err
    for path, one in found.items():
        good = path.startswith("/neighbour") or path.strip("/") in SOUND
        assert (one["result"] == "new") == good or path in LENIENT, one
        assert good or "\n" not in one["message"], one
        assert one["result"] == "new" or one["message"], one
        if good:
            assert (tmp_path / "raw" / one["path"]).read_bytes() == PAGE
    assert len(asked) < 3 * len(paths)


# as browsers have it: what is there is there, and a path that means nothing is one of the host's
LENIENT = {
    *("/longer", "/encoding_unknown", "/length_and_chunks"),
    *("/to_no_host", "/to_long", "/to_bytes"),
    *(f"/step_{number}" for number in range(8, 12)),
}


def test_the_rest_of_a_file_is_its_rest(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    def behave(send: Send, headers: dict[str, str]) -> None:
        begin = int(headers.get("Range", "bytes=0-")[6:-1])
        part = {"status": "206 Partial Content", "ETag": '"a"'}
        said = f"bytes {begin}-{begin + 9}/{len(PAGE)}"
        first = whole(PAGE[:10], ETag='"a"', Content_Length=str(len(PAGE)))
        send(whole(PAGE[begin : begin + 10], Content_Range=said, **part) if begin else first)

    BEHAVIOURS["little"] = behave
    with serve() as (site, asked):
        codes = [fetch(tmp_path, [f"{site}/little"]) for _ in range(3)]
    del BEHAVIOURS["little"]
    [file] = (tmp_path / "raw").rglob("little")
    assert (codes[0], codes[-1]) == (3, 0)
    assert file.read_bytes() == PAGE
    assert len(asked) == 3 + -(-len(PAGE) // 10)


def test_a_host_that_never_answers_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    with serve() as (site, asked):
        assert fetch(tmp_path, [f"{site}/hang.{number}" for number in range(9)]) == 3
    said = [one["message"] for one in lines(capsys.readouterr().out)]
    assert len(said) == 9
    assert len({one for one in asked if "hang" in one}) == 5
    assert all("no answer 5 times" in one for one in said[5:])


def test_the_run_ends_when_its_time_is_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    with serve() as (site, _):
        addresses = [f"{site}/body_drips.{number}" for number in range(4)]
        assert fetch(tmp_path, addresses, "--run-time", "0.5") == 3
    assert "time of the run" in lines(capsys.readouterr().out)[-1]["message"]


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        (b"User-agent: *\nDisallow: /*.pdf$", {"/b.html", "/a.pdf?x"}),
        (b"User-agent: *\nDisallow: /\nAllow: /b", {"/b.html"}),
        (b"User-agent: jixiao\nUser-agent: x\nDisallow: /a\n\nUser-agent: *\nDisallow: /b",
         {"/b.html"}),
        (b"User-agent: jix\nDisallow: /\n", {"/a.pdf", "/a.pdf?x", "/b.html"}),
        (b"\xef\xbb\xbfUser-Agent: JIXIAO/2.0\nDisallow: /a", {"/b.html"}),
        (b"\xff\xfe\x00" * 99, {"/a.pdf", "/a.pdf?x", "/b.html"}),
        (b"#" * (600 << 10) + b"\nUser-agent: *\nDisallow: /", {"/a.pdf", "/a.pdf?x", "/b.html"}),
        (b"user-agent: *\ndisallow: /a\n" + b"#\n" * (300 << 10), {"/b.html"}),
    ],
)  # fmt: skip
def test_rules_are_those_of_rfc_9309(tmp_path: Path, rules: bytes, allowed: set[str]):
    with serve(whole(rules)) as (site, asked):
        fetch(tmp_path, [site + one for one in ("/a.pdf", "/a.pdf?x", "/b.html")])
    assert set(asked) - {"/robots.txt"} == allowed


@pytest.mark.parametrize(
    ("answer", "allowed"),
    [
        (whole(b"", status="403 Forbidden"), True),
        (whole(b"", status="429 Too Many Requests"), True),
        (whole(b"", status="401 Unauthorized"), True),
        (whole(b"", status="500 Error"), False),
        (whole(b"", status="503 Later"), False),
        (b"HTTP/1.1 304 Not Modified\r\n\r\n", False),
        (b"garbage", False),
        (b"", False),
        (whole(b"", status="302 Found", Location="/robots.txt"), True),
        (whole(b"", status="302 Found", Location="http://169.254.169.254/robots.txt"), False),
        (whole(b"", status="302 Found", Location="http://[::1"), False),
        (whole(b"nonsense", Content_Encoding="gzip"), False),
    ],
)
def test_rules_that_do_not_come(tmp_path: Path, answer: bytes, allowed: bool):
    with serve(answer or b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n") as (site, asked):
        assert fetch(tmp_path, [f"{site}/a", f"{site}/b"]) == (0 if allowed else 3)
    assert ("/a" in asked) == allowed


def test_many_groups_and_rules_cost_no_more_than_few(tmp_path: Path):
    groups = b"".join(b"useragent: %d\n" % number for number in range(14_000))
    with serve(whole(groups + b"allow: /*a*b$\n" * 14_000)) as (site, _):
        assert fetch(tmp_path, [f"{site}/a"], "--address-time", "30") == 0


def test_a_long_crawl_delay_is_capped_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    rules = b"User-agent: *\nCrawl-delay: 86400"
    with serve(whole(rules)) as (site, _):
        fetch(tmp_path, [f"{site}/a"], "--address-time", "1")
    assert "86400 s between two requests; 30 s are kept" in capsys.readouterr().err


def test_private_hosts_are_refused_unless_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    with serve() as (site, asked):
        port = site.rpartition(":")[2]
        hosts = ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1")
        addresses = [f"http://{host}:{port}/a" for host in hosts]
        assert fetch(tmp_path, addresses, listed=False) == 3
        assert not asked
        told = lines(capsys.readouterr().out)
        assert len(told) == len(hosts)
        assert all("--allow-private" in one["message"] for one in told)
        assert fetch(tmp_path, addresses[:1], "--allow-private", "127.0.0.0/8", listed=False) == 0


def test_a_file_of_the_name_of_a_sidecar_replaces_none(tmp_path: Path):
    with serve() as (site, _):
        file = tmp_path / "sources.csv"
        names = ("a.html", "a.html.meta.yml", "a.html.META.YAML", "meta.yml")
        rows = [f"某局,2024,{site}/{name}" for name in names]
        file.write_text("\n".join(["department,year,address", *rows]), encoding="utf-8")
        raw = ("--raw", str(tmp_path / "raw"), "--allow-private", "127.0.0.1")
        assert main(["fetch", str(file), *raw, *QUICK]) == 0
    folder = tmp_path / "raw/2024/某局"
    assert f"source_url: {site}/a.html\n" in (folder / "a.html.meta.yml").read_text("utf-8")
    assert not (folder / "meta.yml").exists()
    assert (folder / "meta.yml_").read_bytes() == PAGE


def test_a_validator_that_no_header_can_hold_is_not_sent_back(tmp_path: Path):
    with serve() as (site, _):
        addresses = [f"{site}/{name}" for name in ("etag_odd", "etag_long", "modified_odd")]
        assert fetch(tmp_path, addresses) == 0
        assert fetch(tmp_path, addresses) == 0


def test_ctrl_c_ends_it_with_one_line(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/a"
        (tmp_path / "sources.csv").write_text(
            f"department,year,address\n某局,2024,{address}", "utf-8"
        )
        command = (*("fetch", "sources.csv", "--timeout", "999"), "--allow-private", "127.0.0.1")
        run = subprocess.Popen(
            [sys.executable, "-m", "flows.cli", *command],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
            stderr=subprocess.PIPE,
        )
        silent.accept()
        run.send_signal(signal.SIGINT)
        said = run.communicate(timeout=20)[1]
    assert run.returncode == 1
    assert said.count(b"\n") == 1


def test_a_sidecar_that_was_not_written_is_written_the_next_time(tmp_path: Path):
    with serve() as (site, _):
        assert fetch(tmp_path, [f"{site}/a"]) == 0
        [note] = (tmp_path / "raw").rglob("*.meta.yml")
        whole_note = yaml.safe_load(note.read_text("utf-8"))
        note.write_text(note.read_text("utf-8").replace(whole_note["sha256"], "0" * 64), "utf-8")
        assert fetch(tmp_path, [f"{site}/a"]) == 0
    assert yaml.safe_load(note.read_text("utf-8"))["sha256"] == whole_note["sha256"]


def test_a_proxy_of_the_environment_is_used_but_not_to_get_inside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serve() as (site, asked):
        monkeypatch.setenv("http_proxy", site)
        addresses = ["http://disclosures.example/a", "http://169.254.169.254/b", f"{site}/c"]
        assert fetch(tmp_path, [*addresses, "http://localhost/d"], listed=False) == 3
    found = lines(capsys.readouterr().out)
    assert [one["result"] for one in found] == ["new", "failed", "failed", "failed"]
    assert all("--allow-private" in one["message"] for one in found[1:])
    assert {one.partition("://")[2].partition("/")[0] for one in asked} == {"disclosures.example"}
