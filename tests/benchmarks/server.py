"""A local server as a static host is one: packed copies for those who accept them, connections kept, nothing else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

_TYPES = {
    ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml", ".woff2": "font/woff2",
    ".wasm": "application/wasm", ".webmanifest": "application/manifest+json",
}  # fmt: skip


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of the folder while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        wbufsize = -1

        def do_GET(self) -> None:  # noqa: N802 (the name is the library's)
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
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, *_: object) -> None:
            """Keeps the table clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
