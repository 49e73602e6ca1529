"""Places, people and preferences in a text: what is a filter and not a complaint. `wishes.js` is its twin.

Whatever is found here is taken out of the words before conditions are looked for, and shown as a removable filter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .catalog import Catalog
from .places import Gazetteer, Place, city_of, state_codes
from .roster import FACETS, Roster, name_words
from .spelling import Lexicon, distance, is_known, respell
from .text import Rewrites, Token, build_rewrites, stems
from .vocabulary import spotted

BEFORE_PLACE = frozenset({"in", "near", "around", "from", "by", "close", "to", "at", "outside", "en", "cerca", "de"})
BEFORE_NAME = frozenset({"dr", "doctor", "doc", "dra", "surgeon", "mr", "ms", "mrs"})
CALLINGS = frozenset({"doctor", "doc", "surgeon"})  # those of them that are plain words too
_GENDER_WORDS = {"woman": ("female", "woman", "lady"), "man": ("male", "man")}
_LANGUAGE_WORDS = {"Spanish": ("espanol", "habla espanol", "hispanic", "en espanol"), "Mandarin": ("chinese",), "Tagalog": ("filipino",)}
_OFFERS = {
    "video": ("video visit", "telehealth", "telemedicine", "by video", "virtual visit", "zoom"),
    "records": ("records only", "from records", "records review", "review my records", "review my mri", "remote second opinion", "remote opinion"),
}
AMBIGUOUS = frozenset({"in", "or", "me", "hi", "ok", "oh", "id", "la", "de", "al", "ma", "co", "mi", "pa", "so"})  # codes that are words too
SHORT = 8  # words: in a longer text a name stands after in, near or Dr
WHOLE_NAME = 3  # words that may be a name and nothing else
BIG_CITY = 8  # ZIP codes from which a city is recognised without "in" or its state


@dataclass(frozen=True, slots=True)
class Names:
    """Words of surgeons' and hospitals' names to who bears them."""

    family: Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...], str], ...]]  # first word -> ((family, given, slug), ...)
    hospital: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]  # first word -> ((words, name), ...)
    plain: frozenset[str]  # cities whose name is plain English, such as Mobile: a city only where the text says so


@dataclass(frozen=True, slots=True)
class Preferences:
    """Phrases that stand for a value of a facet: term `facet=value` in a table of rewrites."""

    table: Rewrites


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was found: filters as (facet, value), the place, the surgeons named, and the numbers of the tokens used up."""

    filters: tuple[tuple[str, str], ...]
    place: Place | None
    place_words: str
    surgeons: tuple[str, ...]
    taken: frozenset[int]


def build_names(roster: Roster, gazetteer: Gazetteer, english: frozenset[str]) -> Names:
    """The names of a roster."""
    family: dict[str, list] = {}
    hospital: dict[str, dict[tuple[str, ...], str]] = {}
    for row in roster.rows:
        words, given = name_words(row.surgeon)
        for word in dict.fromkeys(words):
            family.setdefault(word, []).append((words, given, row.surgeon.slug))
        for name in row.surgeon.hospitals:
            key = stems(name)
            hospital.setdefault(key[0], {})[key] = name
    return Names(
        {word: tuple(sorted(rows)) for word, rows in sorted(family.items())},
        {word: tuple(sorted(rows.items())) for word, rows in sorted(hospital.items())},
        frozenset(name for name in gazetteer.cities if all(word in english for word in name.split())),
    )


def build_preferences(catalog: Catalog, roster: Roster) -> Preferences:
    """Ways of asking for a language, an insurer, a gender, a specialty or a kind of second opinion that someone here offers."""
    ways: list[tuple[str, tuple[str, ...]]] = []
    for facet, values in zip(FACETS, roster.values, strict=True):
        for value, title in values:
            ways.append((f"{facet.name}={value}", _ways(catalog, facet.name, value, title)))
    return Preferences(build_rewrites((name, words) for name, words in ways if words))


