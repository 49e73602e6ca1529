"""The bytes the browser reads: one small manifest, and files named by their content that never change.

Only what a question needs is fetched: the vocabulary first, then the head of the list that the words lead to (its best
ten with their cards). For a place come those chunks of the list that lie near it, for a filter the one column of the list
that it asks about, best fit first; then the cards on screen. Files that are read by the dozen stand in folders named by
the content of all of them, so that nobody needs a list of their names. Same catalog, same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

from . import cards
from .browser_language import vocabularies
from .catalog import Catalog
from .comparison import comparison
from .fit import SENTENCES, Need, Weights, facts, needs, score, serves
from .match import Directory, name_key
from .models import Surgeon
from .packing import fronted, share_of
from .places import Gazetteer
from .roster import FACETS, Roster, Row
from .wishes import Names

MANIFEST = "search/manifest.json"
FAMILIES = 40  # family names that share a file
TOP = 10  # surgeons whose cards come with the head of a list
_FOCUS = {"focus-main": 0, "focus-regular": 1, "focus-occasional": 2, "focus-none": 3, "focus-any": 4}
_VOLUME_NONE, _VOLUME_SAME = -1, -2
_KEYS = sorted(SENTENCES)  # as the core has them: a card says which by their number
_LETTERS = [chr(code) for code in range(35, 127) if chr(code) != "\\"]


@dataclass(frozen=True, slots=True)
class Chunks:
    """How many surgeons share a file: cards, and rows of a list."""

    cards: int = 2
    rows: int = 150


def export(directory: Directory, chunks: Chunks, pictures: Mapping[str, str] | None = None) -> Mapping[str, bytes]:
    """
    Every file of the search by its path below the site: `search/manifest.json` and what it names.

    `pictures`: a surgeon's slug -> address of the portrait, for those who have one.
    """
    files: dict[str, bytes] = {}
    shared = [_shared(directory.catalog, row.surgeon) for row in directory.roster.rows]
    stock = {text: number for number, text in enumerate(sorted({text for texts in shared for text in texts}))}
    told = [card_of(directory.catalog, row, [stock[text] for text in texts], pictures or {}) for row, texts in zip(directory.roster.rows, shared, strict=True)]
    lists = {need: _listed(directory, need) for need in needs(directory.catalog)}
    # Lists are numbered, any first and then as the entries: what a server logs must not spell the condition that was looked for.
    heads = {str(number): _list(directory, number, listed, chunks, told, files) for number, listed in enumerate(lists.values())}
    core, language, spelling, alarms = vocabularies(directory)
    manifest = {
        "vocabulary": _put(files, "vocabulary", core | {"stock": list(stock)}),
        "language": f"language-{_put_folder(files, 'language', language)}",
        "spelling": _put(files, "spelling", spelling),
        "alarms": _put(files, "alarms", alarms),
        "facets": f"facets-{_put_folder(files, 'facets', {facet.name: pairs for facet, pairs in zip(FACETS, directory.roster.values, strict=True)})}",
        "order": _put(files, "order", _order(directory.roster)),
        "names": _names(directory.names, directory.roster, _near(lists[Need("any")], chunks.rows), files),
        "places": _places(directory.gazetteer, directory.names.plain, files),
        "lists": _put_lists(files, heads),
        "cardsize": chunks.cards,
        "surgeons": _put(files, "surgeons", [row.surgeon.slug for row in directory.roster.rows]),
        "cards": _put_blocks(files, "cards", told, chunks.cards),
        "profiles": _put_blocks(files, "profiles", [_column_of(directory.catalog, row, pictures or {}) for row in directory.roster.rows], chunks.cards),
    }
    files[MANIFEST] = _bytes(manifest)
    return dict(sorted(files.items()))


def always_read(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """The addresses of the files that every question needs, the heaviest first: a page that asks them early has them when its script does."""
    return f"search/{json.loads(files[MANIFEST])['vocabulary']}", MANIFEST


def _bytes(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _put(files: dict[str, bytes], name: str, value: Any) -> str:
    """The name under search/ of a file with this content: its name and the hash of the content; behind a slash the hash alone."""
    content = _bytes(value)
    digest = hashlib.sha256(content).hexdigest()[:8]
    address = f"{name}{digest}.json" if name.endswith("/") else f"{name}-{digest}.json"
    files[f"search/{address}"] = content
    return address


def _put_folder(files: dict[str, bytes], name: str, values: Mapping[str, Any]) -> str:
    """The hash that ends the name of a folder under search/ with these files: that of all of them."""
    contents = {f"{key}.json": _bytes(value) for key, value in values.items()}
    together = hashlib.sha256(b"".join(key.encode() + content for key, content in sorted(contents.items()))).hexdigest()[:8]
    files.update({f"search/{name}-{together}/{key}": content for key, content in contents.items()})
    return together


def _put_blocks(files: dict[str, bytes], name: str, values: Sequence[Any], size: int) -> str:
    """A folder of files with so many values each, named by their place."""
    blocks = {str(start // size): values[start : start + size] for start in range(0, len(values), size)}
    return f"{name}-{_put_folder(files, name, blocks)}"


def _put_lists(files: dict[str, bytes], heads: Mapping[str, Any]) -> str:
    """The heads of all lists, each named by its number and the hash of them all; what is read for a place stands in a file of its own."""
    contents = {key: _bytes({name: value for name, value in head.items() if name != "near"}) for key, head in heads.items()}
    contents |= {f"near-{key}": _bytes(head["near"]) for key, head in heads.items()}
    together = hashlib.sha256(b"".join(contents.values())).hexdigest()[:8]
    files.update({f"search/lists/{key}-{together}.json": content for key, content in contents.items()})
    return together


# Cards


def _shared(catalog: Catalog, surgeon: Surgeon) -> tuple[str, ...]:
    """Texts of a card that many cards say, so that a card has but their numbers: what the surgeon is called, patients, second opinions, certificate."""
    certificate, accepting = str(facts(catalog, surgeon, Need("any")).values["certificate"]), surgeon.accepting_patients
    return cards.person(catalog, surgeon), accepting, cards.ACCEPTING[accepting], cards.second_opinion_ways(surgeon), certificate


def card_of(catalog: Catalog, row: Row, shared: Sequence[int], pictures: Mapping[str, str]) -> list[Any]:
    """What a card shows, with the numbers of its shared texts, and what its reasons need; `store.js` names the places of this list."""
    surgeon = row.surgeon
    known = facts(catalog, surgeon, Need("any"))
    values, wait = known.values, surgeon.second_opinion.wait_days if surgeon.second_opinion.offered else None
    return [
        surgeon.slug, surgeon.name.full, cards.credentials(surgeon), cards.initials(surgeon), cards.tint(surgeon),
        *shared,
        -1 if wait is None else wait, cards.place(surgeon), ", ".join(surgeon.languages), surgeon.offices[0].phone, surgeon.offices[0].name,
        [_KEYS.index(key) for key in known.sentences[2:]], values["since"], values["percent"], values["day"], *_picture(surgeon, pictures),
    ]  # fmt: skip


def _column_of(catalog: Catalog, row: Row, pictures: Mapping[str, str]) -> list[Any]:
    """A surgeon in the comparison: the head of the column, and [question, answer] rows."""
    surgeon = row.surgeon
    head = [surgeon.slug, surgeon.name.full, cards.credentials(surgeon), cards.initials(surgeon), cards.tint(surgeon), *_picture(surgeon, pictures)]
    return [head, comparison(catalog, surgeon)]


def _picture(surgeon: Surgeon, pictures: Mapping[str, str]) -> tuple[str, ...]:
    """Address and description of the portrait; nothing without one."""
    return (pictures[surgeon.slug], surgeon.photo.alt if surgeon.photo else "") if surgeon.slug in pictures else ()


# Lists


@dataclass(frozen=True, slots=True)
class _Listed:
    row: Row
    number: int
    focus: int
    condition: int  # entry number of the condition the focus speaks of, or -1
    cases: int
    levels: tuple[int, ...]


def _listed(directory: Directory, need: Need) -> list[_Listed]:
    catalog, entries = directory.catalog, directory.matcher.vocabulary.entries
    number_of = {entry.title: number for number, entry in enumerate(entries) if entry.kind == "condition"}
    found = []
    for number, row in enumerate(directory.roster.rows):
        if not serves(catalog, row.surgeon, need):
            continue
        known = facts(catalog, row.surgeon, need)
        focus, volume = _FOCUS[known.sentences[0]], known.sentences[1]
        cases = {"volume-none": _VOLUME_NONE, "volume-same": _VOLUME_SAME}.get(volume, int(known.values["cases"]))
        found.append(_Listed(row, number, focus, number_of.get(str(known.values["condition"]), -1), cases, known.levels))
    return found


def _list(directory: Directory, number_of_list: int, listed: list[_Listed], chunks: Chunks, told: Sequence[Any], files: dict[str, bytes]) -> dict[str, Any]:
    """
    The head of a list: how many, the best with their cards, and where its rows are by fit.

    Under `near` what a question with a place reads instead: how many, and which rows lie where.
    """
    slugs = {one.number: rank for rank, one in enumerate(sorted(listed, key=lambda one: one.row.surgeon.slug))}
    fits = {kind: sorted(listed, key=lambda one: (-score(one.levels, weights), one.row.surgeon.slug)) for kind, weights in _weightings(directory.weights)}
    top = sorted({one.number: one for found in fits.values() for one in found[:TOP]}.values(), key=lambda one: one.number)
    blocks = _near(listed, chunks.rows)
    rows = {f"near-{number}": _columns(block) | _spots(block, slugs) for number, block in enumerate(blocks)}
    rows |= {f"values-{number}": [_sets([one.row.values[facet] for one in block]) for facet in range(len(FACETS))] for number, block in enumerate(blocks)}
    for kind, found in fits.items():
        rows |= {f"{kind}-{start // chunks.rows}": _columns(found[start : start + chunks.rows]) for start in range(0, len(found), chunks.rows)}
        rows |= {f"{kind}-{facet.name}": _sets([one.row.values[number] for one in found]) for number, facet in enumerate(FACETS)}
    both = {"total": len(listed), "folder": f"rows/{number_of_list}-{_put_folder(files, f'rows/{number_of_list}', rows)}"}
    return {
        **both,
        "top": {kind: [one.number for one in found[:TOP]] for kind, found in fits.items()},
        "rows": _columns(top),
        "cards": [told[one.number] for one in top],
        "size": chunks.rows,
        "near": {**both, "bounds": [_bounds(block) for block in blocks]},
    }


def _near(listed: Sequence[_Listed], most: int) -> list[list[_Listed]]:
    """The rows in blocks of neighbours: halved across the wider side until a block is small enough; those without a point apart."""

    def halved(block: list[_Listed]) -> list[list[_Listed]]:
        if len(block) <= most:
            return [sorted(block, key=lambda one: one.row.surgeon.slug)]
        south, north, west, east = _bounds(block)
        tall = (north - south) * 4 > (east - west) * 3  # a degree of longitude is about three quarters of one of latitude
        ordered = sorted(block, key=lambda one: (one.row.points[0].latitude if tall else one.row.points[0].longitude, one.number))
        middle = most * ((-(-len(block) // most) + 1) // 2)
        return [*halved(ordered[:middle]), *halved(ordered[middle:])]

    lost = sorted((one for one in listed if not one.row.points), key=lambda one: one.row.surgeon.slug)
    found = [one for one in listed if one.row.points]
    return [*(halved(found) if found else []), *(lost[start : start + most] for start in range(0, len(lost), most))]


def _weightings(weights: Weights) -> tuple[tuple[str, Mapping[str, int]], ...]:
    return ("usual", weights.usual), ("second_opinion", weights.second_opinion)


def _bounds(block: Iterable[_Listed]) -> list[int]:
    """South, north, west and east of all offices of a block, in ten-thousandths of a degree; the whole world for one without a point."""
    points = [point for one in block for point in one.row.points]
    if not all(one.row.points for one in block):
        return [-900_000, 900_000, -1_800_000, 1_800_000]
    return [min(p.latitude for p in points), max(p.latitude for p in points), min(p.longitude for p in points), max(p.longitude for p in points)]


def _columns(block: Sequence[_Listed]) -> dict[str, Any]:
    """What the score and the reasons need, as columns, which compress to a third."""
    generic = [(one.levels[2], one.levels[4], one.levels[5], one.levels[6]) for one in block]
    kinds = sorted(set(generic))
    base, oldest = min((one.number for one in block), default=0), min((one.row.surgeon.in_practice_since for one in block), default=0)
    return {
        "base": base,
        "n": _digits([one.number - base for one in block]),
        "focus": _digits([one.focus for one in block]),
        "about": [one.condition for one in block] if len({one.condition for one in block}) > 1 else [block[0].condition] if block else [],
        "cases": _digits([one.cases - _VOLUME_SAME for one in block]),
        "oldest": oldest,
        "since": _digits([one.row.surgeon.in_practice_since - oldest for one in block]),
        "kinds": kinds,
        "kind": _digits([kinds.index(one) for one in generic]),
    }


def _spots(block: Sequence[_Listed], slugs: Mapping[int, int]) -> dict[str, Any]:
    """What the distance and the order need: the place among the slugs as steps, and the places of the block with whose offices stand there."""
    points = sorted({(point.latitude, point.longitude) for one in block for point in one.row.points})
    south, west = min((point[0] for point in points), default=0), min((point[1] for point in points), default=0)
    return {
        "slug": _digits(_steps([slugs[one.number] for one in block])),
        "offices": _digits([len(one.row.points) for one in block]),
        "at": _digits([points.index((point.latitude, point.longitude)) for one in block for point in one.row.points]),
        "south": south,
        "west": west,
        "lat": _digits(_steps([point[0] - south for point in points])),
        "lon": _digits([point[1] - west for point in points]),
    }


def _sets(values: Sequence[tuple[int, ...]]) -> list[Any]:
    """The values of a facet, row by row, as numbers of the sets that occur, the commonest first."""
    counts = Counter(values)
    sets = sorted(counts, key=lambda one: (-counts[one], one))
    number = {one: position for position, one in enumerate(sets)}
    return [sets, _digits([number[one] for one in values])]


def _steps(numbers: Sequence[int]) -> list[int]:
    return [number - last for number, last in zip(numbers, [0, *numbers], strict=False)]


def _digits(numbers: Sequence[int]) -> list[str]:
    """Whole numbers from 0 on to the base of 91, as one text a digit, the last digit first; the digits are what JSON writes with one letter."""
    base, texts, rest = len(_LETTERS), [], list(numbers)
    while not texts or any(rest):
        texts.append("".join(_LETTERS[number % base] for number in rest))
        rest = [number // base for number in rest]
    return texts


def _order(roster: Roster) -> list[int]:
    """For each number the place in the order of names."""
    by_name = sorted(range(len(roster.rows)), key=lambda number: name_key(roster.rows[number].surgeon.slug))
    places = {number: place for place, number in enumerate(by_name)}
    return [places[number] for number in range(len(roster.rows))]


# Names and places, sharded by their first letters


def _names(names: Names, roster: Roster, blocks: Sequence[Sequence[_Listed]], files: dict[str, bytes]) -> dict[str, Any]:
    """
    One folder for all names: files by share of the word, and by letter the family names that a misspelled one may mean.

    A surgeon stands there with the number and the block of the list of all.
    """
    block_of = {one.number: number for number, block in enumerate(blocks) for one in block}
    shares = max(1, len(names.family) // FAMILIES)
    shards: list[dict[str, list]] = [{"family": [], "hospital": []} for _ in range(shares)]
    for word, rows in names.family.items():
        numbered = [(" ".join(family), " ".join(given), slug, roster.numbers[slug]) for family, given, slug in rows]
        shards[share_of(word, shares)]["family"].append([word, [[*one, block_of[one[3]]] for one in numbered]])
    for word, rows in names.hospital.items():
        shards[share_of(word, shares)]["hospital"].append([word, [[" ".join(key), name] for key, name in rows]])
    letters = sorted({word[0] for word in names.family if word[0] in ascii_lowercase})
    alike = {letter: fronted([word for word in names.family if word[0] == letter]) for letter in letters}
    folder = _put_folder(files, "names", {str(number): shard for number, shard in enumerate(shards)} | alike)
    return {"folder": f"names-{folder}", "shares": shares, "letters": "".join(letters)}


def _places(gazetteer: Gazetteer, plain: frozenset[str], files: dict[str, bytes]) -> dict[str, str]:
    """
    One folder for all places, named by their content; `zip/080.json` by three digits, `city/ca.json` by two letters.

    The size of a city of a plain English name is negative.
    """
    zips: dict[str, list] = defaultdict(list)
    for code, place in sorted(gazetteer.zips.items()):
        zips[code[:3]].append([code, place.name, place.state, place.point.latitude, place.point.longitude])
    cities: dict[str, list] = defaultdict(list)
    for name, states in sorted(gazetteer.cities.items()):
        for state, place in sorted(states.items()):
            cities[name[:2]].append([name, place.name, state, place.point.latitude, place.point.longitude, -place.size if name in plain else place.size])
    shards = {f"zip/{key}.json": _bytes(_place_columns(rows)) for key, rows in sorted(zips.items())}
    shards |= {f"city/{key}.json": _bytes(_place_columns(rows)) for key, rows in sorted(cities.items())}
    folder = "places-" + hashlib.sha256(b"".join(name.encode() + content for name, content in shards.items())).hexdigest()[:8]
    files.update({f"search/{folder}/{name}": content for name, content in shards.items()})
    return {"folder": folder, "nozip": " ".join(f"{number:03d}" for number in range(1000) if f"{number:03d}" not in zips), "city": "|".join(sorted(cities))}


def _place_columns(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Rows as columns, latitude and longitude as differences from the row before."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    columns[3], columns[4] = _steps(columns[3]), _steps(columns[4])
    return columns
