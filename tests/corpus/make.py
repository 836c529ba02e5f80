"""Makes this folder's files, one a format: `python -m tests.corpus.make`. LibreOffice, bsdtar and
the benchmarks' font write them.

They are the seeds of the fuzzer and of the mutated files. All hold made-up tables of the one-cell
layout.
"""

from __future__ import annotations

import html
import io
import struct
import subprocess
import tempfile
import zipfile
import zlib
from base64 import encodebytes
from pathlib import Path

from tests.documents import ITEMS, Project, document, indicators
from tests.reading.ofd import drawing

HERE = Path(__file__).parent
WIDTHS = (34.0, 18.0, 18.0, 18.0, 18.0, 40.0, 105.0)
FROM_WRITER = {"docx": "docx", "doc": "doc:MS Word 97", "rtf": "rtf"}
FROM_CALC = {"xlsx": "xlsx", "xls": "xls:MS Excel 97", "ods": "ods"}


def text(kind: str) -> str:
    items = tuple(item.replace("；", f"·{kind}；", 1) for item in ITEMS)
    projects = [
        Project(f"{kind}运维经费", indicators=indicators(1, items)),
        Project(f"{kind}培训经费", "3.50", "培训覆盖全员。", indicators(2, items)),
    ]
    return document(f"广州市海珠区{kind}局", projects)


def lines(kind: str) -> tuple[list[str], list[list[str]]]:
    """Heading lines and table rows; every file has names of its own, so that a row tells the file
    it came from.
    """
    head, table = text(kind).split("\n\n")
    rows = [row.split("\t") for row in table.strip().split("\n")]
    return head.split("\n"), [row + [""] * (len(rows[0]) - len(row)) for row in rows]


def page(kind: str) -> bytes:
    head, rows = lines(kind)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    said = "".join(f"<p>{line}</p>" for line in head)
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{head[0]}</title></head>'
        f'<body>{said}<table border="1">{body}</table></body></html>'
    ).encode()


def message(kind: str) -> bytes:
    head = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        b'Content-Type: text/html; charset="utf-8"\r\n'
    )
    return (
        head + b"Content-Transfer-Encoding: base64\r\n\r\n" + encodebytes(page(kind)) + b"--b--\r\n"
    )


def ofd(kind: str) -> bytes:
    head, rows = lines(kind)
    said = "".join(drawing.text(20, 12 + 6 * number, line) for number, line in enumerate(head))
    return drawing.ofd(said + drawing.table(rows, WIDTHS))


def pdf(kind: str) -> bytes:
    """Ruled, with the part of an embedded font that it needs."""
    from benchmarks.pdf_samples import COLUMNS, Writer

    head, rows = lines(kind)
    writer = Writer("lines")
    writer.new_page()
    for line in head:
        writer.line(line)
    writer.table(rows, COLUMNS)
    writer.canvas.save()
    return writer.out.getvalue()


def word2003(kind: str) -> bytes:
    head, rows = lines(kind)

    def said(text: str) -> str:
        return f"<w:p><w:r><w:t>{html.escape(text)}</w:t></w:r></w:p>"

    table = "".join(
        "<w:tr>" + "".join(f"<w:tc>{said(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows
    )
    body = "".join(map(said, head)) + f"<w:tbl>{table}</w:tbl>"
    return (
        '<?xml version="1.0"?><w:wordDocument '
        'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">'
        f"<w:body>{body}</w:body></w:wordDocument>"
    ).encode()


def excel2003(kind: str) -> bytes:
    head, rows = lines(kind)
    cells = "".join(
        "<Row>"
        + "".join(f'<Cell><Data ss:Type="String">{html.escape(cell)}</Data></Cell>' for cell in row)
        + "</Row>"
        for row in [*([line] for line in head), *rows]
    )
    sheet = f'<Worksheet ss:Name="表"><Table>{cells}</Table></Worksheet>'
    names = (
        'xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    )
    return f'<?xml version="1.0"?><Workbook {names}>{sheet}</Workbook>'.encode()


def office(kind: str, suffix: str, export: str, module: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "source.html")
        source.write_bytes(page(kind))
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                f"--infilter={module}",
                "--convert-to",
                export,
                "--outdir",
                f"{folder}/out",
                source,
            ],
            check=True,
            capture_output=True,
        )
        return Path(folder, "out", "source." + suffix.rpartition(".")[2]).read_bytes()


def archive(suffix: str, members: dict[str, bytes]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        for name, data in members.items():
            Path(folder, name).write_bytes(data)
        subprocess.run(["bsdtar", "-a", "-cf", f"out.{suffix}", *members], cwd=folder, check=True)
        return Path(folder, f"out.{suffix}").read_bytes()


def packed(members: dict[str, bytes]) -> bytes:
    """A zip whose names are in GBK, as Windows writes them; zipfile would write UTF-8."""
    out, names = io.BytesIO(), [name.encode("gbk") for name in members]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        for number, (name, data) in enumerate(zip(names, members.values(), strict=True)):
            opened.writestr(
                zipfile.ZipInfo(str(number) * len(name), (2024, 1, 1, 0, 0, 0)),
                data,
                zipfile.ZIP_DEFLATED,
            )
    data = out.getvalue()
    for number, name in enumerate(names):
        data = data.replace(str(number).encode() * len(name), name)
    return data


def rar(members: dict[str, bytes]) -> bytes:
    """RAR 5 with stored members (RAR 5.0 archive format, rarlab.com/technote.htm)."""

    def vint(number: int) -> bytes:
        return (
            bytes([number & 0x7F | 0x80]) + vint(number >> 7) if number > 0x7F else bytes([number])
        )

    def block(fields: bytes, data: bytes = b"") -> bytes:
        sized = vint(len(fields)) + fields
        return struct.pack("<I", zlib.crc32(sized)) + sized + data

    out = b"Rar!\x1a\x07\x01\x00" + block(vint(1) + vint(0) + vint(0))
    for name, data in members.items():
        title = name.encode()
        described = (
            vint(4)
            + vint(len(data))
            + vint(0o644)
            + struct.pack("<I", zlib.crc32(data))
            + vint(0)
            + vint(1)
            + vint(len(title))
            + title
        )
        out += block(vint(2) + vint(2) + vint(len(data)) + described, data)
    return out + block(vint(5) + vint(0) + vint(0))


def main() -> None:
    made = {
        "txt": text("文本").encode(),
        "html": page("网页"),
        "mhtml": message("存档"),
        "ofd": ofd("版式"),
        "pdf": pdf("打印"),
        "word.xml": word2003("旧文"),
        "excel.xml": excel2003("旧表"),
    }
    made |= {
        suffix: office(f"文{number}", suffix, export, "HTML (StarWriter)")
        for number, (suffix, export) in enumerate(FROM_WRITER.items())
    }
    made |= {
        suffix: office(f"表{number}", suffix, export, "HTML (StarCalc)")
        for number, (suffix, export) in enumerate(FROM_CALC.items())
    }
    made["zip"] = packed(
        {"绩效/文本.txt": text("压缩").encode(), "绩效/网页.html": page("压缩网页")}
    )
    made["7z"] = archive("7z", {"a.html": page("七"), "b.txt": text("七").encode()})
    made["rar"] = rar({"a.html": page("罗"), "b.txt": text("罗").encode()})
    for suffix, data in made.items():
        (HERE / f"sample.{suffix}").write_bytes(data)


if __name__ == "__main__":
    main()
