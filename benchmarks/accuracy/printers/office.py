"""What LibreOffice makes of Word documents and workbooks: prints, and the formats before XML."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.accuracy.form import Form
from benchmarks.accuracy.printers.kept import kept
from benchmarks.accuracy.printers.printer import Printer, Write
from benchmarks.accuracy.printers.word import docx
from benchmarks.accuracy.printers.workbook import xlsx
from tests.browser import with_our_font

_AT_ONCE = 50  # files that one call converts
_SECONDS = 300


def _converted(name: str, source: Callable[[Form], bytes], suffix: str, to: str) -> Write:
    def make(files: list[bytes]) -> list[bytes | None]:
        parts = (files[at : at + _AT_ONCE] for at in range(0, len(files), _AT_ONCE))
        return [one for part in parts for one in _convert(part, suffix, to)]

    return lambda forms: kept(name, [source(form) for form in forms], make)


def _convert(files: list[bytes], suffix: str, to: str) -> list[bytes | None]:
    """One call of soffice; None where it wrote nothing."""
    with TemporaryDirectory() as work:
        paths = [Path(work, f"{number}.{suffix}") for number in range(len(files))]
        for path, data in zip(paths, files, strict=True):
            path.write_bytes(data)
        command = ["soffice", f"-env:UserInstallation=file://{work}/profile", "--headless"]
        command += ["--convert-to", to, "--outdir", f"{work}/out", *map(str, paths)]
        with suppress(subprocess.TimeoutExpired):
            environment = with_our_font(Path(work))
            subprocess.run(
                command, capture_output=True, timeout=_SECONDS, env=environment, check=False
            )
        made = [Path(work, "out", f"{path.stem}.{to.partition(':')[0]}") for path in paths]
        return [path.read_bytes() if path.is_file() else None for path in made]


PRINTERS = tuple(
    Printer(name, to.partition(":")[0], share, _converted(name, source, suffix, to), "soffice")
    for name, share, source, suffix, to in (
        ("writer", 8, docx, "docx", "pdf"),
        ("calc", 8, xlsx, "xlsx", "pdf"),
        ("doc", 4, docx, "docx", "doc:MS Word 97"),
        ("rtf", 3, docx, "docx", "rtf:Rich Text Format"),
        ("xls", 3, xlsx, "xlsx", "xls:MS Excel 97"),
        ("ods", 1, xlsx, "xlsx", "ods"),
    )
)
