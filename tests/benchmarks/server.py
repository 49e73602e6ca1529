"""A local server as a static host is one: packed copies for those who accept them, connections kept; every answer is counted.

The browser's own count leaves out what a worker fetches, and Pagefind fetches in a worker.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
}


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer: the path asked for, and its bytes on the wire, headers included."""

    path: str
    size: int


@dataclass
class Host:
    """Where a folder is served, and what was sent since somebody last looked."""

    home: str = ""
    sent: list[Sent] = field(default_factory=list)

    def take(self) -> tuple[Sent, ...]:
        """What was sent since the last time; icons are nobody's search."""
        found, self.sent[:] = tuple(self.sent), []
        return tuple(one for one in found if "/icons/" not in one.path and "favicon" not in one.path)


@contextmanager
def served(folder: Path) -> Iterator[Host]:
    """The folder is served while the block runs."""
    host = Host()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        wbufsize = -1

        def do_GET(self) -> None:
            name = unquote(urlsplit(self.path).path).lstrip("/")
            path = folder / name / "index.html" if not name or name.endswith("/") else folder / name
            packed = path.with_name(f"{path.name}.br")
            encoded = "br" in self.headers.get("Accept-Encoding", "") and packed.is_file()
            found = packed if encoded else path
            content = found.read_bytes() if found.is_file() and ".." not in name else None
            self.send_response(404 if content is None else 200)
            self.send_header("Content-Type", _TYPES.get(path.suffix, "application/octet-stream"))
            self.send_header("Content-Length", str(len(content or b"")))
            self.send_header("Cache-Control", "max-age=600")
            if encoded:
                self.send_header("Content-Encoding", "br")
            size = sum(map(len, self._headers_buffer)) + 2 + len(content or b"")
            self.end_headers()
            self.wfile.write(content or b"")
            host.sent.append(Sent(f"/{name}", size))

        def log_message(self, *_: object) -> None:
            """Keeps the table clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        host.home = f"http://127.0.0.1:{server.server_address[1]}/"
        yield host
        server.shutdown()