def _ways(catalog: Catalog, facet: str, value: str, title: str) -> tuple[str, ...]:
    if facet == "language" and value != "English":
        return (value, *_LANGUAGE_WORDS.get(value, ()))
    if facet == "insurance":
        return (value,)
    if facet == "gender":
        return tuple(f"{word} {person}" for word in _GENDER_WORDS.get(value, ()) for person in _people(catalog))
    if facet == "specialty":
        return next((one.words for one in catalog.medicine.specialties if one.slug == value), ())
    if facet == "second_opinion":
        return _OFFERS.get(value, ())
    if facet == "state":
        return (title,) if " " in title or len(title) > 4 else ()
    return ()


def _people(catalog: Catalog) -> tuple[str, ...]:
    """What the people listed are called: plainly, by the field, and by the first word for each specialty."""
    plain = ("doctor", "surgeon", "specialist", "physician", catalog.medicine.practitioner)
    own = tuple(one.words[0] for one in catalog.medicine.specialties if one.words)
    return tuple(dict.fromkeys((*plain, *(f"{catalog.medicine.title} {person}" for person in plain), *own)))


def find_wishes(found: tuple[Token, ...], lexicon: Lexicon, preferences: Preferences, names: Names, gazetteer: Gazetteer, kept: frozenset[str]) -> Wishes:
    """Everything in a text that is a wish about who and where. Words in `kept` are read as typed."""
    strange = strange_words(found, lexicon)
    place, place_tokens = _place(found, lexicon, strange, names, gazetteer)
    lost = frozenset(respell(found, lexicon, kept).unknown)
    starts = name_starts(found, lexicon)
    surgeons, name_tokens = _surgeons(found, starts, lost, names, place_tokens)
    hospitals, hospital_tokens = _hospitals(found, starts, names, place_tokens | name_tokens)
    used = place_tokens | name_tokens | hospital_tokens
    filters: list[tuple[str, str]] = [("hospital", name) for name in hospitals]
    for term in spotted(found, preferences.table):
        span = frozenset(range(term.first, term.last + 1))
        facet, _, value = term.term.partition("=")
        if span & used or (facet == "state" and place):
            continue
        filters.append((facet, value))
        used |= span
    return Wishes(tuple(dict.fromkeys(filters)), place, " ".join(found[n].word for n in sorted(place_tokens)), surgeons, used)


def strange_words(found: tuple[Token, ...], lexicon: Lexicon) -> frozenset[str]:
    """Words that nobody knows, also those that a correction would explain: only these, and words after in, near or Dr, can be names."""
    return frozenset(token.word for token in found if not is_known(token.word, lexicon))


def place_starts(found: tuple[Token, ...], lexicon: Lexicon, strange: frozenset[str]) -> tuple[int, ...]:
    """The tokens at which a city may begin; the browser fetches the cities with their first two letters."""
    codes = state_codes()

    def unknown(number: int) -> bool:
        return number < len(found) and found[number].word.isalpha() and found[number].stem not in lexicon.stems

    starts = []
    for number in range(len(found)):
        after = number > 0 and found[number - 1].word in BEFORE_PLACE
        near_strange = any(found[n].word in strange for n in (number, number + 1) if n < len(found))
        state_follows = any(n < len(found) and found[n].stem in codes and found[n].stem not in AMBIGUOUS for n in (number + 1, number + 2, number + 3))
        odd = unknown(number) or unknown(number + 1)
        if found[number].word.isalpha() and ((odd and (after or (near_strange and len(found) <= SHORT))) or (state_follows and (after or odd))):
            starts.append(number)
    return tuple(starts)


def _place(found: tuple[Token, ...], lexicon: Lexicon, strange: frozenset[str], names: Names, gazetteer: Gazetteer) -> tuple[Place | None, frozenset[int]]:
    """The first ZIP code, or the first city with its state, after a preposition, or large and known for nothing else."""
    for number, token in enumerate(found):
        if len(token.word) == 5 and token.word in gazetteer.zips:
            return gazetteer.zips[token.word], frozenset({number})
    for number in place_starts(found, lexicon, strange):
        for size in (3, 2, 1):
            place, used = _city_at(found, number, size, lexicon, names, gazetteer)
            if place:
                return place, used
    return None, frozenset()


