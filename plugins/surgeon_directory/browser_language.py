"""The language as the browser reads it: a core for every question, files of rare words by word, spelling, and the alarms of danger.

What is commonly said stands in the core. A name with a rare word counts only for a text that has this word, so it may
wait in the file of that word. `browser_index` writes the files.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from .catalog import Catalog
from .danger import DENIAL, GAP, LEVELS, REACH, Alarms
from .fit import ENOUGH_CASES, ENOUGH_YEARS, PARTS, SENTENCES, TITLES, Weights
from .heard import AGAINST, CLOSE_BY, DOUBT, ENOUGH, LONG, OPENS
from .match import Directory
from .packing import Steps, core_scale, fronted, pairs, share_of, shared, steps_of, table_text, weights_text
from .places import state_codes
from .roster import FACETS
from .text import stem
from .vocabulary import NOT_THIS, Entry, Phrase, Vocabulary

SHARDS = 128  # files of the language: what only matters to a text with a word outside the core


def shard_of(stem: str) -> int:
    """The file of the language that a stem outside the core stands in."""
    return share_of(stem, SHARDS)


def _by_shard(stems: Iterable[str]) -> Mapping[int, list[str]]:
    """Stems in order, by their shard."""
    shards: dict[int, list[str]] = defaultdict(list)
    for one in sorted(stems):
        shards[shard_of(one)].append(one)
    return shards


@dataclass(frozen=True, slots=True)
class _Tiers:
    """
    What every question needs, the core, and what needs a word outside of it, in shards by that word.

    `stems`: those of the core. `homes`: for each term that only words outside the core can mean, the shards of those words.
    """

    stems: frozenset[str]
    homes: Mapping[str, frozenset[int]]

    def home(self, key: Iterable[str]) -> int | None:
        """The shard of a row of stems: that of its first stem outside the core; None in the core."""
        return next((shard_of(stem) for stem in key if stem not in self.stems), None)

    def homes_of(self, phrase: Phrase) -> frozenset[int]:
        """The shards of a phrase, none in the core: of each of its rare terms, or of the first term that is not the core's."""
        if phrase.rare:
            return frozenset(shard_of(term.removeprefix("!")) for term in phrase.rare)
        return self.homes_of_terms(phrase.terms)

    def homes_of_terms(self, terms: Iterable[str]) -> frozenset[int]:
        """The shards of the first of these terms that is not the core's; none when all are."""
        return next((self.homes[bare] for term in terms if (bare := term.removeprefix("!")) in self.homes), frozenset())


def _tiers(vocabulary: Vocabulary) -> _Tiers:
    stems = _core_stems(vocabulary)
    rows = [(key, term) for keys in vocabulary.grammar.rewrites.values() for key, term in keys]
    reached = {term for key, term in rows if stems.issuperset(key)} | stems | vocabulary.words.weights.keys()
    reached -= {term.removeprefix("!") for phrase in vocabulary.phrases for term in phrase.rare}
    learned = {term.removeprefix("!") for name in (*vocabulary.ours.weights, *vocabulary.leanings.weights) for term in name.split(" ")}
    spoken = {term.removeprefix("!") for phrase in vocabulary.phrases for term in phrase.terms} | learned
    homes = {term: {shard_of(term)} for term in spoken - reached}
    for key, term in rows:
        if term in homes and not stems.issuperset(key):
            homes[term].add(next(shard_of(stem) for stem in key if stem not in stems))
    return _Tiers(stems, {term: frozenset(shards) for term, shards in homes.items()})


