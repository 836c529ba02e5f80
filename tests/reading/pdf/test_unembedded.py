"""Fonts that are named and not embedded: text stands where the PDF says on any machine."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
import reportlab

from tests.machines import CANNOT, possible, seeing
from tests.reading.pdf.named_fonts import DOWN, FONTS, LATIN, ROWS
from tests.reading.pdf.other_machines import digests, elsewhere
from tests.reading.pdf.unembedded import TURNS, WAYS, Down, Mixed, Single, Whole, made
from transforms.document import Document, Table
from transforms.reading import read
from transforms.reading.pdf.fonts import offer, only

NO_CHINESE = Path(reportlab.__file__).with_name("fonts") / "Vera.ttf"
SONG = FONTS["song"]
# single characters upside down: docs/pdf.md, known limits
PLACED = [one for one in product(WAYS, TURNS) if one != (Single, 180)]


def table(document: Document) -> list[list[str]]:
    (found,) = (block for block in document.blocks if isinstance(block, Table))
    return [[cell.text if cell else "" for cell in row] for row in found.rows]


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize(("way", "turn"), PLACED)
def test_every_cell_is_whole(font, way, turn):
    assert table(read(made(way(FONTS[font]), turn), "a.pdf")) == ROWS


@pytest.mark.parametrize("turn", [0, 90, 270])
@pytest.mark.parametrize("second", LATIN)
def test_no_sign_is_lost_that_stands_alone_in_another_font(second, turn):
    assert table(read(made(Mixed(SONG, LATIN[second]), turn), "a.pdf")) == ROWS


def test_text_that_runs_down_stays_in_its_cells():
    found = table(read(made(Down(SONG, DOWN)), "a.pdf"))
    assert [["".join(row[0].split()), *row[1:]] for row in found] == ROWS


@pytest.mark.parametrize(
    "way", [Whole(SONG), Single(FONTS["unnamed"]), Mixed(SONG, LATIN["other"])]
)
def test_other_fonts_in_this_process_change_nothing(way):
    """Not where a box stands, either."""
    here = read(made(way), "a.pdf")
    with only(offer("Without Chinese", {"": NO_CHINESE.read_bytes()})):
        assert read(made(way), "a.pdf") == here


@pytest.mark.skipif(not possible(), reason=CANNOT)
def test_a_machine_without_fonts_reads_the_same(corpus, tmp_path):
    """Machines with other fonts, more files and whole builds: ``make test-fonts``."""
    files = [
        corpus / "prints/odd/cid_nofont/cid_lines.pdf",
        corpus.parent / "corpus/sample.pdf",
        corpus / "prints/odd/forms_fields/14_formfields.pdf",
    ]
    assert elsewhere(seeing(tmp_path), files) == digests(files)
