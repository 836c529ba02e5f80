"""Archives whose members have odd names, are twins, links, broken, nested or too many."""

from __future__ import annotations

import gzip
import io
import random
import tarfile
import warnings
import zipfile

from tests.hostile.deliveries import texts
from tests.hostile.deliveries.names import ODD
from tests.hostile.mutations import CHANGES, mutated, samples

PATHS = ("../../etc/x", "/abs", "C:\\x", "a/./b", "", ".", "a/", "__MACOSX/._a", "\udcff", "a\0b")
LINK = 0o120777 << 16  # in the upper half of a zip member's attributes


def member(chance: random.Random) -> tuple[str, bytes]:
    """Name and bytes of one member."""
    suffix, data = mutated(chance.randrange(10**6), chance.randrange(10**6))
    data = chance.choice((data, data, texts.text(chance), texts.noise(chance)[:4000], b""))
    if chance.random() < 0.3:
        suffix, data = "txt", samples()["txt"]
    name = f"m{chance.randrange(20)}"
    if chance.random() < 0.4:
        name = chance.choice((*PATHS, *(one.decode("utf-8", "surrogateescape") for one in ODD)))
    return f"{name}.{suffix}" if chance.random() < 0.9 else name, data


def zipped(chance: random.Random, deep: int = 0) -> bytes:
    """A zip; a member may be one again, six deep."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # twins
        for _ in range(chance.choice((0, 1, 2, 3, 12))):
            name, data = member(chance)
            info = zipfile.ZipInfo(name.encode("utf-8", "replace").decode() or "_")
            if chance.random() < 0.1:
                info.external_attr = LINK
            archive.writestr(info, data)
        if deep < 6 and chance.random() < 0.4:
            # without a time of its own: the bytes would tell when they were made
            inner = zipfile.ZipInfo("inner.zip")
            archive.writestr(inner, zipped(chance, deep + 1), zipfile.ZIP_DEFLATED)
    return broken(chance, out.getvalue())


def taped(chance: random.Random) -> bytes:
    """A tar with members of every type, perhaps packed."""
    out = io.BytesIO()
    kinds = (tarfile.REGTYPE,) * 6 + (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE)
    with tarfile.open(
        fileobj=out, mode="w", format=chance.choice((tarfile.GNU_FORMAT, tarfile.PAX_FORMAT))
    ) as archive:
        for _ in range(chance.choice((0, 1, 2, 12))):
            name, data = member(chance)
            info = tarfile.TarInfo(name.replace("\0", "") or "_")
            info.type, info.linkname = chance.choice(kinds), "m1.txt"
            info.size = len(data) if info.isreg() else 0
            archive.addfile(info, io.BytesIO(data))
    packed = out.getvalue()
    return broken(chance, gzip.compress(packed, 1, mtime=0) if chance.random() < 0.5 else packed)


def packed(chance: random.Random) -> bytes:
    """One file in gzip; some unpack to far more than they hold."""
    if chance.random() < 0.1:
        return gzip.compress(bytes(30_000_000), 9, mtime=0)
    return broken(chance, gzip.compress(member(chance)[1], mtime=0))


def broken(chance: random.Random, data: bytes) -> bytes:
    """Damaged in one of three; else as it is."""
    if chance.random() < 0.66 or not data:
        return data
    return chance.choice(CHANGES)(chance, bytearray(data), samples()["zip"])


MAKERS: tuple[tuple[str, texts.Maker], ...] = (
    ("zip", zipped),
    ("tar", taped),
    ("tar.gz", taped),
    ("gz", packed),
)
