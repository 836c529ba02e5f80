"""A web server that does what it likes: each path is one behaviour, written byte by byte."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import formatdate

Send = Callable[[bytes], None]
Behaviour = Callable[[Send, dict[str, str]], None]
PAGE = "<html><body><p>2024年部门预算绩效目标</p></body></html>".encode()
BEHAVIOURS: dict[str, Behaviour] = {}
_MOST = 400  # parts of an endless answer: the test ends even where the program would not


def whole(body: bytes = PAGE, status: str = "200 OK", **headers: str) -> bytes:
    said = {"Content-Length": str(len(body))} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in said.items())]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1", "replace") + body


def says(name: str, *parts: bytes, pause: float = 0.0) -> None:
    """A behaviour that sends these parts and closes."""

    def behave(send: Send, _: dict[str, str]) -> None:
        for part in parts:
            send(part)
            time.sleep(pause)

    BEHAVIOURS[name] = behave


def endless(name: str, first: bytes, part: bytes, pause: float = 0.05) -> None:
    says(name, first, *([part] * _MOST), pause=pause)


def moved(name: str, where: str | bytes, status: str = "302 Found") -> None:
    target = where if isinstance(where, bytes) else where.encode("utf-8", "surrogatepass")
    says(
        name,
        f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\nLocation: ".encode()
        + target
        + b"\r\n\r\n",
    )


# what never ends
endless("hang", b"", b"", 0.05)
endless("head_drips", b"HTTP/1.1 200 OK\r\n", b"X")
endless("head_without_end", b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n", 0.0)
endless("early_hints", b"", b"HTTP/1.1 103 Early Hints\r\n\r\n", 0.02)
endless("continue", b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.02)
endless("body_drips", b"HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\n", b"x")
endless("body_drips_unbounded", b"HTTP/1.1 200 OK\r\n\r\n", b"x")
endless("chunks_drip", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n")
endless("body_too_large", b"HTTP/1.1 200 OK\r\n\r\n", b"%" * 65536, 0.0)
endless("stalls_in_body", whole()[:-20], b"", 0.05)
endless(
    "chunk_extension", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", b"a" * 999, 0
)
endless(
    "trailers",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n",
    b"A: b\r\n" * 99,
    0,
)
# what is no HTTP
says("closes")
says("garbage", b"\x00\xff\x13\x37" * 50)
says("http_0_9", PAGE)
says("http_9", b"HTTP/9.9 200 OK\r\n\r\n")
says("ssh", b"SSH-2.0-OpenSSH_9.9\r\n")
says("status_word", b"HTTP/1.1 abc OK\r\n\r\n")
says("status_0", b"HTTP/1.1 000 No\r\nContent-Length: 0\r\n\r\n")
says("status_999", whole(status="999 Request denied"))
says("status_600", whole(status="600 What"))
says("no_blank_line", b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n")
says("long_reason", b"HTTP/1.1 200 " + b"x" * 200_000 + b"\r\n\r\n")
says("header_without_colon", b"HTTP/1.1 200 OK\r\nnonsense\r\n\r\n" + PAGE)
says("header_nul", b"HTTP/1.1 200 OK\r\nX: a\x00b\r\n\r\n" + PAGE)
says("header_huge", b"HTTP/1.1 200 OK\r\nX: " + b"a" * 300_000 + b"\r\n\r\n" + PAGE)
says("headers_many", b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 50_000 + b"\r\n" + PAGE)
# lengths
says("short", whole(Content_Length="9999"))
says("short_nothing", whole(b"", Content_Length="10"))
says("longer", whole(PAGE + b"more", Content_Length=str(len(PAGE))))
says("length_negative", whole(Content_Length="-1"))
says("length_word", whole(Content_Length="many"))
says("length_huge", whole(Content_Length="9" * 30))
says("length_twice", b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab")
says("length_and_chunks", whole(b"1\r\nx\r\n0\r\n\r\n", Transfer_Encoding="chunked"))
says("chunk_size_word", whole(b"zz\r\nx", Transfer_Encoding="chunked"))
says("chunk_size_huge", whole(b"FFFFFFFFFFFFFFFFFFFF\r\nx", Transfer_Encoding="chunked"))
says("chunk_cut", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\nabc")
says("empty", whole(b""))
says("no_content", b"HTTP/1.1 204 No Content\r\n\r\n")
says("reset_content", whole(b"", status="205 Reset Content"))
says("accepted", whole(status="202 Accepted"))
# packed
says("gzip_broken", whole(b"\x1f\x8bnonsense", Content_Encoding="gzip"))
says("gzip_cut", whole(gzip.compress(PAGE * 50)[:-20], Content_Encoding="gzip"))
says("gzip_bomb", whole(gzip.compress(bytes(30 << 20)), Content_Encoding="gzip"))
says("gzip_twice", whole(gzip.compress(gzip.compress(PAGE)), Content_Encoding="gzip, gzip"))
says("gzip_no_end", whole(gzip.compress(PAGE)[:-4], Content_Encoding="gzip"))
says("brotli", whole(b"\x0b\x02\x80abc", Content_Encoding="br"))
says("encoding_unknown", whole(b"\x81\xff\x00\x02" * 9, Content_Encoding="zzz"))
# what nobody asked for
says("part", whole(status="206 Partial Content", Content_Range="bytes 0-3/99"))
says("part_without_range", whole(status="206 Partial Content"))
says("part_of_middle", whole(status="206 Partial Content", Content_Range="bytes 50-99/100"))
says("not_modified", b"HTTP/1.1 304 Not Modified\r\n\r\n")
says("range_refused", whole(status="416 Range Not Satisfiable"))
says("switching", b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n")
says("unauthorized", whole(status="401 No", WWW_Authenticate='Digest realm="x", nonce=""'))
says("proxy_login", whole(status="407 No", Proxy_Authenticate="Basic"))
# where else to go
for name, where in {
    "to_itself": "/to_itself",
    "to_nothing": "",
    "to_bracket": "http://[::1",
    "to_bad_port": "http://127.0.0.1:99999/",
    "to_word_port": "http://127.0.0.1:abc/",
    "to_file": "file:///etc/passwd",
    "to_script": "javascript:alert(1)",
    "to_data": "data:text/html,x",
    "to_ftp": "ftp://127.0.0.1/x",
    "to_no_host": "http:///x",
    "to_dots": "http://a..b/",
    "to_space_host": "http://a b/",
    "to_percent_host": "http://%00/",
    "to_long_label": f"http://{'a' * 300}.cn/",
    "to_odd_idna": "http://xn--\u00df\u200d.cn/",
    "to_metadata": "http://169.254.169.254/latest/meta-data/",
    "to_mapped_metadata": "http://[::ffff:169.254.169.254]/latest/",
    "to_decimal_metadata": "http://2852039166/latest/",
    "to_office": "http://10.0.0.1/",
    "to_this": "http://0.0.0.0/",
    "to_localhost": "http://localhost:1/",
    "to_user": "http://me:hunter2@10.0.0.1/?token=hunter2",
    "to_long": "/" + "a" * 60_000,
}.items():
    moved(name, where)
moved("to_bytes", b"/\xff\xfe\x80")
moved("to_nul", b"/a\x01b")
moved("to_nothing_300", "", "300 Multiple Choices")
says("moved_without_location", whole(b"", status="302 Found"))
for _step in range(12):
    moved(f"step_{_step}", f"/step_{_step + 1}")
# later
says("later_word", whole(status="503 Later", Retry_After="soon"))
says(
    "later_year", whole(status="429 Later", Retry_After=formatdate(time.time() + 9e6, usegmt=True))
)
says("later_past", whole(status="503 Later", Retry_After=formatdate(0, usegmt=True)))
says("later_odd_date", whole(status="503 Later", Retry_After="Thu, 99 Foo 99999 00:00:00 GMT"))
says("later_endless", whole(status="503 Later", Retry_After="9" * 400))
says("later_negative", whole(status="503 Later", Retry_After="-5"))
# what comes is odd, and still the file
SOUND = ("etag_odd", "etag_long", "cookies", "modified_odd", "length_and_more", "sound")
says("etag_odd", whole(ETag='"\xe8\xa1\xa8\x80"'))
says("etag_long", whole(ETag=f'"{"a" * 90_000}"'))
says("modified_odd", whole(Last_Modified="yesterday"))
says("cookies", whole(Set_Cookie="a=" + "b" * 50_000 + "; expires=" + "1" * 999))
says("length_and_more", whole(Content_Disposition='attachment; filename="../../../etc/passwd"'))
says("sound", whole())


@contextmanager
def serve(robots: bytes = b"") -> Iterator[tuple[str, list[str]]]:
    """The address of the server, and the paths that were asked for. ``robots``: the whole answer
    to /robots.txt, 404 without.
    """
    asked: list[str] = []
    listener = socket.create_server(("127.0.0.1", 0), backlog=50)
    answer_robots = robots or whole(b"", status="404 Not Found")

    def talk(connection: socket.socket) -> None:
        with connection:
            connection.settimeout(10)
            try:
                path, headers = _request(connection)
                asked.append(path)
                if path == "/robots.txt":
                    connection.sendall(answer_robots)
                    return
                name = path.strip("/").partition("?")[0].partition(".")[0]
                BEHAVIOURS.get(name, BEHAVIOURS["sound"])(connection.sendall, headers)
            except OSError:
                return  # the other side had enough

    def listen() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=talk, args=(connection,), daemon=True).start()

    threading.Thread(target=listen, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", asked
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def _request(connection: socket.socket) -> tuple[str, dict[str, str]]:
    data = b""
    while b"\r\n\r\n" not in data:
        block = connection.recv(65536)
        if not block:
            raise ConnectionError
        data += block
    first, *lines = data.decode("latin-1").partition("\r\n\r\n")[0].split("\r\n")
    return first.split(" ")[1], dict(line.split(": ", 1) for line in lines if ": " in line)
