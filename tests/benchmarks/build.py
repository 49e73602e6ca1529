"""How long the site takes to build with N surgeons, how long after one profile changed, and at how much memory.

`python tests/benchmarks/build.py 1000 10000` prints a line for each number.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from surgeons import write

ROOT = Path(__file__).resolve().parent.parent.parent
DAY = "1795305600"  # 2026-11-22


def make_project(number: int, folder: Path) -> None:
    """This repository's content with so many invented surgeons."""
    shutil.copytree(ROOT / "content", folder / "content")
    write(number, folder / "surgeons")


def build(project: Path, output: Path, settings: str) -> tuple[float, int, str]:
    """Seconds, peak memory in MB, and the last line of what Pelican said."""
    command = [
        sys.executable,
        "-m",
        "pelican",
        str(project / "content"),
        "-s",
        str(ROOT / settings),
        "-o",
        str(output),
        "-e",
        f'CACHE_PATH="{output.parent / "cache"}"',
    ]
    environ = {**os.environ, "SOURCE_DATE_EPOCH": DAY, "SITEURL": ""}
    said = output.parent / "said.txt"
    begun = time.perf_counter()
    with said.open("w", encoding="utf-8") as stream:
        child = os.posix_spawn(
            sys.executable, command, environ, file_actions=[(os.POSIX_SPAWN_DUP2, stream.fileno(), 1), (os.POSIX_SPAWN_DUP2, stream.fileno(), 2)]
        )
        _, status, usage = os.wait4(child, 0)
    taken = time.perf_counter() - begun
    lines = said.read_text(encoding="utf-8").strip().splitlines()
    if status:
        sys.exit("\n".join(lines[-20:]))
    return taken, usage.ru_maxrss // 1024, next((line for line in lines if " written, " in line), lines[-1])


def change_one(project: Path) -> None:
    """One profile speaks of another street."""
    path = sorted((project / "surgeons").glob("*.yaml"))[0]
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  street: ", "  street: 1", 1), encoding="utf-8")


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description="How long the site takes to build.")
    parser.add_argument("numbers", type=int, nargs="*", default=[1_000])
    parser.add_argument("--settings", default="pelicanconf.py")
    asked = parser.parse_args()
    for number in asked.numbers:
        with tempfile.TemporaryDirectory() as spare:
            project, output = Path(spare) / "project", Path(spare) / "output"
            make_project(number, project)
            for name in ("first build", "nothing changed", "one profile changed"):
                if name == "one profile changed":
                    change_one(project)
                taken, peak, line = build(project, output, asked.settings)
                print(f"{number:>6,} surgeons, {name:<20} {taken:7.1f} s  {peak:>5} MB  {line}", flush=True)


if __name__ == "__main__":
    main()
