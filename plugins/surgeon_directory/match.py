"""A patient's words to surgeons, with every reason: danger, then understanding, then the list. `match.js` is its twin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .catalog import Catalog
from .danger import LEVELS, Alarms, Urgent, build_alarms, check
from .fit import Need, Reason, Weights, facts, reasons, score, serves
from .heard import Ear, build_ear, listen
from .places import Gazetteer, Place, find_place, whole_miles, with_offices
from .roster import FACETS, Roster, Row, build_roster
from .spelling import build_lexicon
from .text import stems, tokens
from .understand import CLOSE, Matcher, Meant, Understood, build_matcher, understand
from .vocabulary import build_vocabulary
from .wishes import Names, Preferences, Wishes, build_names, build_preferences, find_wishes

WITHIN = 100  # miles, where a place is given and no distance
SORTS = ("best", "nearest", "experience", "name")
_SHARE = 55  # per cent of a procedure's score that goes to the condition it is most usual for; less to the others
_SHARED = 6


@dataclass(frozen=True, slots=True)
class Directory:
    """Everything a match needs, made ready once."""

    catalog: Catalog
    gazetteer: Gazetteer
    matcher: Matcher
    alarms: Alarms
    ear: Ear
    roster: Roster
    names: Names
    preferences: Preferences
    weights: Weights


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the words, the place box, the radius in miles (0: any), filters by facet, the order, and what is not meant."""

    words: str
    near: str = ""
    within: int | None = None
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "best"
    condition: str = ""  # chosen by hand among those found
    without: tuple[str, ...] = ()  # conditions the patient says it is not
    kept: frozenset[str] = frozenset()  # words to be read as they were typed


@dataclass(frozen=True, slots=True)
class FoundCondition:
    """A condition the words may mean."""

    slug: str
    title: str
    score: int
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundSurgeon:
    """A surgeon in the answer; `miles` is None without a place."""

    slug: str
    name: str
    score: int
    miles: int | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer to a question; `surgeons` has all of them, in order."""

    words: str
    corrected: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]
    urgent: Urgent | None
    conditions: tuple[FoundCondition, ...]
    surgeons: tuple[FoundSurgeon, ...]
    need: Need | None
    place: Place | None
    wishes: Wishes
    second_opinion: bool
    articles: tuple[tuple[str, str], ...]


def build_directory(catalog: Catalog, gazetteer: Gazetteer, weights: Weights) -> Directory:
    """The directory of a catalog."""
    vocabulary = build_vocabulary(catalog)
    roster = build_roster(catalog, gazetteer)
    gazetteer = with_offices(gazetteer, {(office.city, office.state) for row in roster.rows for office in row.surgeon.offices})
    preferences = build_preferences(catalog, roster)
    wished = frozenset(part for rows in preferences.table.values() for key, _ in rows for part in key)  # "Spanish" is no name and no misspelling
    lexicon = build_lexicon(vocabulary.known, vocabulary.stems, vocabulary.english | wished)
    return Directory(
        catalog, gazetteer, build_matcher(vocabulary, lexicon), build_alarms(catalog), build_ear(catalog), roster,
        build_names(roster, gazetteer, vocabulary.english), preferences, weights,
    )  # fmt: skip


def answer(directory: Directory, question: Question) -> Answer:
    """The answer to a question."""
    found = tokens(question.words)
    wishes = find_wishes(found, directory.matcher.lexicon, directory.preferences, directory.names, directory.gazetteer, question.kept)
    understood = understand(directory.matcher, found, question.kept, wishes.taken)
    conditions = conditions_of(directory.matcher, understood.meant, question.without)
    need = need_of(directory, question, understood, conditions, wishes)
    place = find_place(question.near, directory.gazetteer) if stems(question.near) else wishes.place
    surgeons = find_surgeons(directory, question, need, place, wishes, understood.second_opinion) if need else ()
    return Answer(
        question.words, understood.spelled.corrected, understood.ignored, urgent_of(directory, found, understood), conditions, surgeons, need, place, wishes,
        understood.second_opinion, articles_for(directory.catalog, conditions),
    )  # fmt: skip


def urgent_of(directory: Directory, found, understood: Understood) -> Urgent | None:
    """The most serious sign in the words as typed or as understood."""
    read = understood.spelled.tokens
    if not directory.ear.opens(found, read):
        return None
    seen = [one for one in (check(found, directory.alarms), check(read, directory.alarms)) if one]
    return listen(read, directory.alarms, directory.ear, min(seen, key=lambda one: LEVELS.index(one.level), default=None))


def conditions_of(matcher: Matcher, meant: tuple[Meant, ...], without: tuple[str, ...] = ()) -> tuple[FoundCondition, ...]:
    """The conditions meant, best first: those found by name or symptom, and those for which a procedure found is used."""
    entries = matcher.vocabulary.entries
    titles = {entry.slug: entry.title for entry in entries if entry.kind == "condition"}
    scores: dict[str, int] = {}
    because: dict[str, tuple[str, ...]] = {}
    for one in meant:
        entry = entries[one.entry]
        share = [(entry.slug, 100)] if entry.kind == "condition" else [(slug, _SHARE - 10 * n) for n, slug in enumerate(entry.linked[: _SHARED - 1])]
        for slug, per_cent in share:
            scores[slug] = scores.get(slug, 0) + one.score * per_cent // 100
            because[slug] = tuple(dict.fromkeys((*because.get(slug, ()), *one.because)))
    kept = sorted(((slug, points) for slug, points in scores.items() if slug not in without), key=lambda pair: (-pair[1], pair[0]))
    return tuple(FoundCondition(slug, titles[slug], points, because[slug]) for slug, points in kept if points * 100 >= kept[0][1] * CLOSE)


def need_of(directory: Directory, question: Question, understood: Understood, conditions: tuple[FoundCondition, ...], wishes: Wishes) -> Need | None:
    """What the surgeons are listed for: the condition chosen, the procedure named above all, the first condition, anyone at all, or nothing."""
    entries = directory.matcher.vocabulary.entries
    if question.condition in directory.catalog.conditions:
        return Need("condition", question.condition)
    if understood.meant and not question.without and entries[understood.meant[0].entry].kind == "procedure":
        return Need("procedure", entries[understood.meant[0].entry].slug)
    if conditions:
        return Need("condition", conditions[0].slug)
    asks = any(token.stem in directory.matcher.vocabulary.asks for token in understood.spelled.tokens)
    wished = bool(wishes.filters or wishes.place or wishes.surgeons or stems(question.near) or any(question.filters.values()))
    return Need("any") if (wished or asks or understood.second_opinion) and not understood.elsewhere else None


def filters_of(question: Question, wishes: Wishes) -> Mapping[str, tuple[str, ...]]:
    """The filters set by hand, and those read from the words."""
    merged: dict[str, tuple[str, ...]] = {name: tuple(values) for name, values in question.filters.items() if values}
    for facet, value in wishes.filters:
        merged[facet] = tuple(dict.fromkeys((*merged.get(facet, ()), value)))
    return merged


def miles_to(row: Row, place: Place | None) -> int | None:
    """Whole miles from a place to the nearest office; None without a place."""
    return min((whole_miles(place.point, point) for point in row.points), default=None) if place else None


def passes(roster: Roster, row: Row, filters: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a surgeon has, of every filtered facet, one of the values asked for."""
    for number, facet in enumerate(FACETS):
        asked = filters.get(facet.name)
        if asked and not any(roster.values[number][value][0] in asked for value in row.values[number]):
            return False
    return True


