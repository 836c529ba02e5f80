"""A Dask cluster and an object store, real ones, on loopback."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from tests.documents import Project, document, indicators
from warehouse.files.storage import store


def documents(count: int) -> dict[str, bytes]:
    """Path -> content of documents of one project each."""
    return {
        f"{2023 + number % 2}/局{number:03}.txt": document(
            f"广州市海珠区{number}局",
            [Project(f"项目{number}", indicators=indicators(1 + number % 9))],
        ).encode()
        for number in range(count)
    }


def lay(raw: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (raw / name).parent.mkdir(parents=True, exist_ok=True)
        (raw / name).write_bytes(content)
    return raw


@pytest.fixture(scope="session")
def endpoint() -> Iterator[str]:
    """moto's S3 server; the environment names it as an operator's would."""
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    url = f"http://{host}:{port}"
    wanted = {
        "AWS_ENDPOINT_URL": url,
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_REGION": "us-east-1",
    }
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    yield url
    for name, value in before.items():
        os.environ.pop(name) if value is None else os.environ.update({name: value})
    server.stop()


@pytest.fixture
def bucket(endpoint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of a bucket of its own; builds for it are made in a work folder of its own."""
    name = f"budget-{uuid4().hex[:12]}"
    httpx.put(f"{endpoint}/{name}").raise_for_status()
    monkeypatch.setenv("JIXIAO_WORK", str(tmp_path / "work"))
    return f"s3://{name}"


def put(url: str, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        store(url).put(name, content)


def keys(url: str) -> list[str]:
    return sorted(one["path"] for part in store(url).list() for one in part)
