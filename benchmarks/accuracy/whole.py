"""Whether a program printed all rows: some versions of Writer leave out those behind a page."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator

import pypdfium2

from benchmarks.accuracy.form import Form, Grid


def is_whole(form: Form, data: bytes) -> bool:
    """Whether each row that the form must give is in the file. One is not if each character of its
    name is printed less often than the form has it. Other formats than PDF hold what was written.
    """
    if not data.startswith(b"%PDF"):
        return True
    missing = _characters("".join(_texts(form))) - _characters(_printed(data))
    names = (_characters(str(want["name"])) for want in form.wants)
    return not any(name and name <= missing for name in names)


def _texts(form: Form) -> Iterator[str]:
    for block in form.blocks:
        if isinstance(block, Grid):
            yield from (cell.text for cell in block.places())
        elif isinstance(block, str):
            yield block


def _printed(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return "".join(document[at].get_textpage().get_text_range() for at in range(len(document)))


def _characters(text: str) -> Counter[str]:
    return Counter(one for one in unicodedata.normalize("NFKC", text) if not one.isspace())