def find_surgeons(directory: Directory, question: Question, need: Need, place: Place | None, wishes: Wishes, second_opinion: bool) -> tuple[FoundSurgeon, ...]:
    """The surgeons who serve the need and pass the filters, in the order asked for; ties in the order of slugs."""
    weights = directory.weights.second_opinion if second_opinion else directory.weights.usual
    filters, within = filters_of(question, wishes), WITHIN if question.within is None else question.within
    need = Need("any") if wishes.surgeons else need
    found: list[tuple[tuple, FoundSurgeon]] = []
    for row in directory.roster.rows:
        if (wishes.surgeons and row.surgeon.slug not in wishes.surgeons) or not passes(directory.roster, row, filters):
            continue
        if not serves(directory.catalog, row.surgeon, need):
            continue
        miles = miles_to(row, place)
        if place and within and not wishes.surgeons and (miles is None or miles > within):
            continue
        known = facts(directory.catalog, row.surgeon, need)
        points = score(known.levels, weights)
        listed = FoundSurgeon(row.surgeon.slug, row.surgeon.name.full, points, miles, reasons(known, weights))
        found.append((sort_key(question.sort, row, points, miles), listed))
    return tuple(listed for _, listed in sorted(found, key=lambda pair: pair[0]))


def sort_key(sort: str, row: Row, points: int, miles: int | None) -> tuple:
    """The key of an order; every order ends with the slug."""
    slug = row.surgeon.slug
    far = 99_999 if miles is None else miles
    return {
        "best": (-points, far, slug), "nearest": (far, -points, slug),
        "experience": (row.surgeon.in_practice_since, -points, slug), "name": name_key(slug),
    }.get(sort, (-points, far, slug))  # fmt: skip


def name_key(slug: str) -> tuple[str, str]:
    """The key of the order by family name."""
    return slug.rsplit("-", 1)[-1], slug


def articles_for(catalog: Catalog, conditions: tuple[FoundCondition, ...]) -> tuple[tuple[str, str], ...]:
    """Up to three articles about the first two conditions found, the newest first."""
    asked = {one.slug for one in conditions[:2]}
    found = sorted((article for article in catalog.articles.values() if asked & set(article.conditions)), key=lambda one: (-one.updated.toordinal(), one.slug))
    return tuple((article.slug, article.title) for article in found[:3])