def _city_at(found: tuple[Token, ...], number: int, size: int, lexicon: Lexicon, names: Names, gazetteer: Gazetteer) -> tuple[Place | None, frozenset[int]]:
    words = found[number : number + size]
    if len(words) < size or words[-1].sentence != words[0].sentence:
        return None, frozenset()
    name = city_words(words)
    if name not in gazetteer.cities:
        return None, frozenset()
    for length in (2, 1):
        state = state_codes().get(city_words(found[number + size : number + size + length])) if len(found) >= number + size + length else None
        place = city_of(name, state, gazetteer) if state else None
        if place:
            return place, frozenset(range(number, number + size + length))
    after = number > 0 and found[number - 1].word in BEFORE_PLACE
    largest = city_of(name, "", gazetteer)
    ours = all(token.stem in lexicon.stems for token in words)
    if largest is None or ours or largest.size < (1 if after else BIG_CITY * (3 if size == 1 else 1)) or (not after and name in names.plain):
        return None, frozenset()
    return largest, frozenset(range(number, number + size))


def city_words(words: tuple[Token, ...]) -> str:
    """Tokens as a city is looked up."""
    spelled = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}
    return " ".join(spelled.get(token.stem, token.stem) for token in words)


def _is_titled(before: str, token: Token, lexicon: Lexicon) -> bool:
    """Whether a word stands behind a title; behind surgeon or doctor only a word that the vocabulary has not ("a surgeon for my back")."""
    return before in BEFORE_NAME and (before not in CALLINGS or token.stem not in lexicon.stems)


def name_starts(found: tuple[Token, ...], lexicon: Lexicon) -> tuple[int, ...]:
    """
    The tokens that may be a name: after Dr, known to nobody in a short text, or plain English (Baker) in a text that may be a name as a whole.

    The browser fetches names with their first letter.
    """
    titled = {number for number in range(1, len(found)) if _is_titled(found[number - 1].word, found[number], lexicon)}
    strange = strange_words(found, lexicon)
    alone = {number for number, token in enumerate(found) if token.word in strange} if len(found) <= SHORT else set()
    alone |= {number for number, token in enumerate(found) if token.stem not in lexicon.stems} if len(found) <= WHOLE_NAME else set()
    return tuple(number for number, token in enumerate(found) if len(token.word) >= 3 and token.word.isalpha() and number in titled | alone)


def _surgeons(
    found: tuple[Token, ...], starts: tuple[int, ...], lost: frozenset[str], names: Names, used: frozenset[int]
) -> tuple[tuple[str, ...], frozenset[int]]:
    """The surgeons whose family name stands in the text, exactly or nearly; a given name beside it narrows them."""
    for number in starts:
        token = found[number]
        called = number > 0 and found[number - 1].word in BEFORE_NAME
        word = token.stem if token.stem in names.family else _nearly(token.stem, names.family) if called or token.word in lost else ""
        if number in used or not word:
            continue
        near = {other.stem for other in found[max(0, number - 3) : number + 4]}
        bearers = names.family[word]
        narrowed = [row for row in bearers if set(row[1]) & near] or list(bearers)
        own = {part for row in narrowed for part in (*row[0], *row[1])}
        span = {n for n in range(max(0, number - 3), min(len(found), number + 4)) if found[n].stem in own or n == number}
        span |= {n for n in (min(span) - 1,) if n >= 0 and found[n].word in BEFORE_NAME}
        return tuple(sorted({row[2] for row in narrowed})), frozenset(span)
    return (), frozenset()


def _nearly(word: str, family: Mapping[str, object]) -> str:
    """The family name nearest to a misspelled one with the same first letter, or an empty string."""
    most = 1 if len(word) < 8 else 2
    near = [(distance(word, name, most), name) for name in family if len(word) >= 5 and name[0] == word[0]]
    found = [one for one in near if one[0] <= most]
    return min(found)[1] if found else ""


def _hospitals(found: tuple[Token, ...], starts: tuple[int, ...], names: Names, used: frozenset[int]) -> tuple[tuple[str, ...], frozenset[int]]:
    """The hospital whose name stands in the text: in full, or its first two words."""
    for number in starts:
        for key, name in names.hospital.get(found[number].stem, ()):
            for size in (len(key), 2):
                span = frozenset(range(number, number + size))
                if len(key) >= size and tuple(token.stem for token in found[number : number + size]) == key[:size] and not span & used:
                    return (name,), span
    return (), frozenset()
