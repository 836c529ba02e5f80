"""Names of the members of an archive."""

from __future__ import annotations

_CLUTTER = frozenset((".ds_store", "thumbs.db", "desktop.ini"))


def safe_name(name: str) -> str:
    r"""The name as a relative path with ``/``: no drive, no root, no ``.`` or ``..``, no control
    characters.

    >>> safe_name('../../etc/passwd'), safe_name('C:\\表\\a.doc'), safe_name('./a/../b')
    ('etc/passwd', '表/a.doc', 'a/b')
    """
    printable = "".join(
        character if character.isprintable() else "_" for character in name.replace("\\", "/")
    )
    pieces = [
        piece
        for piece in printable.split("/")
        if piece not in ("", ".", "..") and not piece.endswith(":")
    ]
    return "/".join(pieces) or "_"


def is_clutter(name: str) -> bool:
    """What file managers leave behind in every folder; no document.

    >>> is_clutter('a/.DS_Store'), is_clutter('__MACOSX/._a.pdf'), is_clutter('a.pdf')
    (True, True, False)
    """
    pieces = name.lower().split("/")
    return pieces[0] == "__macosx" or pieces[-1] in _CLUTTER
