"""A small web site on loopback, with the manners and faults of real ones."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Site:
    """``files``: path -> bytes. ``statuses``: path -> codes that its next requests get. ``breaks``:
    path -> bytes after which the next answers break off.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    statuses: dict[str, list[int]] = field(default_factory=dict)
    breaks: dict[str, list[int]] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    seen: list[tuple[str, dict[str, str], int]] = field(default_factory=list)
    address: str = ""

    def requests(self, path: str) -> list[tuple[dict[str, str], int]]:
        return [(headers, status) for one, headers, status in self.seen if one == path]


class Handler(BaseHTTPRequestHandler):
    site: Site
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path, site = self.path, self.site
        content = site.files.get(path)
        etag = f'"{sha256(content).hexdigest()[:16]}"' if content is not None else ""
        if site.statuses.get(path):
            self.answer(site.statuses[path].pop(0), {"Retry-After": "0"})
        elif path in site.moved:
            self.answer(302, {"Location": site.moved[path]})
        elif content is None:
            self.answer(404, {})
        elif self.headers.get("If-None-Match") == etag:
            self.answer(304, {"ETag": etag})
        else:
            begin = (
                int(self.headers["Range"].removeprefix("bytes=").rstrip("-"))
                if self.headers.get("If-Range") == etag
                else 0
            )
            said = {"ETag": etag} | (
                {"Content-Range": f"bytes {begin}-{len(content) - 1}/{len(content)}"}
                if begin
                else {}
            )
            self.answer(206 if begin else 200, said, content[begin:])

    def answer(self, status: int, headers: dict[str, str], content: bytes = b"") -> None:
        self.site.seen.append((self.path, dict(self.headers), status))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        cut = (
            self.site.breaks[self.path].pop(0)
            if content and self.site.breaks.get(self.path)
            else None
        )
        self.wfile.write(content[:cut])
        self.close_connection = self.close_connection or cut is not None

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serve() -> Iterator[Site]:
    site = Site()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Handler,), {"site": site}))
    site.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
