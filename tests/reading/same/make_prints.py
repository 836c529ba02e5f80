"""Print the first document to PDF with what people print with. ``python -m
tests.reading.same.make_prints`` (needs LibreOffice and Chromium).
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from tests.browser import CHROMIUM, with_our_font
from tests.reading.office.make_files import AMOUNT, SOURCE, as_html, texts
from transforms.document import Line
from transforms.reading import read

FILES = Path(__file__).parent / "files"
_WIDTHS = (18, 10, 10, 12, 10, 40, 70)


def writer(source: bytes, target: Path) -> None:
    """As Writer prints a page with the table."""
    _soffice(as_html(source).encode(), "first.htm", target, "--infilter=HTML (StarWriter)")


def calc(source: bytes, target: Path, *, ruled: bool = True) -> None:
    """As Calc prints a sheet, on one page's width; ``ruled``: with borders around the cells."""
    book = Workbook()
    sheet = book.worksheets[0]
    _fill(sheet, source, ruled)
    with TemporaryDirectory() as work:
        path = Path(work, "first.xlsx")
        book.save(path)
        _soffice(path.read_bytes(), "first.xlsx", target)


def _fill(sheet: Worksheet, source: bytes, ruled: bool) -> None:
    for letter, width in zip("ABCDEFG", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for block in read(source, "first.txt").blocks:
        for row in [[block.text]] if isinstance(block, Line) else texts(block):
            sheet.append([_value(text) for text in row])
            lines = 1
            if len(row) > 1:
                _dress(sheet[sheet.max_row][: len(row)], ruled)
                lines = max(map(_lines, row, _WIDTHS))
            sheet.row_dimensions[sheet.max_row].height = 14 * lines + 2
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _lines(text: str, width: int) -> int:
    return -(-2 * len(text) // width)


def _value(text: str) -> float | str:
    return float(text.replace(",", "")) if AMOUNT.fullmatch(text) else text


def _dress(cells: tuple[Cell, ...], ruled: bool) -> None:
    """Wrapped text, borders, and amounts with two places."""
    side = Side("thin")
    for cell in cells:
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        cell.border = Border(side, side, side, side) if ruled else Border()
        cell.number_format = "#,##0.00" if isinstance(cell.value, float) else "General"


def chromium(source: bytes, target: Path) -> None:
    """As Chromium prints the page."""
    with TemporaryDirectory() as work:
        page = Path(work, "first.html")
        page.write_text(as_html(source), encoding="utf-8")
        subprocess.run(
            [
                str(CHROMIUM),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                f"--user-data-dir={work}/profile",
                f"--print-to-pdf={target}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=120,
            env=with_our_font(Path(work)),
        )


def _soffice(data: bytes, name: str, target: Path, *options: str) -> None:
    with TemporaryDirectory() as work:
        Path(work, name).write_bytes(data)
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{work}/profile",
                "--headless",
                *options,
                "--convert-to",
                "pdf",
                "--outdir",
                f"{work}/out",
                f"{work}/{name}",
            ],
            check=True,
            capture_output=True,
            timeout=120,
            env=with_our_font(Path(work)),
        )
        shutil.copy(Path(work, "out", Path(name).with_suffix(".pdf")), target)


def main() -> None:
    """Write all of them."""
    FILES.mkdir(exist_ok=True)
    source = SOURCE.read_bytes()
    writer(source, FILES / "writer.pdf")
    calc(source, FILES / "calc.pdf")
    calc(source, FILES / "calc_without_rules.pdf", ruled=False)
    chromium(source, FILES / "chromium.pdf")


if __name__ == "__main__":
    main()
