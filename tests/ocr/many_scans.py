"""Scans that take minutes: ``make test-ocr``."""

from __future__ import annotations

import pytest

from tests.ocr.scanned import agrees, first_document, printed, scanned
from tests.reading.same.make_prints import FILES


@pytest.mark.parametrize("skew", [0, 0.7, -3.7, 90, 180, 270])
def test_skewed_and_turned(corpus, skew):
    agrees(scanned(printed(first_document(corpus)), skew=skew), corpus)


@pytest.mark.parametrize("name", ["writer", "calc", "chromium"])
@pytest.mark.parametrize("dpi", [200, 300])
def test_what_other_programs_print(corpus, name, dpi):
    agrees(scanned((FILES / f"{name}.pdf").read_bytes(), dpi=dpi), corpus)
