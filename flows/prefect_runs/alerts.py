"""Alerts by apprise: WeCom, DingTalk, Feishu, mail, JSON and what else it knows.

JIXIAO_NOTIFY holds its addresses (https://appriseit.com/services/), separated by spaces or commas;
without it those of jixiao.toml. The bots of WeCom, DingTalk and Feishu answer HTTP 200 to what they
refuse too: here the answer decides, and apprise looks at the status alone.
"""

from __future__ import annotations

import logging
from collections.abc import Container, Mapping
from typing import Any, ClassVar

import httpx
from apprise import Apprise
from apprise.plugins.dingtalk import NotifyDingTalk
from apprise.plugins.feishu import NotifyFeishu
from apprise.plugins.wecombot import NotifyWeComBot

from flows import config
from schemas.chinese import shown
from schemas.messages import english

_SECONDS = 10
_LONGEST = 1900  # bytes of a text: WeCom takes 2048
_log = logging.getLogger("jixiao")


class RefusedAlertError(Exception):
    """What a bot answered in place of taking the message."""


class _Bot:
    """One POST of JSON, whose answer holds a code: 0 is accepted."""

    code: ClassVar[str] = "errcode"
    reason: ClassVar[str] = "errmsg"

    def post(self, url: str, payload: dict[str, Any], query: Mapping[str, str]) -> bool:
        """True, or raises RefusedAlertError with what the bot said."""
        try:
            answer = httpx.post(url, json=payload, params=dict(query) or None, timeout=_SECONDS)
            said = answer.raise_for_status().json()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            # without its address: it holds the key
            raise RefusedAlertError(type(error).__name__) from error
        if not isinstance(said, dict) or said.get(self.code) != 0:
            known = said if isinstance(said, dict) else {}
            raise RefusedAlertError(f"{known.get(self.code)} {known.get(self.reason, '')}".strip())
        return True


# apprise has no types
class WeCom(_Bot, NotifyWeComBot):  # type: ignore[misc]
    """A bot of WeCom."""

    def send(self, body: str, **_: Any) -> bool:
        """Send a text. Raises RefusedAlertError."""
        return self.post(self.api_url, {"msgtype": "text", "text": {"content": body}}, {})


class DingTalk(_Bot, NotifyDingTalk):  # type: ignore[misc]  # likewise
    """A bot of DingTalk, signed if its address has a secret."""

    def send(self, body: str, **_: Any) -> bool:
        """Send a text. Raises RefusedAlertError."""
        query = {}
        if self.secret:
            query = dict(zip(("timestamp", "sign"), map(str, self.get_signature()), strict=True))
        at = {"atMobiles": self.targets, "isAtAll": False}
        payload = {"msgtype": "text", "text": {"content": body}, "at": at}
        return self.post(self.notify_url.format(token=self.token), payload, query)


class Feishu(_Bot, NotifyFeishu):  # type: ignore[misc]  # likewise
    """A bot of Feishu."""

    code = "code"
    reason = "msg"

    def send(self, body: str, **_: Any) -> bool:
        """Send a text. Raises RefusedAlertError."""
        payload = {"msg_type": "text", "content": {"text": body}}
        return self.post(self.notify_url.format(token=self.token), payload, {})


_OURS: dict[type, Any] = {NotifyWeComBot: WeCom, NotifyDingTalk: DingTalk, NotifyFeishu: Feishu}


def tell(text: str, only: Container[int] | None = None) -> dict[int, str]:
    """Send a text to every address, or to ``only`` those with these numbers, from 1. Returns what
    is to be said of those that did not take it, by number and in English; an alert must not fail a
    run that published.
    """
    refused = {}
    for number, address in enumerate(config.notify(), 1):
        if only is not None and number not in only:
            continue
        schema = address.partition("://")[0]
        try:
            _send(address, text)
        except RefusedAlertError as error:
            said = english("found.alert_refused", number=number, schema=schema, error=error)
            refused[number] = said
            _log.warning(shown(said))
    return refused


def _send(address: str, text: str) -> None:
    plugin = Apprise.instantiate(address, suppress_exceptions=True)
    if plugin is None:
        raise RefusedAlertError(english("found.alert_no_address"))
    if ours := _OURS.get(type(plugin)):
        plugin = ours(**ours.parse_url(plugin.url(privacy=False)))
    if not plugin.send(body=_short(text), title="jixiao"):
        raise RefusedAlertError(english("found.alert_not_taken"))


def _short(text: str) -> str:
    data = text.encode()
    return text if len(data) <= _LONGEST else data[:_LONGEST].decode(errors="ignore") + "…"
