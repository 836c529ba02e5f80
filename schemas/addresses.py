"""Addresses as they may be shown: without user, password and token."""

from __future__ import annotations

import re

_USER = re.compile(r"(?<=://)[^/?#\s\"'<>]*@")
_VALUE = re.compile(r"([?&#]([\w.%-]{1,64})=)([^&;#\s\"'<>]+)")
_OF_PATH = re.compile(r"(;([\w.%-]{1,64})=)([^?&;#\s\"'<>]+)")
_SECRET = re.compile(
    r"token|secret|passw|pwd|signature|credential|api_?key|access_?key|auth|session|ticket"
    r"|^(?:sig|sign|sid)$",
    re.IGNORECASE,
)
_LONG = 16  # characters: key=7 is a page, a long key opens something
HIDDEN = "***"


def without_secrets(text: str) -> str:
    """An address, or a text that has some in it, with *** for what only its owner may know.

    >>> without_secrets("http://me:pw@a.gov.cn/get.jsp;jsessionid=4F?id=7&access_token=abc")
    'http://***@a.gov.cn/get.jsp;jsessionid=***?id=7&access_token=***'
    >>> without_secrets("http://a.gov.cn/get.jsp?id=7&key=8")
    'http://a.gov.cn/get.jsp?id=7&key=8'
    """
    bare = _USER.sub(f"{HIDDEN}@", text)
    return _VALUE.sub(_value, _OF_PATH.sub(_value, bare))


def _value(found: re.Match[str]) -> str:
    name, value = found[2], found[3]
    secret = _SECRET.search(name) or (name.lower() == "key" and len(value) >= _LONG)
    return found[1] + (HIDDEN if secret else value)
