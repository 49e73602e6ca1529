"""`surgeons match`: what the site answers to a patient's words, with every reason, for people or as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from ..match import WITHIN, Answer, Directory, FoundSurgeon, Question, answer, filters_of
from ..places import Place, find_place
from ..problems import as_text, printable
from ..roster import FACETS
from .project import Checked, here, open_directory

_LIMIT = 10
_WAYS_ON = "Nothing here fits these words. Say what hurts, since when, and what you were told; or name a condition, a surgeon or a place."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `surgeons match`."""
    parser.add_argument("words", metavar="WORDS", nargs="*", help="what a patient would type; - reads one query a line from standard input")
    parser.add_argument("--near", metavar="PLACE", default="", help="a ZIP code or a city, with its state if it needs one")
    parser.add_argument("--within", metavar="MILES", type=_count, help=f"how far away at most; 0 for any distance ({WITHIN} when left out)")
    parser.add_argument("--limit", metavar="N", type=_count, default=_LIMIT, help=f"how many surgeons at most ({_LIMIT} when left out)")
    parser.add_argument("--json", action="store_true", help="one JSON object a line, for programs")
    parser.set_defaults(refuse=parser.error)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise argparse.ArgumentTypeError(f"'{printable(text)}' is not a whole number")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Answers on standard output; 1 when the project has problems or the place is unknown, 2 without anything to look for."""
    words = " ".join(arguments.words)
    if not words.strip() and not arguments.near.strip():
        arguments.refuse("say what hurts, in quotes, or a place with --near")
    directory = open_directory(here())
    if isinstance(directory, Checked):
        print(as_text(directory.problems), file=sys.stderr)
        return 1
    if arguments.near.strip() and find_place(arguments.near, directory.gazetteer) is None:
        print(_unknown_place(arguments.near), file=sys.stderr)
        return 1
    if words.strip() != "-":
        _tell(directory, _question(words, arguments), arguments)
        return 0
    for number, line in enumerate(_lines()):
        if number and not arguments.json:
            print()
        _tell(directory, _question(line, arguments), arguments)
    return 0


def _unknown_place(near: str) -> str:
    kind = "ZIP code" if near.strip().isdigit() else "city"
    return f"There is no {kind} {printable(near.strip())} in the United States. Write a ZIP code as 08043, or a city as Camden, NJ."


def _lines() -> Iterator[str]:
    """The lines of standard input as they come; bytes that are no text become question marks."""
    sys.stdin.reconfigure(encoding="utf-8", errors="replace", newline="\n")  # type: ignore[union-attr]
    for line in sys.stdin:
        yield line.rstrip("\r\n")


def _question(words: str, arguments: argparse.Namespace) -> Question:
    return Question(words, arguments.near, arguments.within)


def _tell(directory: Directory, question: Question, arguments: argparse.Namespace) -> None:
    found = answer(directory, question)
    if arguments.json:
        told = json.dumps(as_value(found, question, arguments.limit), ensure_ascii=False)
    else:
        told = "\n".join(as_lines(found, question, arguments.limit))
    print(told, flush=True)


def as_value(found: Answer, question: Question, limit: int) -> dict[str, Any]:
    """An answer as programs read it: the keys of this object are a contract, new ones come at its end."""
    urgent = found.urgent
    return {
        "query": found.words,
        "corrected": dict(found.corrected),
        "ignored": list(found.ignored),
        "urgent": {"level": urgent.level, "message": urgent.message, "because": list(urgent.because)} if urgent else None,
        "conditions": [{"slug": one.slug, "title": one.title, "score": one.score, "because": list(one.because)} for one in found.conditions],
        "surgeons": [_surgeon(one) for one in found.surgeons[:limit]],
        "articles": [{"slug": slug, "title": title} for slug, title in found.articles],
        "place": {"name": found.place.name, "state": found.place.state} if found.place else None,
        "filters": {name: list(values) for name, values in sorted(filters_of(question, found.wishes).items())},
        "need": {"kind": found.need.kind, "slug": found.need.slug} if found.need else None,
    }


def _surgeon(one: FoundSurgeon) -> dict[str, Any]:
    reasons = [{"part": reason.part, "points": reason.points, "text": reason.text} for reason in one.reasons]
    return {"slug": one.slug, "name": one.name, "score": one.score, "distance_miles": one.miles, "reasons": reasons}


def as_lines(found: Answer, question: Question, limit: int) -> Iterator[str]:
    """An answer as people read it: danger first."""
    yield f"# {printable(found.words, 200) or '(no words)'}"
    if found.urgent:
        level = "EMERGENCY" if found.urgent.level == "emergency" else "DO NOT WAIT"
        yield f"{level}: {found.urgent.message}"
        yield f"  because of: {', '.join(found.urgent.because)}"
    yield from (f"Read {was} as {became}." for was, became in found.corrected)
    if found.ignored:
        yield f"Not used: {', '.join(found.ignored)}."
    yield from _filters(found, question)
    if found.conditions:
        yield "What it may be:"
        yield from (f"  {one.title} ({one.score}), because of: {', '.join(one.because)}" for one in found.conditions)
    yield from _surgeons(found, question, limit)
    if found.articles:
        yield "To read:"
        yield from (f"  {title} (/articles/{slug}/)" for slug, title in found.articles)


def _filters(found: Answer, question: Question) -> Iterator[str]:
    titles = {facet.name: facet.title for facet in FACETS}
    for name, values in sorted(filters_of(question, found.wishes).items()):
        yield f"Only: {titles[name]} {' or '.join(values)}."
    if found.second_opinion:
        yield "A second opinion is asked for: those who give one, and try care without surgery first, rise."


def _surgeons(found: Answer, question: Question, limit: int) -> Iterable[str]:
    total = len(found.surgeons)
    where = _where(found.place, question)
    if not found.need:
        return [_WAYS_ON]
    if not total:
        return [f"No surgeon fits{where}."]
    shown = found.surgeons[:limit]
    first = f"{total} {'surgeon' if total == 1 else 'surgeons'}{where}{f', the first {len(shown)}' if len(shown) < total else ''}:"
    return [first, *(line for number, one in enumerate(shown, 1) for line in _card(number, one))]


def _where(place: Place | None, question: Question) -> str:
    if not place:
        return ""
    within = WITHIN if question.within is None else question.within
    return f" within {within} miles of {place.name}, {place.state}" if within else f", seen from {place.name}, {place.state}"


def _card(number: int, one: FoundSurgeon) -> Iterator[str]:
    miles = "" if one.miles is None else f", {one.miles} {'mile' if one.miles == 1 else 'miles'}"
    yield f"  {number}. {one.name}: {one.score} of 100{miles} (/surgeons/{one.slug}/)"
    yield from (f"     {reason.points:3} of {reason.most:2}  {reason.text}" for reason in one.reasons)
