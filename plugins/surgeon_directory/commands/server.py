"""The little server behind `surgeons serve`. It is for the eyes of the author alone: one machine, no cache, no speed."""

from __future__ import annotations

import mimetypes
import os
import socketserver
import sys
import threading
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

_TYPES = {
    ".atom.xml": "application/atom+xml",
    ".bin": "application/octet-stream",
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
_TEXT = ("text/", "application/json", "application/xml", "application/atom+xml", "application/manifest+json", "image/svg+xml")
_HEARTBEAT_SECONDS = 15
_RELOAD = b"""// Put in by `surgeons serve` only: reloads the page when another build is served.
const events = new EventSource("/_events");
let build = null;
events.onmessage = (event) => {
  if (build !== null && event.data !== build) location.reload();
  build = event.data;
};
addEventListener("pagehide", () => events.close());
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
"""
_SCRIPT = b'<script src="/_reload.js"></script>'
_NOTHING_YET = b"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Not built yet</title>
<h1>The site is not built yet</h1><p>The terminal says what is wrong. This page reloads when it is mended.</p></html>"""


@dataclass(frozen=True)
class Served:
    """What is served: the link to the build, and the path it lies under, such as `/docs` or nothing."""

    output: Path
    prefix: str = ""
    changed: threading.Condition = field(default_factory=threading.Condition)

    @property
    def build(self) -> str:
        """The name of the build that is served now."""
        return Path(os.path.realpath(self.output)).name if self.output.is_dir() else "none"

    def tell(self) -> None:
        """Wakes everybody who waits for another build."""
        with self.changed:
            self.changed.notify_all()


class SiteServer(socketserver.ThreadingMixIn, HTTPServer):
    """One thread a request, as each open page holds one for its events."""

    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Says nothing of a browser that went away."""
        if not isinstance(sys.exception() if hasattr(sys, "exception") else sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class SiteHandler(BaseHTTPRequestHandler):
    """Answers from the served build; every page carries the reloading script, and nothing is cached."""

    def __init__(self, *arguments: Any, served: Served) -> None:
        self.served = served
        super().__init__(*arguments)

    def do_GET(self) -> None:
        """A file of the site, the script, or the stream of events."""
        path = urlsplit(self.path).path
        if path == "/_events":
            self._events()
        elif path == "/_reload.js":
            self._send(HTTPStatus.OK, "text/javascript; charset=utf-8", _RELOAD)
        else:
            self._page(unquote(path, errors="replace"))

    do_HEAD = do_GET

    def log_request(self, code: Any = "-", size: Any = "-") -> None:
        """Only what went wrong is worth a line."""
        if isinstance(code, HTTPStatus) and code >= 400:
            print(f"{code.value} {self.path}", flush=True)

    def _page(self, path: str) -> None:
        served = self.served
        if served.prefix and path in ("/", served.prefix):
            self._redirect(served.prefix + "/")
            return
        parts = [part for part in path.removeprefix(served.prefix).split("/") if part]
        found = None
        if path.startswith(served.prefix + "/") and not any(_unsafe(part) for part in parts):
            found = served.output.joinpath(*parts)
        if found and parts and found.is_dir() and not path.endswith("/"):
            self._redirect(served.prefix + quote("".join(f"/{part}" for part in parts)) + "/")
            return
        if found and (found.is_dir() or not parts):
            found = found / "index.html"
        if not found or not found.is_file():
            self._missing()
            return
        try:
            body = found.read_bytes()
        except OSError:  # another build has taken the place of this one meanwhile
            self._missing()
            return
        self._send(HTTPStatus.OK, content_type(found.name), body)

    def _missing(self) -> None:
        page = self.served.output / "404.html"
        if not self.served.output.is_dir():
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, "text/html; charset=utf-8", _NOTHING_YET)
        elif page.is_file():
            self._send(HTTPStatus.NOT_FOUND, "text/html; charset=utf-8", page.read_bytes())
        else:
            self._send(HTTPStatus.NOT_FOUND, "text/plain; charset=utf-8", b"There is no such page.\n")

    def _redirect(self, address: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        if kind.startswith("text/html"):
            body = with_script(body)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _events(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        told = ""
        while self.command != "HEAD":
            with self.served.changed:
                build = self.served.build
                if build == told:
                    self.served.changed.wait(_HEARTBEAT_SECONDS)
                    build = self.served.build
            self.wfile.write(f"data: {build}\n\n".encode() if build != told else b": still here\n\n")
            told = build


def _unsafe(part: str) -> bool:
    """Whether a part of an address could leave the site or show what is hidden."""
    return (part.startswith(".") and part != ".well-known") or "\\" in part or "\0" in part


def content_type(name: str) -> str:
    """The media type of a file, by the longest ending that is known."""
    ending = next((known for known in sorted(_TYPES, key=len, reverse=True) if name.endswith(known)), "")
    kind = _TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith(_TEXT) else kind


def with_script(page: bytes) -> bytes:
    """The page with the reloading script at the end of its body."""
    head, found, tail = page.rpartition(b"</body>")
    return head + _SCRIPT + found + tail if found else page + _SCRIPT
