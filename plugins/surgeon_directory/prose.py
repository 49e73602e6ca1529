"""Markdown becomes HTML that can hold nothing but text, headings, lists, tables and links.

Three walls, one behind the other: raw HTML in the Markdown stays visible text, every link must have a shape that
is known to be harmless, and the finished HTML goes through nh3 with a short list of what may remain.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

_HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}  # the page's title is its h1
_TAGS = {
    "p", "br", "hr", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "strong", "em", "code", "pre", "a", "img",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "rel", "title"}, "img": {"src", "alt", "title"}, "th": {"scope"}, "h2": {"id"}, "h3": {"id"}, "h4": {"id"}, "ol": {"start"}}
_OUTSIDE = re.compile(r"https?://", re.IGNORECASE)
_ON_SITE = r"(?:\./|(?:\.\./)+)?(?:[A-Za-z0-9][A-Za-z0-9._~/=&%+,?-]*)?(?:#[A-Za-z0-9._~=&%+,-]*)?"
_HARMLESS = re.compile(rf"(?:https?://[^\s\\/][^\s\\]*|mailto:[^\s\\]+|tel:\+?[0-9-]+|{_ON_SITE})\Z", re.IGNORECASE)


def slug_of(text: str, otherwise: str = "part") -> str:
    """A heading or a name as a piece of an address: small ASCII letters and digits with single hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-") or otherwise


def is_harmless(link: str) -> bool:
    """Whether a link leads to https, mail, a phone or this site; never to a script or, unsaid, to another server."""
    return bool(_HARMLESS.match(link))


class Press:
    """Renders every Markdown text of one build with one reused Markdown instance."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        """`taken` are the ids that the templates use themselves: no heading gets one of them."""
        self._markdown = Markdown(extensions=["tables", "sane_lists"], output_format="html")
        self._markdown.preprocessors.deregister("html_block")
        self._markdown.inlinePatterns.deregister("html")
        self._finish = _Finish(frozenset(taken))
        self._markdown.treeprocessors.register(self._finish, "surgeon-directory", 0)

    def html(self, text: str, root: str) -> Markup:
        """The Markdown `text` as sanitised HTML for a page whose way to the top of the site is `root`."""
        self._finish.root = root
        html = self._markdown.reset().convert(text)
        return Markup(
            nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, attribute_filter=_keep, url_schemes={"https", "http", "mailto", "tel"}, link_rel=None)
        )


def _keep(tag: str, attribute: str, value: str) -> str | None:
    """The value of an attribute, or None where the attribute has to go."""
    return None if attribute in ("href", "src") and not is_harmless(value) else value


class _Finish(Treeprocessor):
    """Gives headings their ids, leads links to their pages, marks links that leave the site, and rows their headers."""

    def __init__(self, taken: frozenset[str]) -> None:
        super().__init__()
        self.taken = taken
        self.root = "./"

    def run(self, root: Element) -> None:
        used = set(self.taken)
        for element in root.iter():
            if element.tag in _HEADINGS:
                element.tag = _HEADINGS[element.tag]
                element.set("id", _unused(slug_of("".join(element.itertext())), used))
            elif element.tag == "a":
                self._lead(element, "href")
                if _OUTSIDE.match(element.get("href", "")):
                    element.set("rel", "noopener external")
            elif element.tag == "img":
                self._lead(element, "src")
            elif element.tag == "th":
                element.set("scope", "col")

    def _lead(self, element: Element, attribute: str) -> None:
        """`/conditions/x/` becomes the way there from this page; `//host` is left for the sanitiser to refuse."""
        link = element.get(attribute, "")
        if link.startswith("/") and not link.startswith("//"):
            element.set(attribute, self.root + link[1:])


def _unused(wanted: str, used: set[str]) -> str:
    """The wanted id, numbered from 2 when it is taken; it is taken afterwards."""
    name, number = wanted, 1
    while name in used:
        number += 1
        name = f"{wanted}-{number}"
    used.add(name)
    return name
