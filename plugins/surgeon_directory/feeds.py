"""What machines read beside the pages: the sitemap, robots.txt, the Atom feed of stories, and contact cards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from xml.sax.saxutils import escape

from feedgenerator import Atom1Feed

from .edition import Edition, surgeon_url
from .models import Surgeon
from .pages_texts import newest_first

AT_HOME = "http://localhost:8000"  # where the site is while it is not published
FEED = "feeds/articles.atom.xml"
_FOLD = 75  # octets in a line of a contact card (RFC 6350, 3.2)


def _origin(edition: Edition) -> str:
    return edition.imprint.origin or AT_HOME


def has_samples(edition: Edition) -> bool:
    """Whether any surgeon is invented; then the site stays out of search engines."""
    return any(surgeon.sample for surgeon in edition.catalog.surgeons.values())


def sitemap(edition: Edition, urls: Iterable[str]) -> bytes:
    """sitemap.xml with these pages, in the order of their addresses."""
    lines = "".join(f"<url><loc>{escape(f'{_origin(edition)}/{url}')}</loc></url>\n" for url in sorted(urls))
    return f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</urlset>\n'.encode()


def robots(edition: Edition) -> bytes:
    """robots.txt: nothing is to be indexed while a surgeon is invented."""
    if has_samples(edition):
        return b"# Some surgeons of this directory are invented samples.\nUser-agent: *\nDisallow: /\n"
    return f"User-agent: *\nDisallow:\n\nSitemap: {_origin(edition)}/sitemap.xml\n".encode()


def _moment(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)


def atom(edition: Edition) -> bytes:
    """The feed of all stories, newest first. Its dates are those of the stories, never the clock's."""
    origin, name = _origin(edition), edition.imprint.name
    feed = Atom1Feed(
        title=f"{name}: stories",
        link=f"{origin}/articles/",
        description=edition.imprint.tagline or name,
        language="en",
        feed_url=f"{origin}/{FEED}",
        author_name=name,
    )
    for article in newest_first(edition):
        link = f"{origin}/articles/{article.slug}/"
        # Readers take a summary for HTML, so a deck is escaped once for them and once more for XML.
        feed.add_item(
            title=article.title,
            link=link,
            description=escape(article.deck),
            unique_id=link,
            author_name=name,
            pubdate=_moment(article.published),
            updateddate=_moment(article.updated),
        )
    return feed.writeString("utf-8").encode("utf-8") if feed.num_items() else _empty_feed(origin, name)


def _empty_feed(origin: str, name: str) -> bytes:
    """A feed without a story would take the clock for its date."""
    feed = f"{origin}/{FEED}"
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">'
        f"<title>{escape(name)}: stories</title><id>{escape(feed)}</id><updated>1970-01-01T00:00:00Z</updated></feed>\n"
    ).encode()


def _text(value: str) -> str:
    """A value of a contact card: backslash, comma, semicolon and line end are escaped (RFC 6350, 3.4)."""
    return value.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line cut after at most 75 octets, never within a character."""
    parts, size = [""], 0
    for char in line:
        width = len(char.encode("utf-8"))
        if size + width > _FOLD:
            parts.append(" ")
            size = 1
        parts[-1] += char
        size += width
    return "\r\n".join(parts)


def vcard(edition: Edition, surgeon: Surgeon) -> bytes:
    """The contact card of a surgeon (RFC 6350), revised on the day on which the facts were checked."""
    name, card = surgeon.name, edition.cards[surgeon.slug]
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "KIND:individual",
        f"FN:{_text(name.full)}",
        f"N:{_text(name.family)};{_text(name.given)};;;{','.join(_text(one) for one in name.credentials)}",
        f"TITLE:{_text(card.person)}",
        f"ORG:{_text(surgeon.offices[0].name)}",
    ]
    for office in surgeon.offices:
        digits = office.phone.replace("-", "")
        lines.append(f"TEL;VALUE=uri;TYPE=work:tel:+1{digits}")
        lines.append(f"ADR;TYPE=work:;;{_text(office.street)};{_text(office.city)};{office.state};{office.zip};USA")
    if edition.imprint.origin:
        lines.append(f"URL:{edition.imprint.origin}/{surgeon_url(surgeon.slug)}")
    if surgeon.sample:
        lines.append(f"NOTE:{_text('An invented sample, not a real person.')}")
    lines += [f"REV:{surgeon.verified.on:%Y%m%d}T000000Z", "END:VCARD"]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode("utf-8")
