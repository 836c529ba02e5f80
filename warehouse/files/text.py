"""Text that people write, in the encodings in which their programs save it."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

from schemas.messages import say
from warehouse.files.disk import ListError
from warehouse.files.storage import File

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(file: File) -> str:
    """The text of a file in UTF-8, GB18030 or UTF-16, with or without a byte-order mark. Raises
    ListError that names the line where it is none of them; OSError as reading does.
    """
    data = file.read_bytes()
    try:
        return data.decode(_encoding(data))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        said = say("lists.encoding", byte=f"{data[error.start]:02X}")
        raise ListError(say("error.of_line", file=file, line=line, problems=said)) from error


def list_text(file: File) -> str:
    """The text of a list. Raises ListError too for what is no file: a pipe would be read for
    ever.
    """
    if isinstance(file, Path) and os.path.lexists(file) and not file.is_file():
        raise ListError(say("error.of_file", file=file, error=say("error.no_file")))
    return decoded(file)


def _encoding(data: bytes) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    if b"\0" in data[:512]:
        # every other byte of ASCII in UTF-16 is zero: which one tells the order
        return "utf-16-le" if data[1:512:2].count(0) >= data[0:512:2].count(0) else "utf-16-be"
    try:
        data.decode()
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"
