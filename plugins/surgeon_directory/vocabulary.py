"""Everything the matcher knows of the language, as one frozen value: read from the catalog, weighed by Whoosh.

Nothing here is written for a single query or a single field of medicine: the phrases come from the front matter of
conditions and procedures, the families from content/words.yaml, the weights from the index.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from .catalog import Catalog
from .index import VocabularyDocument, WordWeights, weigh
from .learned import Scale, read_scales
from .models import Condition, Procedure, Words
from .text import Rewrites, Term, Token, build_rewrites, is_code, stems, terms, tokens

NAME, SYMPTOM, NOT_THIS = 0, 1, 2
RARE = 5  # phrases at most that a rare term stands in
_COMMON = {"very common": 112, "common": 106, "uncommon": 100, "rare": 94}


@dataclass(frozen=True, slots=True)
class Entry:
    """A condition or procedure as the matcher sees it. `common` is in per cent; `linked` are the other kind's entries."""

    kind: str  # condition | procedure
    slug: str
    title: str
    regions: tuple[str, ...]
    common: int
    linked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One name or saying of an entry: its distinct terms in the order of the alphabet, fillers left out; and those of them that are rare."""

    entry: int
    kind: int
    terms: tuple[str, ...]
    rare: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Grammar:
    """The tables that turn words into terms and tell what they do in a sentence. Sets hold stems or terms."""

    rewrites: Rewrites
    filler: frozenset[str]
    negation: Rewrites
    turning: frozenset[str]
    undenied: Rewrites


@dataclass(frozen=True, slots=True)
class Leanings:
    """
    What whole texts lean to, learned from judged ones, in hundredths of log odds: a bias for each entry that was learned,
    and for each term (a denied one with its mark) the entries it speaks for or against.
    """

    biases: Mapping[int, int]
    weights: Mapping[str, tuple[tuple[int, int], ...]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The language of the site. `regions`: term -> region; `levels`: letter -> region; `near`: term -> neighbours."""

    entries: tuple[Entry, ...]
    phrases: tuple[Phrase, ...]
    grammar: Grammar
    near: Mapping[str, tuple[str, ...]]
    general: frozenset[str]
    regions: Mapping[str, str]
    levels: Mapping[str, str]
    everywhere: frozenset[str]  # regions that take in all others
    words: WordWeights
    elsewhere: Rewrites
    second_opinion: Rewrites
    asks: frozenset[str]
    known: Mapping[str, int]  # every word it knows -> how gladly a misspelling is read as it (smaller first)
    stems: frozenset[str]  # the stems of all its tables: a word with one of these is never a misspelling
    english: frozenset[str]
    ours: Scale  # terms, and two neighbours with a space between, that speak for this field of medicine (above 0) or for another one
    ours_facts: Mapping[str, int]  # what else speaks for it, or for another one: hundredths of log odds for a hundred of it
    leanings: Leanings


@dataclass(frozen=True, slots=True)
class Read:
    """A term of a text with what the grammar says of it."""

    term: str
    first: int
    last: int
    denied: bool
    filler: bool


def is_level(term: str) -> bool:
    """Whether a term is a vertebral level such as l4 or l4-l5: it says where, hardly what."""
    return len(term) > 1 and term[1].isdigit() and (len(term) < 4 or "-" in term)


def read(found: tuple[Token, ...], grammar: Grammar) -> tuple[Read, ...]:
    """
    The terms of a text, each marked as filler or denied.

    A denial reaches from its word to the end of the clause, a turning word, or five terms further, whichever comes
    first; phrases such as "no idea" deny nothing.
    """
    undenied = _covered(found, grammar.undenied)
    deniers = {term.first for term in terms(found, grammar.negation) if term.term == "no" and term.first not in undenied}
    result: list[Read] = []
    reach, clause = 0, -1
    for term in terms(found, grammar.rewrites):
        if term.clause != clause or term.term in grammar.turning:
            reach, clause = 0, term.clause
        if term.first == term.last and term.first in deniers:
            reach = 5
            result.append(Read(term.term, term.first, term.last, False, True))
            continue
        filler = term.term in grammar.filler
        result.append(Read(term.term, term.first, term.last, reach > 0 and not filler, filler))
        if not filler:
            reach = max(0, reach - 1)
    return tuple(result)


def _covered(found: tuple[Token, ...], table: Rewrites) -> frozenset[int]:
    return frozenset(index for term in spotted(found, table) for index in range(term.first, term.last + 1))


def spotted(found: tuple[Token, ...], table: Rewrites) -> tuple[Term, ...]:
    """Just those terms of a text that come from the table."""
    names = {name for rows in table.values() for _, name in rows}
    return tuple(term for term in terms(found, table) if term.term in names and _is_row(found, term, table))


def _is_row(found: tuple[Token, ...], term: Term, table: Rewrites) -> bool:
    key = tuple(token.stem for token in found[term.first : term.last + 1])
    return any(row == key for row, _ in table.get(key[0], ()))


def key_terms(found: tuple[Token, ...], grammar: Grammar) -> tuple[str, ...]:
    """The terms that carry meaning, in order; a denied one is marked with an exclamation mark."""
    return tuple(("!" if one.denied else "") + one.term for one in read(found, grammar) if not one.filler)


