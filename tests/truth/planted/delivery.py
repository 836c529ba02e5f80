"""Writes the planted projects, and departments of each state of publication."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.truth.planted.form import HAI, Project, Row, html, page, pdf, place_of, plain
from tests.truth.planted.projects import TARGET, misplaced, projects

BOOK = "2024/归类.pdf"
"""One document of several pages: the projects of ``misplaced``."""
STATES = {
    "林业局": "公开无表",
    "气象局": "待核",
    "粮食局": "待核",
    "农业农村局": "待核",
    "应急管理局": "未见",
}
"""Of the departments that owe a disclosure and have no other document."""
Place = tuple[str, int | None, int]


def write(raw: Path) -> None:
    """Print a file for each project and kind, and what is no table, is broken, or lies beside."""
    for path, data in _files():
        file = raw / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    owed = "".join(f"2024,440105,,{HAI}{name},\n" for name in STATES)
    (raw.parent / "expected.csv").write_text(
        f"fiscal_year,region_code,region,department,expected_rows\n{owed}", encoding="utf-8"
    )


def _files() -> Iterator[tuple[str, bytes]]:
    for (number, kind), one in _printed().items():
        yield _path(one, number, kind), page(one, kind).encode()
    yield BOOK, pdf(misplaced())
    head = f"<title>{HAI}林业局2024年部门预算</title>"
    said = f"<p>{HAI}林业局2024年部门预算情况说明</p><p>本年度没有项目支出。</p>"
    yield "2024/林业局.html", html(said).replace("</head>", head + "</head>").encode()
    yield "2024/气象局.pdf", b"%PDF-1.7\nbroken"
    yield "2024/气象局.pdf.meta.yml", f"department: {HAI}气象局\n".encode()
    # nothing but its folder says whose it is
    yield f"2024/{HAI}粮食局/目标表.docx", b"PK\x03\x04broken"
    partly = Project("春耕", (*plain("春耕"), Row("质量指标", "出苗率", "≥9\ufffd%")),
                     department=HAI + "农业农村局")  # fmt: skip
    yield "2024/农业农村局.html", page(partly, TARGET).encode()


def _printed() -> dict[tuple[int, str], Project]:
    booked = {one.name for one in misplaced()}
    return {
        (number, kind): one
        for number, one in enumerate(projects())
        for kind in one.kinds
        if one.name not in booked
    }


def _path(one: Project, number: int, kind: str) -> str:
    return f"{one.year}/{number:02}{kind}.html"


def places(cites: tuple[tuple[str, str, int], ...]) -> set[Place]:
    """Where each value that a lead cites stands: file, page, row."""
    return {_place(*cite) for cite in cites}


def _place(name: str, kind: str, row: int) -> Place:
    name, _, year = name.partition("/")
    for at, one in enumerate(misplaced()):
        if one.name == name:
            # on a page the lines above the table count too: title and unit
            return BOOK, at + 1, 2 + place_of(one, kind, row)
    for (number, printed), one in _printed().items():
        if (one.name, printed, str(one.year)) == (name, kind, year or "2024"):
            return _path(one, number, kind), None, place_of(one, kind, row)
    raise LookupError(name)
