"""Scans that take minutes: ``make test-ocr``."""

from __future__ import annotations

import pytest

from tests.ocr.scanned import agrees, first_document, printed, scanned
from tests.reading.same.make_prints import FILES


@pytest.mark.parametrize("skew", [0, 0.7, -3.7, 90, 180, 270])
def test_skewed_and_turned(corpus, skew):
    agrees(scanned(printed(first_document(corpus)), skew=skew), corpus)


MISREAD = {
    ("writer", 300): "a row over two pages is read twice (numbering_repeated)",
    ("chromium", 200): "narrow headers are misread (column_unknown)",
    ("chromium", 300): "narrow headers are misread (column_unknown)",
}
PRINTS = [
    pytest.param(
        name,
        dpi,
        marks=[pytest.mark.xfail(strict=True, reason=MISREAD[name, dpi])]
        if (name, dpi) in MISREAD
        else [],
    )
    for name in ("writer", "calc", "chromium")
    for dpi in (200, 300)
]


@pytest.mark.parametrize(("name", "dpi"), PRINTS)
def test_what_other_programs_print(corpus, name, dpi):
    """What is misread is told, as the reasons say."""
    agrees(scanned((FILES / f"{name}.pdf").read_bytes(), dpi=dpi), corpus)
