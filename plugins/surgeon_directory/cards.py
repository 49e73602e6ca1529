"""What a list says about a surgeon in a few words: board, years, place, patients, second opinions, languages.

One sentence a fact, the same wherever a surgeon is listed. Nothing here knows pages or addresses.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from .catalog import Catalog
from .fit import SENTENCES, best_certification, long_day
from .models import Surgeon

TINTS = 6
ACCEPTING = {
    "newpt": "Accepting new patients",
    "nopt": "Not accepting patients at present",
    "existptonly": "Existing patients only",
    "existptfam": "Existing patients and their families only",
}
WAYS = {"in-person": "in person", "video": "by video", "records": "from your records"}
VISITS = {"in-person": "In person", "video": "By video"}


def and_list(parts: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    words = list(parts)
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def credentials(surgeon: Surgeon) -> str:
    """Letters after the name: `MD, FAANS`."""
    return ", ".join(surgeon.name.credentials)


def person(catalog: Catalog, surgeon: Surgeon) -> str:
    """What the surgeon is called: `Neurosurgeon`."""
    return next((one.person for one in catalog.medicine.specialties if one.slug == surgeon.specialty), surgeon.specialty)


def board(surgeon: Surgeon) -> str:
    """The certification that says most, in one line: the sentence of the reasons."""
    best = best_certification(surgeon)
    if best is None:
        return _line("certification-none")
    return _line(f"certification-{best.status}").format(certificate=best.certificate, since=best.since)


def _line(key: str) -> str:
    """A sentence of the reasons without its full stop."""
    return SENTENCES[key].removesuffix(".")


def years(catalog: Catalog, surgeon: Surgeon) -> str:
    """`22 years in practice`."""
    number = max(0, catalog.today.year - surgeon.in_practice_since)
    return "First year in practice" if number == 0 else f"{number} year{'' if number == 1 else 's'} in practice"


def place(surgeon: Surgeon) -> str:
    """Where the offices are: `Voorhees, NJ and Philadelphia, PA`; each city once."""
    return and_list(dict.fromkeys(f"{office.city}, {office.state}" for office in surgeon.offices))


def second_opinion_ways(surgeon: Surgeon) -> str:
    """How second opinions are given: `Second opinions in person, by video`."""
    terms = surgeon.second_opinion
    if not terms.offered:
        return "No second opinions"
    ways = ", ".join(WAYS[way] for way in terms.ways)
    return f"Second opinions {ways}" if ways else "Gives second opinions"


def second_opinion(surgeon: Surgeon) -> str:
    """How second opinions are given, and the usual wait."""
    terms, text = surgeon.second_opinion, second_opinion_ways(surgeon)
    return text if not terms.offered or terms.wait_days is None else f"{text}; usual wait {days(terms.wait_days)}"


def days(number: int) -> str:
    """`9 days`, `1 day`, `none`."""
    return "none" if number == 0 else f"{number} day{'' if number == 1 else 's'}"


def overdue(catalog: Catalog, surgeon: Surgeon) -> str:
    """Says that a check is due, or nothing while the facts are fresh."""
    if catalog.age_days(surgeon) <= catalog.fresh_days:
        return ""
    return _line("freshness-overdue").format(day=long_day(surgeon.verified.on))


def initials(surgeon: Surgeon) -> str:
    """First letters of given and family name, for the monogram."""
    letters = (next((char for char in name if char.isalnum()), "") for name in (surgeon.name.given, surgeon.name.family))
    return "".join(letters).upper()


def tint(surgeon: Surgeon) -> int:
    """One of six tints, always the same for the same surgeon."""
    return zlib.crc32(surgeon.slug.encode("ascii")) % TINTS + 1


def phone_href(number: str) -> str:
    """`tel:+18565550123` for `856-555-0123`."""
    return "tel:+1" + "".join(char for char in number if char.isdigit())


def phone_label(surgeon: Surgeon, number: int = 0) -> str:
    """Whose phone it is: `Call Cooperage Hill Spine Clinic, 856-555-0123`."""
    office = surgeon.offices[number]
    return f"Call {office.name}, {office.phone}"