def vocabularies(directory: Directory) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any], dict[str, Any]]:
    """
    The vocabulary: the core, the shards of the language, the spelling, and the alarms.

    Only an unknown word needs the spelling, and only words that danger is told with the alarms.
    """
    vocabulary, lexicon = directory.matcher.vocabulary, directory.matcher.lexicon
    grammar, gate, tiers = vocabulary.grammar, directory.ear.gate, _tiers(vocabulary)
    homes = [tiers.homes_of(phrase) for phrase in vocabulary.phrases]
    early = frozenset(number for number, shards in enumerate(homes) if not shards)
    names = _terms(vocabulary, early, tiers)
    tables = {
        "same": grammar.rewrites, "negation": grammar.negation, "undenied": grammar.undenied, "elsewhere": vocabulary.elsewhere,
        "second": vocabulary.second_opinion, "preferences": directory.preferences.table,
    }  # fmt: skip
    rows: dict[tuple[str, int | None], list] = defaultdict(list)
    for name, table in tables.items():
        for keys in table.values():
            for row in keys:
                rows[name, tiers.home(row[0])].append(row)
    core = {
        **_core(directory, names, early, tiers),
        **{name: table_text(rows[name, None]) for name in tables},
        "shards": SHARDS,
        "gate": [LONG, OPENS, *core_scale(gate, names, {stem for stem in gate.weights if stem in tiers.stems})],
    }
    spelled_out = (part for name in tables for key, _ in rows[name, None] if name != "preferences" for part in key)
    in_core = {*names, *grammar.filler, *grammar.turning, *vocabulary.asks, *spelled_out}
    known, english = _by_shard(vocabulary.stems - in_core), _by_shard(lexicon.english)
    alarms = _alarms_at(directory, tiers)
    language = {
        str(shard): {
            **{name: table_text(rows[name, shard]) for name in tables if rows[name, shard]},
            "stems": fronted(known[shard]),
            "english": fronted(english[shard]),
            "alarms": alarms[shard],
            "gate": weights_text(gate, names, {stem for stem in gate.weights if stem not in tiers.stems and shard_of(stem) == shard}),
            "ours": weights_text(vocabulary.ours, names, {name for name in vocabulary.ours.weights if shard in tiers.homes_of_terms(name.split(" "))}),
            "means": _more_leanings(vocabulary, [term for term in vocabulary.leanings.weights if shard in tiers.homes_of_terms([term])]),
            **_late(vocabulary, names, [number for number, shards in enumerate(homes) if shard in shards]),
        }
        for shard in range(SHARDS)
    }
    words = sorted(lexicon.gladness)
    spelling = {"words": fronted(words), "glad": "".join(chr(97 + lexicon.gladness[word]) for word in words)}
    return core, language, spelling, alarms_of(directory.alarms) | alarms[None]


def _late(vocabulary: Vocabulary, names: Sequence[str], numbers: Sequence[int]) -> dict[str, Any]:
    """The phrases of a shard, with those of their terms that the core has not: weights, and impacts as pairs of entry and impact."""
    more = sorted({term.removeprefix("!") for number in numbers for term in vocabulary.phrases[number].terms} - set(names))
    place = {term: position for position, term in enumerate((*names, *more))}
    postings = vocabulary.words.postings
    return {
        "terms": " ".join(more),
        "weights": [vocabulary.words.weights.get(term, 0) for term in more],
        "impacts": pairs([postings.get(term, ()) for term in more]),
        "phrases": _phrases(vocabulary, place, frozenset(numbers)),
    }


def _core_stems(vocabulary: Vocabulary) -> frozenset[str]:
    """The stems of names and symptoms, of grammar, and of those families' words which are plain English."""
    grammar = vocabulary.grammar
    plain = {stem(word) for word in vocabulary.english}
    family = {part for rows in grammar.rewrites.values() for key, _ in rows for part in key if part in plain}
    rare = {term.removeprefix("!") for phrase in vocabulary.phrases for term in phrase.rare}
    said = {term.removeprefix("!") for phrase in vocabulary.phrases if phrase.kind != NOT_THIS for term in phrase.terms}
    denying = {part for rows in grammar.negation.values() for key, _ in rows for part in key}
    tables = {*grammar.filler, *grammar.turning, *vocabulary.asks, *vocabulary.near, *vocabulary.regions, *vocabulary.words.weights}
    return frozenset(({*family, *said, *denying} | tables) - rare)


def _terms(vocabulary: Vocabulary, early: frozenset[int], tiers: _Tiers) -> list[str]:
    """The terms of the core, the most used first: small numbers compress better."""
    counts = Counter(term.removeprefix("!") for number in early for term in vocabulary.phrases[number].terms)
    others = {*vocabulary.words.weights, *vocabulary.near, *vocabulary.regions, *(other for row in vocabulary.near.values() for other in row)}
    return [*sorted(counts, key=lambda term: (-counts[term], term)), *sorted(others - counts.keys() - tiers.homes.keys())]


def _leaning_steps(vocabulary: Vocabulary) -> Steps:
    return steps_of(weight for row in vocabulary.leanings.weights.values() for _, weight in row)


def _core_leanings(vocabulary: Vocabulary, names: Sequence[str], tiers: _Tiers) -> list[Any]:
    """What texts lean to: the steps of the weights, entry and bias in turn, pairs for each term of the core, and all others that need no word outside of it."""
    leanings, steps = vocabulary.leanings, _leaning_steps(vocabulary)
    rest = [term for term in leanings.weights if not tiers.homes_of_terms([term]) and term not in set(names)]
    biases = [value for pair in leanings.biases.items() for value in pair]
    return [steps.step, steps.lowest, biases, pairs([leanings.weights.get(term, ()) for term in names], steps), _more_leanings(vocabulary, rest)]


