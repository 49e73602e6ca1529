"""Every page is valid HTML, judged by html-validate (npm, MIT) with its standard rules."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from built import Built

VALIDATOR = "html-validate@9.7.1"


def complaints(folder: Path) -> list[str]:
    """What html-validate says of the pages in a folder, a line each. Without npm the test is left out, but never under CI."""
    npx = shutil.which("npx")
    if npx is None:
        assert os.environ.get("CI") != "true", "npx is missing, and a test of the HTML may not be left out under CI"
        pytest.skip("npx is missing")
    (folder / ".htmlvalidate.json").write_text('{"root": true, "extends": ["html-validate:standard"]}', encoding="utf-8")
    pages = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    assert pages
    command = [npx, "--yes", VALIDATOR, "--formatter", "json", *pages]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600, check=False, stdin=subprocess.DEVNULL)
    assert done.stdout.startswith("["), done.stdout + done.stderr
    return [f"{Path(file['filePath']).name}:{one['line']}: {one['ruleId']}: {one['message']}" for file in json.loads(done.stdout) for one in file["messages"]]


def test_the_validator_finds_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text('<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><p><div></p></body></html>', encoding="utf-8")
    assert any("page.html:1" in line for line in complaints(tmp_path))


@pytest.mark.parametrize("name", ["small_site", "knee_site", "sample_site"])
def test_every_page_is_valid(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    site: Built = request.getfixturevalue(name)
    for file, content in site.files.items():
        if file.endswith(".html"):
            (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / file).write_bytes(content)
    assert [] == complaints(tmp_path)
