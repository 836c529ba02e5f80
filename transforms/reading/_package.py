"""Which part of an Office package (ECMA-376, part 2) is the document itself."""

from __future__ import annotations

from transforms.document import UnreadableError
from transforms.reading._xml import parse_xml
from transforms.reading._zip import Zip, is_zip

_RELATIONS = "_rels/.rels"
_FOLDERS = {"word": "document", "xl": "workbook", "ppt": "presentation"}


def main_part(data: bytes, kind: str) -> str | None:
    """The name of the main part if the package is of that kind (``document``, ``workbook``); None otherwise, and for a damaged package."""
    if not is_zip(data):
        return None
    try:
        package = Zip(data)
        part = _main(package)
    except UnreadableError:
        return None
    if part is None or part not in package.names or not part.endswith(".xml"):
        return None
    return part if _FOLDERS.get(part.partition("/")[0], "document") == kind else None


def _main(package: Zip) -> str | None:
    """What the package's relations name as the office document; where they are missing, the usual place."""
    if _RELATIONS in package.names:
        for relation in parse_xml(package.read(_RELATIONS)):
            if (relation.get("Type") or "").endswith("/officeDocument"):
                return (relation.get("Target") or "").lstrip("/")
    return next((usual for usual in ("word/document.xml", "xl/workbook.xml") if usual in package.names), None)


def sibling(part: str, kind: str) -> str:
    """The part of that kind in the main part's folder.

    >>> sibling('word/document.xml', 'styles')
    'word/styles.xml'
    """
    return f"{part.rpartition('/')[0]}/{kind}.xml"