def _more_leanings(vocabulary: Vocabulary, terms: Sequence[str]) -> list[str]:
    """Terms, and what they lean to as the two texts of pairs."""
    return [" ".join(terms), *pairs([vocabulary.leanings.weights[term] for term in terms], _leaning_steps(vocabulary))]


def _bare(part: str) -> str:
    """The stem of a part of a class; `=legs` is the exact word."""
    return stem(part[1:]) if part.startswith("=") else part


def _core(directory: Directory, names: Sequence[str], early: frozenset[int], tiers: _Tiers) -> dict[str, Any]:
    vocabulary = directory.matcher.vocabulary
    number = {term: position for position, term in enumerate(names)}
    regions = [region.region for region in directory.catalog.medicine.regions]
    entries = vocabulary.entries
    slugs = {entry.slug: position for position, entry in enumerate(entries)}
    return {
        "terms": " ".join(names),
        "weights": [vocabulary.words.weights.get(term, 0) for term in names],
        "impacts": _impacts(vocabulary, names, early),
        "others": _other_impacts(vocabulary, names, early),
        "entries": [
            [0 if one.kind == "condition" else 1, one.slug, _title(one), [regions.index(r) for r in one.regions], one.common, [slugs[s] for s in one.linked]]
            for one in entries
        ],
        "phrases": _phrases(vocabulary, number, early),
        "regionnames": regions,
        "everywhere": [regions.index(one) for one in sorted(vocabulary.everywhere)],
        "regions": [[number[term], regions.index(region)] for term, region in vocabulary.regions.items()],
        "levels": {letter: regions.index(region) for letter, region in vocabulary.levels.items()},
        "near": [[number[term], *(number[other] for other in others)] for term, others in vocabulary.near.items()],
        "general": [number[term] for term in sorted(vocabulary.general) if term in number],
        "filler": fronted(sorted(vocabulary.grammar.filler)),
        "turning": " ".join(sorted(vocabulary.grammar.turning)),
        "asks": " ".join(sorted(vocabulary.asks)),
        "facets": [[facet.name, facet.title] for facet in FACETS],
        "fit": _fit(directory.weights, directory.catalog.today.year),
        "ours": core_scale(vocabulary.ours, names, {name for name in vocabulary.ours.weights if not tiers.homes_of_terms(name.split(" "))}),
        "oursfacts": dict(sorted(vocabulary.ours_facts.items())),
        "means": _core_leanings(vocabulary, names, tiers),
        "articles": _articles(directory.catalog, slugs),
        "states": _states(),
    }


def _title(entry: Entry) -> str:
    """The title of an entry; nothing for what most have, their slug as words: the browser fills it in."""
    return "" if entry.title == entry.slug.replace("-", " ").capitalize() else entry.title


def _said(vocabulary: Vocabulary, among: frozenset[int]) -> Mapping[str, list[int]]:
    """For each term the entries with a phrase among these that says it, in order."""
    said: dict[str, set[int]] = defaultdict(set)
    for number in among:
        phrase = vocabulary.phrases[number]
        for term in phrase.terms if phrase.kind != NOT_THIS else ():
            said[term].add(phrase.entry)
    return {term: sorted(entries) for term, entries in said.items()}


def _impacts(vocabulary: Vocabulary, names: Sequence[str], among: frozenset[int]) -> str:
    """
    Whoosh's impacts as one letter each (a is nothing), term by term, for the entries that say the term among these phrases, in their order.

    The entries themselves need not be told: the phrases say which they are.
    """
    said, postings = _said(vocabulary, among), vocabulary.words.postings
    return " ".join("".join(chr(97 + impact) for entry in said.get(term, ()) for impact in (dict(postings.get(term, ())).get(entry, 0),)) for term in names)


def _other_impacts(vocabulary: Vocabulary, names: Sequence[str], among: frozenset[int]) -> list[str]:
    """The impacts of terms on entries which say them in other phrases only, as pairs, term by term."""
    said = _said(vocabulary, among)
    return pairs([[(entry, impact) for entry, impact in vocabulary.words.postings.get(term, ()) if entry not in said.get(term, ())] for term in names])