def build_grammar(words: Words) -> Grammar:
    """The grammar of content/words.yaml."""
    rewrites = build_rewrites((family.family, family.words) for family in words.same)
    return Grammar(
        rewrites,
        frozenset(stem for text in words.filler for stem in stems(text) if len(stems(text)) == 1),
        build_rewrites([("no", words.negation)]),
        frozenset(stem for text in words.turning for stem in stems(text)),
        build_rewrites([("undenied", words.undenied)]),
    )


def build_vocabulary(catalog: Catalog) -> Vocabulary:
    """The vocabulary of a catalog."""
    words, grammar = catalog.words, build_grammar(catalog.words)
    sources = (*(catalog.conditions[slug] for slug in sorted(catalog.conditions)), *(catalog.procedures[slug] for slug in sorted(catalog.procedures)))
    entries = tuple(_entry(catalog, source) for source in sources)
    near, regions_and_levels = _near(words, grammar), _regions(catalog, grammar)
    said = _telling([phrase for number, source in enumerate(sources) for phrase in _phrases(number, source, grammar)])
    general = frozenset(_first_term(text, grammar) for text in words.general)
    asks = frozenset(stem for text in words.asks for stem in stems(text))
    families = frozenset(term for rows in grammar.rewrites.values() for _, term in rows)
    phrases = _with_rare(said, frozenset({*near, *regions_and_levels[0], *general, *asks, *families, *grammar.filler, *grammar.turning, *grammar.negation}))
    weighed = weigh([_document(number, phrases) for number in range(len(sources))])
    regions, levels = regions_and_levels
    passing = build_rewrites([("passing", words.passing), ("elsewhere", words.elsewhere)])
    everywhere = frozenset(one.region for one in catalog.medicine.regions if one.everywhere)
    return Vocabulary(
        entries, phrases, grammar, near, general,
        regions, levels, everywhere, weighed, passing, build_rewrites([("second-opinion", words.second_opinion)]),
        asks,
        _known(catalog, weighed, grammar), _stems(words, grammar, weighed, phrases, passing, regions, near), catalog.english,
        *_ours(catalog), _leanings(catalog, entries),
    )  # fmt: skip


def _ours(catalog: Catalog) -> tuple[Scale, Mapping[str, int]]:
    learned = read_scales(catalog.heard).get("ours", Scale())
    words = {name[2:]: weight for name, weight in learned.weights.items() if name[0] != "f"}
    return Scale(learned.bias, MappingProxyType(words)), MappingProxyType({name[2:]: weight for name, weight in learned.weights.items() if name[0] == "f"})


def _leanings(catalog: Catalog, entries: Sequence[Entry]) -> Leanings:
    numbers = {entry.slug: number for number, entry in enumerate(entries) if entry.kind == "condition"}
    scales = read_scales(catalog.heard)
    learned = {numbers[name.removeprefix("means ")]: scale for name, scale in scales.items() if name.startswith("means ")}
    table: dict[str, list[tuple[int, int]]] = {}
    for entry, scale in sorted(learned.items()):
        for name, weight in scale.weights.items():
            table.setdefault(name.removeprefix("w "), []).append((entry, weight))
    biases = {entry: scale.bias for entry, scale in sorted(learned.items())}
    return Leanings(MappingProxyType(biases), MappingProxyType({term: tuple(pairs) for term, pairs in sorted(table.items())}))


def _stems(
    words: Words,
    grammar: Grammar,
    weighed: WordWeights,
    phrases: Iterable[Phrase],
    passing: Rewrites,
    regions: Mapping[str, str],
    near: Mapping[str, tuple[str, ...]],
) -> frozenset[str]:
    """Every stem that some table knows; the browser gathers the same from the same tables."""
    tables = (grammar.rewrites, grammar.negation, grammar.undenied, passing, build_rewrites([("second-opinion", words.second_opinion)]))
    keys = (stem for table in tables for rows in table.values() for key, _ in rows for stem in key)
    classes = (
        stem for family in words.classes for text in family.words for word in text.split() if not word.startswith("{") for stem in stems(word.lstrip("="))
    )
    asks = (stem for text in words.asks for stem in stems(text))
    terms_of = (term.removeprefix("!") for phrase in phrases for term in phrase.terms)
    return frozenset({*keys, *classes, *asks, *terms_of, *weighed.weights, *grammar.filler, *grammar.turning, *regions, *near})


def _entry(catalog: Catalog, source: Condition | Procedure) -> Entry:
    if isinstance(source, Condition):
        return Entry("condition", source.slug, source.title, source.regions, _COMMON[source.how_common], source.procedures)
    treats = sorted(
        (one.procedures.index(source.slug), -_COMMON[one.how_common], one.slug) for one in catalog.conditions.values() if source.slug in one.procedures
    )
    return Entry("procedure", source.slug, source.title, source.regions, 100, tuple(slug for _, _, slug in treats))


