"""`surgeons new`: a file to fill in, with a comment for every field in the words of the models."""

from __future__ import annotations

import argparse
import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..catalog import today
from ..models import SLUG, Fact
from ..problems import printable
from ..text import LONGEST_QUERY, fold
from .fields import MODELS, Described, describe
from .project import Unusable, here, shown

_FOLDERS = {
    "surgeon": ("surgeons", ".yaml"),
    "article": ("content/articles", ".md"),
    "condition": ("content/conditions", ".md"),
    "procedure": ("content/procedures", ".md"),
}
_HEADINGS = {
    "condition": ("What it is", "How it feels", "What is usually tried first", "When surgery is considered", "When not to wait", "Questions to ask"),
    "procedure": ("What it is", "Who it may help", "What is usually tried first", "How it is done", "Risks to weigh", "Questions to ask"),
    "article": ("The first section",),
}
_NEXT = {
    "surgeon": "A condition is named by its slug, the file name in content/conditions/ without .md.",
    "article": "Put the picture into content/images/ and name it under `picture`.",
    "condition": "The names and symptoms you write feed the search: as many as patients use.",
    "procedure": "The names you write feed the search: as many as patients use.",
}
_ADVICE = "A line that begins with # and no space is a fact that may be left out: remove the # to write it."
_PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ '.-](?=[^\W_]))*\.?\Z")
_DAYS = ("published", "updated")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `surgeons new`."""
    parser.add_argument("kind", choices=sorted(_FOLDERS), help="what to begin")
    parser.add_argument("name", help='its name or title, for example "Rosalind Achterberg, MD"')
    parser.add_argument("--slug", help="the file name without its ending; made from the name when left out")


def run(arguments: argparse.Namespace) -> int:
    """Writes the file and says what to do next; 2 when there is such a file already or the name gives no file name."""
    root = here()
    kind, name = arguments.kind, " ".join(arguments.name.split())
    folder, suffix = _FOLDERS[kind]
    slug = arguments.slug or slug_of(name.split(",")[0] if kind == "surgeon" else name)
    if not SLUG.match(slug) or len(slug) > 80:
        asked = "Say one with --slug: small letters a-z, digits and single hyphens, at most 80."
        raise Unusable(f"'{printable(arguments.slug or arguments.name)}' gives no file name. {asked}")
    path = root / folder / f"{slug}{suffix}"
    if not path.parent.is_dir():
        raise Unusable(f"The folder {folder}/ is missing. Go to the folder of the site, or make it.")
    taken = next((other for other in sorted(path.parent.iterdir()) if other.name.lower() == path.name), None)
    if taken:
        raise Unusable(f"{shown(taken, root)} is already there. Edit it, or choose another name with --slug.")
    _write(path, template(kind, name, today(os.environ).isoformat()), root)
    print(f"Wrote {shown(path, root)}. Fill it in, then run: surgeons check\n{_NEXT[kind]}")
    return 0


def _write(path: Path, text: str, root: Path) -> None:
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise Unusable(f"{shown(path, root)} cannot be written ({error.strerror}). Look at the permissions of its folder.") from None


def slug_of(name: str) -> str:
    """The name in small letters without accents, its words joined by hyphens: `Maeve O'Tierney` is `maeve-otierney`."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(name[:LONGEST_QUERY])))


def template(kind: str, name: str, day: str) -> str:
    """The file for a name: every field with its comment, what is known filled in, optional fields behind a #."""
    fields = list(_lines(MODELS[kind], _known(kind, name, day), top=True))
    if kind == "surgeon":
        return "\n".join(["# yaml-language-server: $schema=../.schemas/surgeon.json", f"# {_ADVICE}", *fields]) + "\n"
    body = "\n\n".join(f"## {heading}\n" for heading in _HEADINGS[kind])
    return "\n".join(["---", f"# {_ADVICE}", *fields, "---", "", body])


def _known(kind: str, name: str, day: str) -> Mapping[str, Any]:
    if kind != "surgeon":
        return {"title": name, **dict.fromkeys(_DAYS, day)}
    person, *letters = (part.strip() for part in name.split(","))
    given, _, family = person.rpartition(" ")
    return {"name": {"given": given, "family": family, **({"credentials": [part for part in letters if part]} if any(letters) else {})}}


def _lines(model: type[Fact], known: Mapping[str, Any], *, top: bool = False) -> Iterator[str]:
    for one in describe(model, top=top):
        choices = f" One of: {', '.join(one.choices)}." if one.choices else ""
        yield f"# {one.description}{choices}{'' if one.required else ' (may be left out)'}"
        written = _field(one, known.get(one.name))
        yield from written if one.required or known.get(one.name) else (f"#{line}" for line in written)


def _field(one: Described, known: Any) -> Iterator[str]:
    if one.model:
        yield f"{one.name}:"
        inner = list(_lines(one.model, known or {}))
        starts = ["  - ", *["    "] * (len(inner) - 1)] if one.many else ["  "] * len(inner)
        yield from (start + line for start, line in zip(starts, inner, strict=True))
    elif one.many:
        yield f"{one.name}:"
        yield from (f"  - {_scalar(value)}" for value in known) if known else ("  -",)
    else:
        yield f"{one.name}: {_scalar(known)}" if known else f"{one.name}:"


def _scalar(value: str) -> str:
    """The text as YAML: plain where no reader could take it for something else, in quotes otherwise."""
    plain = _PLAIN.match(value) and value.lower() not in ("true", "false", "null", "yes", "no", "on", "off", "y", "n")
    day = re.fullmatch(r"\d{4}-\d\d-\d\d", value)
    return value if plain or day else json.dumps(value, ensure_ascii=False)
