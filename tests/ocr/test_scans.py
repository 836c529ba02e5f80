"""Scans with the extra jixiao[ocr]: the first document, printed and scanned, says the same as its
text. More of them: ``make test-slow``, ``make test-ocr``.
"""

from __future__ import annotations

import pytest

pytest.importorskip("rapidocr", reason="the extra jixiao[ocr] is not installed")

from tests.ocr.scanned import agrees, first_document, printed, scanned
from tests.reading.same.make_prints import FILES


def test_a_skewed_scan_gives_every_indicator_and_number_of_the_text(corpus):
    agrees(scanned(printed(first_document(corpus)), skew=1.5), corpus)


@pytest.mark.slow
def test_a_skewed_scan_of_what_writer_prints(corpus):
    agrees(scanned((FILES / "writer.pdf").read_bytes(), skew=-2.2), corpus)
