"""The webhook is told of what was held back, could not be read, or is missing: a real build, a real
HTTP server.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from flows.prefect_runs.artifacts import outlook
from flows.prefect_runs.notify import WEBHOOK, about_build
from tests.trust.cases import CASES
from tests.trust.conftest import ingest
from warehouse.catalogue.query import published


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    messages: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            messages.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    monkeypatch.setenv(WEBHOOK, f"http://127.0.0.1:{server.server_port}/hook")
    yield messages
    server.shutdown()


def test_what_somebody_has_to_look_at_is_told(told, tmp_path):
    (tmp_path / "raw/2024").mkdir(parents=True)
    for name, content in CASES["name_missing"].files("broken").items():
        (tmp_path / "raw/2024/held.txt").write_bytes(
            content if isinstance(content, bytes) else content.encode()
        )
        assert name.endswith(".txt")
    (tmp_path / "raw/2024/torn.pdf").write_bytes(b"%PDF-1.7 and no more")
    (tmp_path / "departments.csv").write_text(
        "region_code,department,parent,first_year,last_year,approved_on\n"
        "440105,广州市海珠区教育局,,2015,,\n",
        encoding="utf-8",
    )
    result = ingest(tmp_path / "raw", tmp_path / "curated")
    assert about_build(result, outlook(published(tmp_path / "curated")))
    [message] = told
    assert message["event"] == "attention"
    assert (message["held_back"], message["unreadable"]) == (["2024/held.txt"], ["2024/torn.pdf"])
    assert ["广州市海珠区教育局" in one for one in message["missing"]] == [True]
    assert message["counts"] == {"held_back": 1, "unreadable": 1, "missing": 1}
