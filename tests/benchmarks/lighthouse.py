"""Lighthouse 12 (mobile) on the five kinds of pages that matter most, of the published site with its packed copies.

`python tests/benchmarks/lighthouse.py` prints a line a page. While surgeons are invented, every page is kept out of search
engines, and Lighthouse takes that off the score for SEO; `--real` measures a copy in which the same surgeons are not samples.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from build import ROOT, build
from server import served

PAGES = ("", "find/", "surgeons/rosalind-achterberg/", "conditions/sciatica/", "articles/questions-before-a-fusion/")
CHROME = "--headless --no-sandbox --disable-gpu --disable-background-networking"


def project(folder: Path) -> Path:
    """A copy of this repository's facts in which no surgeon is a sample."""
    for name in ("content", "surgeons"):
        shutil.copytree(ROOT / name, folder / name)
    for path in (folder / "surgeons").glob("*.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace("sample: true", "sample: false"), encoding="utf-8")
    return folder


def scores(address: str, report: Path) -> str:
    """The four scores and the layout shift of one page."""
    command = ["npx", "--yes", "lighthouse@12", address, "--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={CHROME}"]
    subprocess.run(command, env={**os.environ, "CHROME_PATH": shutil.which("chromium") or ""}, check=True, capture_output=True)
    told = json.loads(report.read_text(encoding="utf-8"))
    shift = told["audits"]["cumulative-layout-shift"]["numericValue"]
    return ", ".join(f"{name} {round(one['score'] * 100)}" for name, one in told["categories"].items()) + f", layout shift {shift:.3f}"


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description="Lighthouse on the pages that matter most.")
    parser.add_argument("--real", action="store_true", help="as if no surgeon were invented")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as spare:
        folder = Path(spare)
        build(project(folder / "project") if asked.real else ROOT, folder / "site", "publishconf.py")
        with served(folder / "site") as host:
            for page in PAGES:
                print(f"/{page}: {scores(host.home + page, folder / 'report.json')}", flush=True)


if __name__ == "__main__":
    main()
