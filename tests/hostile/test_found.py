"""What broken files and the fuzzer found: each case is a damage that once ended a reader."""

from __future__ import annotations

import io
import zipfile

from tests.hostile.mutations import samples
from transforms.reading import read


def repacked(suffix: str, part: str, old: bytes, new: bytes) -> bytes:
    """A sample package with something replaced in one part, checksums right."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(samples()[suffix])) as sound, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as broken:
        for name in sound.namelist():
            content = sound.read(name)
            assert name != part or old in content
            broken.writestr(name, content.replace(old, new) if name == part else content)
    return out.getvalue()


def test_a_column_of_eleven_letters_takes_no_memory():
    document = read(repacked("xlsx", "xl/worksheets/sheet1.xml", b'r="F7"', b'r="zeroHeightF7"'), "a.xlsx")
    assert [(one.rule, "zeroHeightF7" in one.message) for one in document.unread] == [("unread_part", True)]
