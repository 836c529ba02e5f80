"""Which part of an Office package (ECMA-376, part 2) is the document itself."""

from __future__ import annotations

import posixpath
from functools import lru_cache

from transforms.document import UnreadableError
from transforms.reading.common.xml import parse_xml
from transforms.reading.common.zip import Zip, is_zip

_RELATIONS = "_rels/.rels"
_FOLDERS = {"word": "document", "xl": "workbook", "ppt": "presentation"}


def main_part(data: bytes, kind: str) -> str | None:
    """The name of the main part if the package is of that kind (``document``, ``workbook``).

    None otherwise, and for a damaged package.
    """
    part = _part(data) if is_zip(data) else None
    return (
        part
        if part is not None and _FOLDERS.get(part.partition("/")[0], "document") == kind
        else None
    )


@lru_cache(maxsize=1)  # of the file in hand: every Office format asks, then the one that reads it
def _part(data: bytes) -> str | None:
    try:
        package = Zip(data)
        part = _main(package)
    except UnreadableError:
        return None
    return part if part is not None and part in package.names and part.endswith(".xml") else None


def _main(package: Zip) -> str | None:
    """What the package's relations name as the office document; where they are missing, the usual
    place.
    """
    if _RELATIONS in package.names:
        for relation in parse_xml(package.read(_RELATIONS)):
            if (relation.get("Type") or "").endswith("/officeDocument"):
                return (relation.get("Target") or "").lstrip("/")
    return next(
        (usual for usual in ("word/document.xml", "xl/workbook.xml") if usual in package.names),
        None,
    )


def sibling(part: str, kind: str) -> str:
    """The part of that kind in the main part's folder.

    >>> sibling('word/document.xml', 'styles')
    'word/styles.xml'
    """
    return f"{part.rpartition('/')[0]}/{kind}.xml"


def relations(parts: dict[str, bytes], part: str) -> dict[str, str]:
    """Target part by relation id, of a part whose package is unpacked in ``parts``.

    Targets outside the package are left out.
    """
    folder, _, file = part.rpartition("/")
    content = parts.get(f"{folder}/_rels/{file}.rels")
    if content is None:
        return {}
    return {
        one.get("Id") or "": _absolute(folder, one.get("Target") or "")
        for one in parse_xml(content)
        if one.get("TargetMode") != "External"
    }


def _absolute(folder: str, target: str) -> str:
    """The name of a target that is given relative to a folder of the package, or to its root.

    >>> _absolute('xl', 'worksheets/sheet1.xml'), _absolute('xl', '/xl/worksheets/sheet1.xml')
    ('xl/worksheets/sheet1.xml', 'xl/worksheets/sheet1.xml')
    >>> _absolute('xl', '../a.xml')
    'a.xml'
    """
    return posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
