"""Files in the published folder are written when their bytes changed, and removed when nobody makes them any more.

What was written is remembered in a list outside that folder; a file which is not on the list was put there by
somebody else and stays. The list is that of the last build: one into another folder starts afresh.
Every file appears whole: it is written beside its place and moved there.
"""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path, PurePosixPath

import brotli

_TEXTS = (".html", ".css", ".js", ".mjs", ".json", ".xml", ".svg", ".txt", ".vcf", ".webmanifest")
_WORTH_IT = 256  # bytes; below, a packed copy saves nothing
# Read by everyone: packed as well as can be.
_HOT = ("assets/", "search/manifest", "search/vocabulary", "search/language", "search/spelling", "search/alarms", "search/lists/")
_WARM = "search/"  # small files by the thousand: nearly as well, in a third of the time
_MARK = "# Files that the build wrote into its output folder. It removes them when they are no longer made.\n"


class Output:
    """The published folder during one build."""

    def __init__(self, folder: Path, memory: Path, *, precompress: bool) -> None:
        self.folder = folder
        self.precompress = precompress
        self.written = 0
        self.removed = 0
        self._seen: set[str] = set()
        self._list = memory / "written.txt"
        self._mark = f"{_MARK}# Folder {hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]}\n"
        self._before = _remembered(self._list, self._mark)

    @property
    def files(self) -> frozenset[str]:
        """Everything put there in this build."""
        return frozenset(self._seen)

    def put(self, name: str, content: bytes) -> None:
        """The file `name` holds `content`; beside it, when publishing, its packed copies."""
        changed = self._put(name, content)
        if not self.precompress or len(content) < _WORTH_IT or not name.endswith(_TEXTS):
            return
        for suffix in (".br", ".gz"):
            if changed or not (self.folder / f"{name}{suffix}").is_file():
                self._put(f"{name}{suffix}", _packed(name, content, suffix))
            else:
                self._seen.add(f"{name}{suffix}")

    def _put(self, name: str, content: bytes) -> bool:
        path = self.folder / _inside(name)
        self._seen.add(name)
        if path.is_file() and not path.is_symlink() and path.stat().st_size == len(content) and path.read_bytes() == content:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.new")
        beside.write_bytes(content)
        beside.replace(path)
        self.written += 1
        return True

    def close(self) -> None:
        """Files of earlier builds that this one did not make are gone, with folders that became empty; the list is new."""
        for name in sorted(self._before - self._seen):
            path = self.folder / _inside(name)
            if path.is_file() or path.is_symlink():
                path.unlink()
                self.removed += 1
            _remove_empty(path.parent, self.folder)
        text = self._mark + "".join(f"{name}\n" for name in sorted(self._seen))
        if not self._list.is_file() or self._list.read_text(encoding="utf-8") != text:
            self._list.parent.mkdir(parents=True, exist_ok=True)
            self._list.write_text(text, encoding="utf-8")


def _inside(name: str) -> PurePosixPath:
    """The name as a path which cannot leave the folder."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise ValueError(f"'{name}' is not a file below the output folder")
    return path


def _remembered(path: Path, mark: str) -> frozenset[str]:
    """The files of the last build, when it went to the same folder."""
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    if not text.startswith(mark):
        return frozenset()
    lines = text.splitlines()
    return frozenset(line for line in lines if line and not line.startswith(("#", "/")) and ".." not in PurePosixPath(line).parts)


def _remove_empty(folder: Path, top: Path) -> None:
    while folder != top and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _packed(name: str, content: bytes, suffix: str) -> bytes:
    """The content for servers that hand out packed copies; always the same bytes for the same content."""
    if suffix == ".gz":
        return gzip.compress(content, 9, mtime=0)
    return brotli.compress(content, mode=brotli.MODE_TEXT, quality=11 if name.startswith(_HOT) else 10 if name.startswith(_WARM) else 5)
