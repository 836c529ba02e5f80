"""Damaged, locked and hostile files: each ends as documents with a status and a finding that names
the reason, never as a traceback.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from flows.processes.jobs import Job
from flows.processes.worker import read_file
from tests.reading import planted
from tests.reading.office.make_files import FILES
from transforms.rows.source import Sidecar

ROWS = planted.HEADINGS[0], planted.ONE_CELL
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ENTITIES = "".join(
    f'<!ENTITY {chr(98 + level)} "{f"&{chr(97 + level)};" * 10}">' for level in range(9)
)


def outcome(tmp_path: Path, data: bytes, name: str = "a.bin"):
    """Path, status and rules of errors of every document in a file."""
    (tmp_path / name).write_bytes(data)
    return [
        (
            one.document["path"],
            one.document["status"],
            sorted({row["rule"] for row in one.findings if row["severity"] == "error"}),
        )
        for one in read_file(Job(tmp_path / name, f"2024/{name}", Sidecar(), None))
    ]


def packed(*members: tuple[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def word(head: str, text: str) -> bytes:
    return packed(
        ("[Content_Types].xml", TYPES),
        (
            "word/document.xml",
            (
                f"{head}<w:document {NAMESPACE}><w:body><w:p><w:r>"
                f"<w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
            ),
        ),
    )


@pytest.mark.parametrize("extension", ["docx", "doc", "rtf", "html", "xlsx", "xls", "ods"])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.9])
def test_a_file_that_is_cut_off(tmp_path, extension, share):
    data = (FILES / f"first.{extension}").read_bytes()
    ((_, status, rules),) = outcome(tmp_path, data[: int(len(data) * share)])
    assert status == "unreadable" or (share < 0.1 and extension == "html" and status == "no_table")
    assert set(rules) <= {
        "broken_archive",
        "broken_file",
        "unread_part",
        "unknown_format",
        "name_missing",
        "left_over_text",
        "amount_not_read",
    }


def test_a_pdf_that_is_cut_off(tmp_path):
    data = planted.PLACES["pdf_last_page"](*ROWS)
    assert outcome(tmp_path, data[: len(data) // 2])[0][1:] == ("unreadable", ["broken_pdf"])


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (word(f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{ENTITIES}]>', "&j;"), "broken_file"),
        (word('<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"), "broken_file"),
        (
            packed(("[Content_Types].xml", TYPES), ("word/document.xml", b" " * 60_000_000)),
            "zip_bomb",
        ),
        (packed(), "broken_archive"),
        (b"", "empty_file"),
        (b"MZ" + bytes(4000), "unknown_format"),
    ],
    ids=["billion_laughs", "outside_entity", "zip_bomb", "empty_archive", "empty", "program"],
)
def test_hostile_files_are_told(tmp_path, data, rule):
    ((_, status, rules),) = outcome(tmp_path, data)
    assert (status, rules) == ("unreadable", [rule])


def test_names_that_leave_the_archive_stay_in_it(tmp_path):
    data = packed(
        ("../../etc/a.txt", planted.PLACES["word"](*ROWS)),
        ("/b.pdf", planted.PLACES["pdf_upside_down"](*ROWS)),
        ("C:\\x\\c.doc", planted.PLACES["rtf"](*ROWS)),
    )
    assert [path for path, *_ in outcome(tmp_path, data)] == [
        f"2024/a.bin!{name}" for name in ("etc/a.txt", "b.pdf", "x/c.doc")
    ]


def archived(tmp_path: Path, *options: str) -> bytes:
    """A folder with a table and a link, packed by bsdtar."""
    if shutil.which("bsdtar") is None:
        pytest.skip("bsdtar is not installed")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "表.docx").write_bytes(planted.PLACES["word"](*ROWS))
    (folder / "link.pdf").symlink_to("/etc/passwd")
    subprocess.run(
        [
            "bsdtar",
            "-cf",
            str(tmp_path / "packed"),
            *options,
            "-C",
            str(folder),
            "表.docx",
            "link.pdf",
        ],
        check=True,
        capture_output=True,
    )
    return (tmp_path / "packed").read_bytes()


@pytest.mark.parametrize(
    "options",
    [("--format=7zip",), ("--format=zip",), ("-z",), ("--format=ustar",)],
    ids=["7z", "zip", "tar.gz", "tar"],
)
def test_links_in_an_archive_are_not_followed(tmp_path, options):
    good, bad = outcome(tmp_path, archived(tmp_path, *options))
    assert good == ("2024/a.bin!表.docx", "curated", [])
    assert bad[1:] == ("unreadable", ["archive_unsafe"])


@pytest.mark.parametrize("encryption", ["zipcrypt", "aes256"])
def test_a_locked_archive_needs_its_password(tmp_path, encryption):
    data = archived(
        tmp_path,
        "--format=zip",
        "--options",
        f"zip:encryption={encryption}",
        "--passphrase",
        "secret",
    )
    assert {rule for *_, rules in outcome(tmp_path, data) for rule in rules} <= {
        "password",
        "archive_unsafe",
    }
    assert "password" in outcome(tmp_path, data)[-1][2]


def locked(extension: str) -> bytes:
    """A saved file with the mark that says it is encrypted."""
    data = bytearray((FILES / f"first.{'xls' if extension == 'xls' else 'doc'}").read_bytes())
    if extension == "xls":
        begin = data.index(bytes.fromhex("09081000"))  # BOF; the record behind it becomes FILEPASS
        data[begin + 20 : begin + 22] = b"\x2f\x00"
    elif extension == "doc":
        data[data.index(bytes.fromhex("eca5")) + 0x0B] |= 0x01  # fEncrypted
    else:
        # the directory of the compound file: Office puts the encrypted .docx into a stream
        entry = data.index("WordDocument".encode("utf-16-le"))
        name = "EncryptedPackage".encode("utf-16-le")
        data[entry : entry + 64], data[entry + 64] = name.ljust(64, b"\0"), len(name) + 2
    return bytes(data)


@pytest.mark.parametrize("extension", ["xlsx", "xls", "doc"])
def test_a_locked_office_file_needs_its_password(tmp_path, extension):
    ((_, status, rules),) = outcome(tmp_path, locked(extension))
    assert (status, rules) == ("unreadable", ["password"])


def test_five_thousand_pages(tmp_path):
    from tests.reading.pdf import drawing as draw

    pages = [lambda canvas: draw.text(canvas, 60, 60, "目录")] * 4999
    data = draw.pdf(*pages, lambda canvas: draw.table(canvas, planted.ONE_CELL))
    assert outcome(tmp_path, data)[0][1] in {"curated", "held_back"}
