"""No store's client asks the machine's metadata service unless somebody said so."""

from __future__ import annotations

import socket
from threading import Thread

import pytest

from warehouse.files.disk import WarehouseError
from warehouse.files.storage import Blob, store

URLS = ("s3://bucket-without/raw", "gs://bucket-without/raw", "az://bucket-without/raw")


@pytest.fixture(autouse=True)
def _nothing_configured(tmp_path, monkeypatch: pytest.MonkeyPatch):
    import os

    for name in list(os.environ):
        if name.startswith(("AWS_", "GOOGLE_", "AZURE_", "GCE_", "IDENTITY_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    store.cache_clear()


@pytest.mark.parametrize("url", URLS)
def test_a_store_without_credentials_is_told_before_it_is_asked(url: str):
    with pytest.raises(WarehouseError, match="no credentials"):
        Blob(url, "a").read_bytes()


def test_the_metadata_service_is_asked_where_it_is_configured(monkeypatch: pytest.MonkeyPatch):
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}"

        def answer() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    asked.append(connection.recv(9999))
                    connection.sendall(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")

        Thread(target=answer, daemon=True).start()
        monkeypatch.setenv("AWS_METADATA_ENDPOINT", address)
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        with pytest.raises(WarehouseError, match="cannot reach"):
            Blob("s3://bucket-of-machine/raw", "a").read_bytes()
        server.shutdown(socket.SHUT_RDWR)
    assert b"/latest/api/token" in asked[0]


@pytest.mark.parametrize(
    "url", ["s3://me:hunter2@bucket/raw", "az://box/raw?sig=hunter2", "s3://b/raw?token=hunter2"]
)
def test_a_secret_in_an_address_is_refused_and_not_repeated(url: str):
    with pytest.raises(WarehouseError) as refused:
        store(url)
    assert "hunter2" not in str(refused.value)
