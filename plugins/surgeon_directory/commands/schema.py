"""`surgeons schema`: the JSON Schemas for editors in `.schemas/`, and the field reference in the READMEs.

An editor with the YAML language server completes and checks a profile that begins with the line
`# yaml-language-server: $schema=../.schemas/surgeon.json`; `surgeons new surgeon` writes it.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .fields import MODELS, table
from .project import Unusable, here
from .settings import settings_table

_MARKED = re.compile(r"(<!-- (?P<what>fields|settings)(?:: (?P<name>[a-z]+))? -->\n).*?(<!-- end -->)", re.DOTALL)
READMES = ("README.md", "content/README.md", "surgeons/README.md")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `surgeons schema`."""
    parser.add_argument("--docs", action="store_true", help="also write the tables of fields and settings in the READMEs")


def run(arguments: argparse.Namespace) -> int:
    """Writes what has changed, and says so."""
    root = here()
    files = [*schemas(root), *(documented(root) if arguments.docs else ())]
    for path, text in files:
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            _write(path, text)
            print(f"Wrote {path.relative_to(root).as_posix()}.")
    print("Profiles that begin with `# yaml-language-server: $schema=../.schemas/surgeon.json` are now completed by your editor.")
    return 0


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise Unusable(f"{path} cannot be written ({error.strerror}). Look at its permissions.") from None


def schemas(root: Path) -> Iterator[tuple[Path, str]]:
    """Each schema file and its text."""
    for name in sorted(MODELS):
        yield root / ".schemas" / f"{name}.json", json.dumps(schema(name), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of what a person writes: without `slug` and `body`, which come from the file itself."""
    made = MODELS[name].model_json_schema()
    for given in ("slug", "body"):
        made["properties"].pop(given, None)
    made["required"] = [field for field in made.get("required", ()) if field in made["properties"]]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def documented(root: Path) -> Iterator[tuple[Path, str]]:
    """Each README as it would be with its tables up to date: whatever stands between `<!-- fields: ... -->` and `<!-- end -->`."""
    conf = root / "pelicanconf.py"

    def fill(found: re.Match[str]) -> str:
        text = table(found["name"]) if found["what"] == "fields" else settings_table(conf.read_text(encoding="utf-8"))
        return f"{found[1]}{text}\n{found[4]}"

    for name in READMES:
        path = root / name
        if path.is_file():
            yield path, _MARKED.sub(fill, path.read_text(encoding="utf-8"))