def _phrases(number: int, source: Condition | Procedure, grammar: Grammar) -> list[Phrase]:
    seen: dict[tuple[int, frozenset[str]], Phrase] = {}
    codes = source.icd10 if isinstance(source, Condition) else ()
    texts = ((NAME, (source.title, *source.also_called, *codes, *(code[:5] for code in codes))), (SYMPTOM, source.symptoms), (NOT_THIS, source.not_this))
    for kind, sayings in texts:
        for saying in sayings:
            distinct = tuple(sorted(set(key_terms(tokens(saying), grammar))))
            if kind == NOT_THIS and (NAME, frozenset(distinct)) in seen:
                continue  # "doing the dishes" is left with the letters of DISH alone: a name stays a name
            if distinct and (kind, frozenset(distinct)) not in seen:
                seen[kind, frozenset(distinct)] = Phrase(number, kind, distinct)
    return list(seen.values())


def _telling(phrases: list[Phrase]) -> tuple[Phrase, ...]:
    """
    The phrases without words that stand in a single symptom and nowhere else.

    Such a word (the barn, the photographs) is scenery: it tells nothing of the condition, and kept it would drag every
    text about barns to it.
    """
    counts = Counter(term for phrase in phrases for term in phrase.terms if phrase.kind != NOT_THIS)
    named = {term for phrase in phrases if phrase.kind == NAME for term in phrase.terms}
    kept = (
        phrase if phrase.kind != SYMPTOM else replace(phrase, terms=tuple(term for term in phrase.terms if counts[term] > 1 or term in named))
        for phrase in phrases
    )
    return tuple(dict.fromkeys(phrase for phrase in kept if phrase.terms))


def _with_rare(phrases: tuple[Phrase, ...], common: frozenset[str]) -> tuple[Phrase, ...]:
    """
    The phrases in order, each with those of its terms that are rare: that stand in at most RARE phrases.

    A name is not said by its common words alone: a phrase with rare terms counts only for a text that has one of them.
    """
    counts = Counter(term.removeprefix("!") for phrase in phrases if phrase.kind != NOT_THIS for term in phrase.terms)
    rare = {term for term, count in counts.items() if (term.isalpha() or is_code(term)) and count <= RARE} - common
    with_rare = (
        phrase if phrase.kind == NOT_THIS else replace(phrase, rare=frozenset(term for term in phrase.terms if term.removeprefix("!") in rare))
        for phrase in phrases
    )
    return tuple(sorted(with_rare, key=lambda phrase: (phrase.entry, phrase.kind, phrase.terms)))


def _document(number: int, phrases: Iterable[Phrase]) -> VocabularyDocument:
    own = [phrase for phrase in phrases if phrase.entry == number]
    return VocabularyDocument(
        tuple(term for phrase in own if phrase.kind == NAME for term in phrase.terms if not term.startswith("!")),
        tuple(term for phrase in own if phrase.kind == SYMPTOM for term in phrase.terms if not term.startswith("!")),
    )


def _first_term(text: str, grammar: Grammar) -> str:
    found = read(tokens(text), grammar)
    return found[0].term if found else ""


def _near(words: Words, grammar: Grammar) -> Mapping[str, tuple[str, ...]]:
    table: dict[str, set[str]] = {}
    for family in words.near:
        members = {_first_term(word, grammar) for word in family.words}
        for member in members:
            table.setdefault(member, set()).update(members - {member})
    return MappingProxyType({term: tuple(sorted(others)) for term, others in sorted(table.items())})


def _regions(catalog: Catalog, grammar: Grammar) -> tuple[Mapping[str, str], Mapping[str, str]]:
    regions: dict[str, str] = {}
    levels: dict[str, str] = {}
    for region in catalog.medicine.regions:
        for word in region.words:
            regions.setdefault(_first_term(word, grammar), region.region)
        if region.levels:
            levels[region.levels] = region.region
    return MappingProxyType(dict(sorted(regions.items()))), MappingProxyType(dict(sorted(levels.items())))


def _known(catalog: Catalog, weighed: WordWeights, grammar: Grammar) -> Mapping[str, int]:
    """Every word of the vocabulary with its weight; words which only other doctors use come last."""
    table: dict[str, int] = {}

    def know(text: str, weight: int | None) -> None:
        for token in tokens(text):
            if token.word.isalpha() and len(token.word) > 1:
                mine = weighed.weights.get(token.stem, weighed.weights.get(_first_term(token.word, grammar), 400)) if weight is None else weight
                table[token.word] = min(mine, table.get(token.word, 9999))

    for entry in (*catalog.conditions.values(), *catalog.procedures.values()):
        for text in (entry.title, *entry.also_called, *entry.symptoms, *entry.not_this):
            know(text, None)
    words = catalog.words
    for family in (*words.same, *words.near, *words.classes):
        for text in family.words:
            know(text, None)
    for region in catalog.medicine.regions:
        for text in region.words:
            know(text, None)
    for text in (*words.filler, *words.general, *words.negation, *words.turning, *words.second_opinion, *words.asks, *words.undenied, *words.calm):
        know(text, 800)
    for text in (*words.passing, *words.elsewhere):
        know(text, 900)
    return MappingProxyType(dict(sorted(table.items())))
