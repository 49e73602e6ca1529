"""Building a site in a process of its own, and reading what came out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib

ROOT = Path(__file__).resolve().parent.parent
SITES = ROOT / "tests" / "sites"
DAY = "1795305600"  # 2026-11-22


@dataclass(frozen=True)
class Page:
    """One page: its address below the site, and its parsed document."""

    url: str
    html: str
    document: Element

    def all(self, *tags: str) -> Iterator[Element]:
        return (element for element in self.document.iter() if element.tag in tags or not tags)

    @cached_property
    def ids(self) -> list[str]:
        return [element.get("id", "") for element in self.all() if element.get("id") is not None]

    def text(self, tag: str) -> str:
        return "".join(next(self.all(tag)).itertext())


@dataclass(frozen=True)
class Built:
    """A built site."""

    output: Path

    @cached_property
    def files(self) -> dict[str, bytes]:
        return {path.relative_to(self.output).as_posix(): path.read_bytes() for path in sorted(self.output.rglob("*")) if path.is_file()}

    @cached_property
    def pages(self) -> dict[str, Page]:
        found = {}
        for name, content in self.files.items():
            if name.endswith(".html"):
                url = name.removesuffix("index.html")
                html = content.decode("utf-8")
                found[url] = Page(url, html, html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False))
        return found


def pelican(
    project: Path, output: Path, *, settings: str = "pelicanconf.py", environ: Mapping[str, str] | None = None, **extra: object
) -> subprocess.CompletedProcess[str]:
    """Runs Pelican on `project` with the settings of this repository; `extra` settings go before them."""
    values = {"CACHE_PATH": str(output.parent / f"{output.name}-cache"), **extra}
    command = [sys.executable, "-m", "pelican", str(project / "content"), "-s", str(ROOT / settings), "-o", str(output), "-e"]
    command += [f"{name}={json.dumps(value)}" for name, value in values.items()]
    inherited = {name: value for name, value in os.environ.items() if name != "SITEURL"}
    return subprocess.run(
        command, cwd=ROOT, env={**inherited, "SOURCE_DATE_EPOCH": DAY, **(environ or {})}, capture_output=True, text=True, timeout=120, check=False
    )


def build(project: Path, output: Path, **options: object) -> Built:
    """The site that Pelican built from `project`; fails with what Pelican said."""
    done = pelican(project, output, **options)  # type: ignore[arg-type]
    assert done.returncode == 0, done.stdout + done.stderr
    return Built(output)
