"""The characters of a stretch of a binary Word document, counted without reading its structure."""

from __future__ import annotations

import re
from itertools import chain

from transforms.reading.common.flow import Content, covered
from transforms.reading.common.ledger import Delivered
from transforms.reading.word.doc_body import Body

# a field's code, between its beginning and its result or end ([MS-DOC] 2.8.25)
_FIELD = re.compile(r"\x13[^\x13-\x15]*(?:\x14([^\x13-\x15]*))?\x15")
_CONTROLS = dict.fromkeys(range(32)) | {0x1E: "-"}


def delivered(text: str, body: Body, content: list[Content]) -> Delivered:
    """``text``: all characters of the stretch; ``body`` has read it."""
    count = 1
    while count:
        text, count = _FIELD.subn(r"\1", text)
    left = {reason: _clean("".join(characters)) for reason, characters in body.left.items()}
    return Delivered(
        _clean(text), left, {"symbols": "".join(body.symbols)}, chain(body.merged, covered(content))
    )


def _clean(text: str) -> str:
    """Without marks of paragraphs, cells and drawings; a hyphen that does not break is one."""
    return text.translate(_CONTROLS)
