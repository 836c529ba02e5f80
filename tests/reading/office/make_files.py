"""Write the fixtures: the first document as every office format. ``python -m
tests.reading.office.make_files [FOLDER]`` (needs LibreOffice).
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from transforms.document import Line, Table
from transforms.reading import read

SOURCE = Path(__file__).parents[2] / "material/haizhu_digital_government_center.txt"
FILES = Path(__file__).parent / "files"
WRITER, CALC = "HTML (StarWriter)", "HTML (StarCalc)"
TARGETS = {
    "docx": (WRITER, "MS Word 2007 XML"),
    "doc": (WRITER, "MS Word 97"),
    "rtf": (WRITER, "Rich Text Format"),
    "html": (WRITER, "HTML (StarWriter)"),
    "xlsx": (CALC, "Calc MS Excel 2007 XML"),
    "xls": (CALC, "MS Excel 97"),
    "ods": (CALC, "calc8"),
}
AMOUNT = re.compile(r"[\d,]+\.\d\d")


def as_html(data: bytes) -> str:
    """The lines and tables of a text file as a page."""
    parts = ['<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>']
    for block in read(data, "source.txt").blocks:
        if isinstance(block, Line):
            parts.append(f"<p>{html.escape(block.text)}</p>")
        else:
            rows = "".join(f"<tr>{''.join(map(as_cell, row))}</tr>" for row in texts(block))
            parts.append(f'<table border="1">{rows}</table>')
    return "".join(parts) + "</body></html>"


def texts(table: Table) -> list[list[str]]:
    """Its rows as texts; '' where there is no cell."""
    return [[cell.text if cell else "" for cell in row] for row in table.rows]


MERGED = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><p>表</p><table border="1">\n'
    '<tr><td>一级指标</td><td>二级指标</td><td colspan="2">指标值</td></tr>'
    '<tr><td rowspan="2">产出指标</td><td>数量指标</td><td>≥5</td><td>个</td></tr>\n'
    '<tr><td>质量指标</td><td colspan="2">优良</td></tr>\n'
    '<tr><td>备注</td><td colspan="3">见下<table border="1"><tr><td>内一</td><td>内二</td></tr>'
    "<tr><td>内三</td><td>内四</td></tr></table></td></tr></table></body></html>"
)


def as_cell(text: str) -> str:
    """A cell; an amount says its value and number format, as Calc writes and reads them."""
    number = (
        f' sdval="{text.replace(",", "")}" sdnum="2052;0;#,##0.00"'
        if AMOUNT.fullmatch(text)
        else ""
    )
    return f"<td{number}>{html.escape(text)}</td>"


def convert(page: str, extension: str, folder: Path, stem: str = "first") -> Path:
    """The page as LibreOffice saves it in that format."""
    reader, writer = TARGETS[extension]
    with TemporaryDirectory() as work:
        source = Path(work, f"{stem}.htm")
        source.write_text(page, encoding="utf-8")
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{work}/profile",
                "--headless",
                f"--infilter={reader}",
                "--convert-to",
                f"{extension}:{writer}",
                "--outdir",
                f"{work}/out",
                str(source),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return Path(shutil.copy(Path(work, "out", f"{stem}.{extension}"), folder))


def main() -> None:
    """Write all of them."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FILES
    folder.mkdir(parents=True, exist_ok=True)
    page = as_html(SOURCE.read_bytes())
    for extension in TARGETS:
        print(convert(page, extension, folder))
    for extension in ("docx", "doc", "rtf"):
        print(convert(MERGED, extension, folder, "merged"))


if __name__ == "__main__":
    main()
