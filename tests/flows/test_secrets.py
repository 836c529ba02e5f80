"""Secrets in every place that takes one are in nothing that the program writes: output, logs,
sidecars, builds with their tables, exports, alerts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.conftest import ROOT
from tests.documents import document
from tests.flows.hostile_site import PAGE

MARK = "hunter"
"""Each secret is this and a number, so that one that is found says where it was planted."""
GIVEN = ("sources.csv", "jixiao.toml", "hand.txt.meta.yml")
ASKED = ("sql", "SELECT source_url FROM documents", "--format", "csv")
COMMANDS = (
    ("fetch", "sources.csv", "--interval", "0", "--allow-private", "127.0.0.1"),
    ("ingest", "--direct"),
    ("ingest", "--direct", "s3://key:hunter20@bucket/raw"),
    ("ingest", "--direct", "s3://bucket/raw"),
    ("ingest", "--direct", "s3://bucket/raw?sig=hunter22", "http://me:hunter23@a.gov.cn/"),
    ("pull", "s3://bucket/curated?token=hunter21"),
    ("status",),
    ("doctor",),
    ("verify",),
    ("findings",),
    ASKED,
    ("export", "build.xlsx", "--only", "documents"),
)
TELL = """
import logging
from flows.prefect_runs.notify import about_failure
logging.basicConfig(level=logging.DEBUG)
about_failure(ValueError("a run failed"))
"""


class _Server(BaseHTTPRequestHandler):
    """Refuses all alerts and stores; has two pages, one of which moves to an address with a
    secret.
    """

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self.answer(500)

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/moves":
            self.answer(302, {"Location": "http://me:hunter30@10.0.0.1/?token=hunter31"})
        elif path == "/odd":
            self.answer(302, {"Location": "ftp://me:hunter32@10.0.0.1/?token=hunter33"})
        elif path in ("/a.html", "/b.html"):
            self.answer(200, {}, PAGE)
        else:
            self.answer(403)

    def answer(self, status: int, headers: dict[str, str] | None = None, body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def work(tmp_path: Path, host: str) -> Path:
    folder = tmp_path / "data/raw/2024/某局"
    folder.mkdir(parents=True)
    (folder / "hand.txt").write_text(document("某局"), encoding="utf-8")
    (folder / "hand.txt.meta.yml").write_text(
        "source_url: http://me:hunter1@a.gov.cn/x;jsessionid=hunter2?access_token=hunter3\n",
        encoding="utf-8",
    )
    addresses = (
        f"http://me:hunter4@{host}/a.html?token=hunter5&id=7",
        f"http://{host}/b.html?api_key=hunter6#password=hunter7",
        f"http://me:hunter8@{host}/gone?sig=hunter9",
        "http://me:hunter10@127.0.0.1:9/a?Signature=hunter11",
        f"http://{host}/moves?sessionid=hunter12",
        f"http://{host}/odd?auth=hunter13",
        "http://me:hunter14@10.0.0.1/a?secret=hunter15",
    )
    rows = [f"局{number},2024,{one}" for number, one in enumerate(addresses)]
    text = "\n".join(["department,year,address", *rows])
    (tmp_path / "sources.csv").write_text(text, encoding="utf-8")
    (tmp_path / "jixiao.toml").write_text(f'notify = "json://me:hunter16@{host}/x"\n', "utf-8")
    return tmp_path


def test_no_secret_is_shown_or_kept(work: Path, host: str):
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "JIXIAO_WEBHOOK": f"http://me:hunter40@{host}/hook/hunter41?access_token=hunter42",
        "JIXIAO_NOTIFY": f"json://me:hunter43@{host}/hunter44 wecombot://hunter45 odd://hunter46",
        "AWS_ACCESS_KEY_ID": "hunter47",
        "AWS_SECRET_ACCESS_KEY": "hunter48",
        "AWS_SESSION_TOKEN": "hunter49",
        "AWS_ENDPOINT_URL": f"http://{host}",
        "PREFECT_API_KEY": "hunter50",
        "https_proxy": "http://me:hunter51@127.0.0.1:9",
    }

    def run(*command: str) -> str:
        done = subprocess.run(
            [sys.executable, *command], cwd=work, env=environment, capture_output=True, check=False
        )
        return (done.stdout + done.stderr).decode()

    said = {command: run("-m", "flows.cli", *command) for command in COMMANDS}
    said["tell",] = run("-c", TELL)
    assert all(said.values())
    assert "Traceback" not in "".join(said.values())
    shown = {command: text for command, text in said.items() if MARK in text}
    assert shown == {}
    kept = {str(one.relative_to(work)) for one in work.rglob("*") if MARK in _content(one)}
    assert {Path(one).name for one in kept} == set(GIVEN), kept
    assert f"http://***@{host}/a.html?token=***&id=7" in said[ASKED]
    assert "http://***@a.gov.cn/x;jsessionid=***?access_token=***" in said[ASKED]


def _content(file: Path) -> str:
    """What a file says, unpacked."""
    if not file.is_file():
        return file.name
    data = file.read_bytes()
    if file.suffix == ".parquet":
        return f"{pq.read_schema(file)} {pq.read_table(file).to_pylist()}"
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            data += b"".join(archive.read(name) for name in archive.namelist())
    return data.decode("utf-8", "replace")