def _phrases(vocabulary: Vocabulary, number: Mapping[str, int], among: frozenset[int]) -> str:
    """
    Entry by entry (;) its names, symptoms and look-alikes (/), each phrase a digit and letters.

    The digit: with how many terms the phrase before begins as well. A letter for each other term, `@` for the first of the list; a denied term has a minus.
    """
    kinds: list[list[list[list[str]]]] = [[[], [], []] for _ in vocabulary.entries]
    for position in sorted(among):
        phrase = vocabulary.phrases[position]
        ordered = sorted((number[term.removeprefix("!")], term.startswith("!")) for term in phrase.terms)
        kinds[phrase.entry][phrase.kind].append([f"{'-' if denied else ''}{chr(ord('@') + term)}" for term, denied in ordered])

    def in_order(phrases: list[list[str]]) -> str:
        phrases = sorted(phrases, key=lambda one: [letter.removeprefix("-") for letter in one])
        lengths = [shared(before, phrase, 9) for before, phrase in pairwise([[], *phrases])]
        return "".join(f"{length}{''.join(phrase[length:])}" for length, phrase in zip(lengths, phrases, strict=True))

    return ";".join("/".join(in_order(phrases) for phrases in entry) for entry in kinds)


def alarms_of(alarms: Alarms) -> dict[str, Any]:
    """What is known of danger whatever the words."""
    return {
        "signs": [[LEVELS.index(sign.level), sign.sign] for sign in alarms.signs],
        "patterns": [[sign, text] for sign, text in alarms.notation],
        "calm": list(alarms.calm_notation),
        "gap": GAP, "reach": REACH, "denial": DENIAL, "enough": ENOUGH, "against": AGAINST, "closeby": CLOSE_BY, "doubt": DOUBT,
    }  # fmt: skip


def _alarms_at(directory: Directory, tiers: _Tiers) -> Mapping[int | None, dict[str, Any]]:
    """Classes and learned weights of danger by the shard whose words they need; None: no word outside the core."""
    alarms, ear = directory.alarms, directory.ear
    classes: dict[int | None, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name, slot in sorted(alarms.classes.items()):
        for phrase in slot:
            classes[tiers.home(map(_bare, phrase))][name].append(" ".join(phrase))
    scales = [(0, ear.urgent), *((1 + alarms.signs.index(sign), scale) for sign, scale in ear.signs)]
    steps = steps_of(weight for _, scale in scales for weight in scale.weights.values())
    tables: dict[int | None, dict[str, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for number, scale in scales:
        for name, weight in scale.weights.items():
            tables[tiers.home(name[2:].split(" ") if name[0] in "wb" else ())][name].append((number, weight))

    def heard(table: Mapping[str, list[tuple[int, int]]]) -> dict[str, Any]:
        features = sorted(table)
        return {"features": fronted(features), "weights": pairs([sorted(table[name]) for name in features], steps)}

    def at(shard: int | None) -> dict[str, Any]:
        return {"classes": {name: "|".join(phrases) for name, phrases in classes[shard].items()}, **heard(tables[shard])}

    found = {shard: at(shard) for shard in (None, *range(SHARDS))}
    found[None]["classes"] = {name: found[None]["classes"].get(name, "") for name in sorted(alarms.classes)}
    biases = [value for number, scale in scales for value in (number, scale.bias)] if ear.signs else []
    found[None] |= {"steps": [steps.step, steps.lowest], "biases": biases}
    return found


def _fit(weights: Weights, year: int) -> dict[str, Any]:
    return {
        "parts": PARTS, "titles": [TITLES[part] for part in PARTS], "usual": [weights.usual[part] for part in PARTS],
        "second_opinion": [weights.second_opinion[part] for part in PARTS], "sentences": dict(sorted(SENTENCES.items())),
        "cases": ENOUGH_CASES, "years": ENOUGH_YEARS, "year": year,
    }  # fmt: skip


def _states() -> str:
    """The states by their code, each with its names in small letters: `AK alaska|AL alabama`; the code in small letters is one too."""
    names: dict[str, list[str]] = defaultdict(list)
    for name, code in sorted(state_codes().items()):
        names[code].extend([name] if name != code.lower() else [])
    return "|".join(" ".join([code, *(name.replace(" ", "_") for name in told)]) for code, told in sorted(names.items()))


def _articles(catalog: Catalog, number: Mapping[str, int]) -> list[list[Any]]:
    newest = sorted(catalog.articles.values(), key=lambda one: (-one.updated.toordinal(), one.slug))
    return [[one.slug, one.title, [number[slug] for slug in one.conditions]] for one in newest]
