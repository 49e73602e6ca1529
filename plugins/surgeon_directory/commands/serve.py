"""`surgeons serve`: the site on this machine, built anew whenever something in it changes, open pages reloaded.

The served pages differ from the built ones in one line: the script `/_reload.js`, which listens on `/_events` and
reloads when the name of the served build changes. The build itself runs in a process of its own, so that an edit of
the plugin counts too and nothing survives from one build to the next.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import watchfiles

from .build import Shelf, add_output, shelf_of
from .project import Unusable, here, shown
from .server import Served, SiteHandler, SiteServer

_WATCHED = ("content", "surgeons", "theme", "plugins")
_SETTINGS = ("pelicanconf.py", "publishconf.py")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `surgeons serve`."""
    parser.add_argument("--port", type=int, default=8000, help="8000 when left out; 0 takes a free one")
    parser.add_argument("--host", default="127.0.0.1", help="127.0.0.1 when left out: this machine alone")
    parser.add_argument("--prefix", default="", metavar="/SUB/PATH", help="serve the site below this path, as some hosts do")
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Serves until Ctrl-C; 0 then, 2 when it cannot begin."""
    root = here()
    missing = [name for name in _WATCHED if not (root / name).is_dir()]
    if missing:
        raise Unusable(f"The folder {missing[0]}/ is missing. Go to the folder of the site, or put it back.")
    shelf = shelf_of(arguments.output, root)
    served = Served(shelf.output, _prefix(arguments.prefix))
    with _listen(arguments.host, arguments.port, served) as server:
        try:
            _build(root, shelf, served)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            print(f"{shown(shelf.output, root)}/ is on http://{_host(arguments.host)}:{server.server_port}{served.prefix}/ (Ctrl-C ends it).", flush=True)
            _watch(root, shelf, served)
        except KeyboardInterrupt:
            print("\nEnded.")
    return 0


def _host(host: str) -> str:
    return "localhost" if host in ("127.0.0.1", "0.0.0.0", "::", "") else f"[{host}]" if ":" in host else host


def _prefix(text: str) -> str:
    parts = [part for part in text.split("/") if part]
    return "".join(f"/{part}" for part in parts)


def _listen(host: str, port: int, served: Served) -> SiteServer:
    try:
        return SiteServer((host, port), partial(SiteHandler, served=served))
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error).rstrip(".")
        other = port + 1 if 0 < port < 65535 else 8001
        raise Unusable(f"Port {port} of {host} cannot be used ({reason}). Choose another: surgeons serve --port {other}") from None


def _build(root: Path, shelf: Shelf, served: Served) -> None:
    """Builds in a process of its own; open pages are told when another build is served afterwards."""
    command = [sys.executable, "-m", "surgeon_directory", "build", "--output", str(shelf.output)]
    process = subprocess.Popen(command, cwd=root, stdin=subprocess.DEVNULL)
    try:
        process.wait()
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        raise
    served.tell()


def _watch(root: Path, shelf: Shelf, served: Served) -> None:
    """Builds again after every change of the sources, until it is interrupted."""
    folders = [root / name for name in _WATCHED]
    # The settings are looked at by their times: an editor that replaces a file ends a watch on it.
    seen = _stamps(root)
    for changes in watchfiles.watch(*folders, yield_on_timeout=True, rust_timeout=1000):
        stamps = _stamps(root)
        if not changes and stamps == seen:
            continue
        seen = stamps
        names = sorted({shown(Path(path), root) for _, path in changes}) or ["the settings"]
        print(f"Changed: {', '.join(names[:3])}{' and more' if len(names) > 3 else ''}.", flush=True)
        _build(root, shelf, served)


def _stamps(root: Path) -> tuple[tuple[str, int, int], ...]:
    paths = [root / name for name in _SETTINGS if (root / name).is_file()]
    return tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in paths)
