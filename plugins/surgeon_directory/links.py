"""Where the links of a text lead, and which of them lead nowhere.

A link to this site is written from its top, `/conditions/sciatica/`; the build turns it into the way from the page
it stands on. Links to other servers are not followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .problems import Problem, did_you_mean, printable
from .source import Document, Path_

_INLINE = re.compile(r"\]\(\s*<?(?P<link>[^)\s>]+)")
_DEFINITION = re.compile(r" {0,3}\[[^\]]+\]:\s*<?(?P<link>[^\s>]+)")
_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):")
_HOMES = ("find", "surgeons", "conditions", "procedures", "places", "articles", "second-opinion", "compare", "how-we-match")
_FILES = ("/sitemap.xml", "/feeds/articles.atom.xml")
Advice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """The slugs that exist, those of files with mistakes among them, and the names of the pictures."""

    conditions: frozenset[str]
    procedures: frozenset[str]
    articles: frozenset[str]
    pages: frozenset[str]
    surgeons: frozenset[str]
    pictures: frozenset[str]


def link_problems(document: Document, known: Known) -> Iterator[Problem]:
    """Every link in the Markdown of a document that leads nowhere, at its own line and column."""
    for number, line in enumerate(document.body.split("\n")):
        for found in (*_INLINE.finditer(line), *_DEFINITION.finditer(line)):
            advice = broken(found["link"], known)
            if advice:
                yield Problem(document.path, document.body_line + number, found.start("link") + 1, "", *advice, "broken-link")


def field_link_problems(document: Document, at: Path_, link: str, known: Known) -> Iterator[Problem]:
    """The link in a field, if it leads nowhere."""
    advice = broken(link, known)
    if advice:
        yield document.problem(at, *advice, "broken-link")


def broken(link: str, known: Known) -> Advice | None:
    """What is wrong with a link and what to do about it; nothing when it leads somewhere."""
    shown = printable(link)
    if link.startswith("//"):
        return f"'{shown}' leads to another server.", "Write the whole address with https://, or a page of this site."
    if link.startswith("/"):
        return _broken_here(link, shown, known)
    scheme = _SCHEME.match(link)
    if scheme and scheme["scheme"].lower() not in ("https", "http", "mailto", "tel"):
        return f"'{shown}' is not a link that a page may carry.", "Write https://, mailto:, tel: or a page of this site."
    if scheme or link.startswith("#"):
        return None
    return (
        f"'{shown}' does not say where it begins.",
        "Write https:// before another site's address, and a slash before a page of this one, such as /second-opinion/.",
    )


def _broken_here(link: str, shown: str, known: Known) -> Advice | None:
    bare = link.split("#", 1)[0]
    parts = [part for part in bare.split("/") if part]
    if bare in _FILES or bare == "/":
        return None
    if parts[:1] == ["images"]:
        name = "/".join(parts[1:])
        return (
            None
            if name in known.pictures
            else (f"there is no picture '{printable(name)}' in content/images/.", did_you_mean(name, known.pictures) or "Put it there, or correct the name.")
        )
    if not bare.endswith("/"):
        return f"'{shown}' does not end with a slash.", f"Write '{printable(bare.split('?', 1)[0])}/'."
    kinds = {"conditions": known.conditions, "procedures": known.procedures, "articles": known.articles, "surgeons": known.surgeons}
    if len(parts) > 1 and parts[0] in kinds and parts[1] not in kinds[parts[0]]:
        return f"'{shown}' does not exist.", did_you_mean(parts[1], kinds[parts[0]]) or f"Look up the slug among the {parts[0]}."
    if parts[0] not in (*_HOMES, *known.pages) or (len(parts) > 1 and parts[0] not in (*kinds, "places")):
        return f"'{shown}' does not exist.", did_you_mean(parts[0], [*_HOMES, *known.pages]) or "Look up the address of the page."
    return None
