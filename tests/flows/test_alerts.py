"""Alerts to bots that answer as those of WeCom, DingTalk and Feishu do: HTTP 200 to all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from flows.config import NOTIFY
from flows.prefect_runs.alerts import DingTalk, Feishu, WeCom, tell
from flows.prefect_runs.artifacts import Outlook
from flows.prefect_runs.notify import about_build
from flows.steps import Summary
from flows.summary import lines

KEY = "0" * 8 + "-0000-0000-0000-" + "0" * 12
BOTS = {
    f"wecombot://{KEY}": ({"errcode": 0, "errmsg": "ok"}, {"errcode": 93000, "errmsg": "invalid"}),
    f"dingtalk://{'a' * 64}": (
        {"errcode": 0, "errmsg": "ok"},
        {"errcode": 310000, "errmsg": "keywords not in content"},
    ),
    f"feishu://{'a' * 36}": ({"code": 0, "msg": "success"}, {"code": 19001, "msg": "invalid"}),
}


class Local:
    """A server on this machine: what it answers next, and what it was sent."""

    def __init__(self) -> None:
        self.answer: Any = {}
        self.status = 200
        self.sent: list[dict[str, Any]] = []


@pytest.fixture
def bot(monkeypatch: pytest.MonkeyPatch) -> Iterator[Local]:
    local = Local()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            local.sent.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            content = json.dumps(local.answer).encode()
            self.send_response(local.status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setattr(WeCom, "notify_url", address + "/send?key={key}")
    monkeypatch.setattr(DingTalk, "notify_url", address + "/send?token={token}")
    monkeypatch.setattr(Feishu, "notify_url", address + "/hook/{token}/")
    local.json = f"json://127.0.0.1:{server.server_port}"
    yield local
    server.shutdown()


@pytest.mark.parametrize("address", BOTS)
def test_what_a_bot_accepts_is_delivered(bot: Local, monkeypatch, address: str):
    monkeypatch.setenv(NOTIFY, address)
    bot.answer = BOTS[address][0]
    assert tell("绩效：待核 3 个") == {}
    assert "绩效：待核 3 个" in json.dumps(bot.sent, ensure_ascii=False)


@pytest.mark.parametrize("address", BOTS)
def test_an_error_with_http_200_is_no_delivery(bot: Local, monkeypatch, address: str):
    monkeypatch.setenv(NOTIFY, address)
    bot.answer = BOTS[address][1]
    [said] = tell("绩效").values()
    reason = BOTS[address][1]
    assert str(reason.get("errcode") or reason["code"]) in said
    # the key is a secret
    assert address.partition("://")[2] not in said


def test_several_addresses_and_a_json_webhook(bot: Local, monkeypatch):
    wecom = next(iter(BOTS))
    monkeypatch.setenv(NOTIFY, f"{wecom}, {bot.json} nonsense://x")
    bot.answer = {"errcode": 0}
    refused = tell("绩效")
    assert list(refused) == [3]
    assert "nonsense" in refused[3]
    assert [one.get("message") for one in bot.sent] == [None, "绩效"]


def test_a_failed_alert_is_told_by_the_summary(bot: Local, monkeypatch):
    monkeypatch.setenv(NOTIFY, next(iter(BOTS)))
    bot.status = 500
    held = [{"status": "held_back", "path": f"2024/{number}.pdf"} for number in range(500)]
    result = Summary("b", new_build=True)
    about_build(result, Outlook([], [], held, {}))
    assert "wecombot" in lines(result)
    assert len(bot.sent[0]["text"]["content"].encode()) < 2048
