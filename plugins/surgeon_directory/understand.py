"""Words to conditions: which conditions and procedures a text may mean, how strongly, and because of which words.

`understand.js` is its twin; all sums are sums of whole numbers. The score of an entry has three parts: the sayings of it
that the text repeats (squared coverage: half a saying is worth a quarter of it), Whoosh's impact of each word, and what
the text as a whole leans to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from .sense import LEANING, leanings, others, ours
from .spelling import Lexicon, Respelled, respell
from .text import Term, Token
from .vocabulary import NAME, NOT_THIS, Phrase, Read, Vocabulary, is_level, read, spotted

SYNONYM = 60  # per cent of a word's worth that its neighbour in meaning has
GENERAL = 42  # per cent of its weight that a word fitting every complaint has
NAME_WORTH = 110  # per cent: a name against a symptom
WHOLE = 130  # per cent: a name that is the whole text
WINDOW = 6  # content words that may stand between the words of one saying
OTHER_REGION = 55  # per cent left when the text speaks of other parts of the body only
SAME_REGION = 112
IMPACT = 8  # what one point of Whoosh's impact adds
MORE_SAYINGS = 5  # sayings beside the best one that count, at half
LEAST = 150  # a weaker entry is not told
FULL, HALF = 85, 55  # per cent of a saying
UNMISTAKABLE = 350  # hundredths: a word of so few entries that it may stand for a symptom alone
TELLING = 170  # hundredths: a word that alone can stand for an entry
CLOSE = 30  # per cent of the best score that an entry needs to be told
ELSEWHERE, PASSING = 340, 110  # what one word of other doctors weighs against the best entry
UNHEARD = 450  # weight of a word that stands only in phrases which must not lead here
NOT_OURS = 0  # hundredths of log odds up to which a text as a whole is for other doctors
MOST_WORDS = 120  # content words read; more than any patient's story needs


@dataclass(frozen=True, slots=True)
class Meant:
    """
    An entry (its number) that the text may mean: its score, and the words that led to it.

    `sure`: whether that is enough to say so; `named`: whether the whole text is a name of it.
    """

    entry: int
    score: int
    because: tuple[str, ...]
    sure: bool
    named: bool


@dataclass(frozen=True, slots=True)
class Understood:
    """What was made of a text. `regions` are the parts of the body it speaks of, `elsewhere` words of other doctors."""

    spelled: Respelled
    meant: tuple[Meant, ...]
    regions: tuple[str, ...]
    elsewhere: tuple[str, ...]
    second_opinion: bool
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matcher:
    """A vocabulary made ready: which sayings hold which term."""

    vocabulary: Vocabulary
    lexicon: Lexicon
    holders: Mapping[str, tuple[int, ...]]  # term -> numbers of phrases
    totals: tuple[int, ...]  # weight of each phrase
    anchors: frozenset[str]  # terms that stand in names and do not fit every complaint


Content = tuple[Read, ...]
Hit = tuple[int, str, int]  # position in the content words, term, value
Hits = Mapping[int, list[Hit]]  # by the number of their phrase


def weight(vocabulary: Vocabulary, term: str) -> int:
    """What a term weighs in hundredths of its inverse document frequency; a denied term weighs what the term does."""
    bare = term.removeprefix("!")
    heavy = vocabulary.words.weights.get(bare, UNHEARD)
    return heavy * GENERAL // 100 if bare in vocabulary.general or is_level(bare) else heavy


def build_matcher(vocabulary: Vocabulary, lexicon: Lexicon) -> Matcher:
    """The matcher of a vocabulary."""
    holders: dict[str, list[int]] = {}
    for number, phrase in enumerate(vocabulary.phrases):
        for term in phrase.terms:
            holders.setdefault(term, []).append(number)
    totals = tuple(sum(weight(vocabulary, term) for term in phrase.terms) for phrase in vocabulary.phrases)
    anchors = frozenset(term for phrase in vocabulary.phrases if phrase.kind == NAME for term in phrase.terms) - vocabulary.general
    return Matcher(vocabulary, lexicon, {term: tuple(numbers) for term, numbers in sorted(holders.items())}, totals, anchors)


@dataclass(frozen=True, slots=True)
class _Sayings:
    """A text as far as its sayings go: its terms, those that other doctors' words leave, these words, what they weigh, the regions, and the entries."""

    spoken: Content
    content: Content
    foreign: tuple[Term, ...]
    against: int
    regions: tuple[str, ...]
    meant: tuple[Meant, ...]


def _sayings_in(matcher: Matcher, found: tuple[Token, ...]) -> _Sayings:
    spoken = spoken_terms(matcher.vocabulary, found)
    hits = _hits(matcher, spoken)
    foreign = _foreign(matcher, found, spoken, hits)
    away = {number for term in foreign for number in range(term.first, term.last + 1)}
    content = tuple(one for one in spoken if not any(n in away for n in range(one.first, one.last + 1)))
    regions = _regions(matcher.vocabulary, content)
    against = sum(PASSING if term.term == "passing" else ELSEWHERE for term in foreign)
    if foreign:  # what is left of a text may be a name; the text is not ("heart attack with pain in the neck")
        meant = tuple(replace(one, named=False) for one in _weigh(matcher, found, content, regions, _hits(matcher, content)))
    else:
        meant = _weigh(matcher, found, content, regions, hits)
    return _Sayings(spoken, content, foreign, against, regions, meant)


def first_sense(matcher: Matcher, found: tuple[Token, ...]) -> tuple[Content, int, int]:
    """What `sense.ours` is asked about a text: its terms, the best score of its sayings, and what words of other doctors weigh in it."""
    text = _sayings_in(matcher, found)
    return text.spoken, text.meant[0].score if text.meant else 0, text.against


def understand(matcher: Matcher, asked: tuple[Token, ...], kept: frozenset[str] = frozenset(), taken: frozenset[int] = frozenset()) -> Understood:
    """What a text means. `kept` words are not respelled (names); tokens numbered in `taken` are left out: they mean something else."""
    vocabulary = matcher.vocabulary
    spelled = respell(tuple(token for number, token in enumerate(asked) if number not in taken), matcher.lexicon, kept)
    found = spelled.tokens
    text = _sayings_in(matcher, found)
    meant = _lean(vocabulary, found, text.spoken, text.meant)
    told = tuple(one for one in meant if one.score >= LEAST and one.score * 100 >= meant[0].score * CLOSE)
    theirs = _is_theirs(vocabulary, text, told)
    speaking = _because(found, text.spoken, frozenset(others(vocabulary, text.spoken))) if theirs else ()
    return Understood(
        spelled, () if theirs else told, text.regions, _surface(found, text.foreign) or speaking,
        bool(spotted(found, vocabulary.second_opinion)),
        tuple(dict.fromkeys(found[one.first].word for one in text.content if not _means_something(vocabulary, one))),
    )  # fmt: skip


def _is_theirs(vocabulary: Vocabulary, text: _Sayings, told: tuple[Meant, ...]) -> bool:
    """Whether a text is for other doctors: never one that is a name of ours; where nobody judged texts of this field, one that says nothing nearly in full."""
    if any(one.named for one in told):
        return False
    if not vocabulary.ours.weights:
        return not any(one.sure for one in told) or told[0].score <= text.against
    return ours(vocabulary, text.spoken, text.meant[0].score if text.meant else 0, text.against) <= NOT_OURS


def spoken_terms(vocabulary: Vocabulary, found: tuple[Token, ...]) -> Content:
    """The terms of a text that carry meaning, as many as are read."""
    return tuple(one for one in read(found, vocabulary.grammar) if not one.filler and one.term not in vocabulary.asks)[:MOST_WORDS]


def _lean(vocabulary: Vocabulary, found: tuple[Token, ...], spoken: Content, meant: tuple[Meant, ...]) -> tuple[Meant, ...]:
    """
    The entries with what the text as a whole leans to.

    A text that is a name means that name, one that names a procedure first asks for that.
    """
    asks_for_procedure = meant and meant[0].score >= LEANING and meant[0].entry not in vocabulary.leanings.biases
    gains = {} if asks_for_procedure or any(one.named for one in meant) else leanings(vocabulary, spoken)
    known = {one.entry: one for one in meant}
    leaned = []
    for entry in sorted({*known, *(entry for entry, (gain, reasons) in gains.items() if gain > 0 and reasons)}):
        gain, reasons = gains.get(entry, (0, frozenset()))
        one = known.get(entry, Meant(entry, 0, _because(found, spoken, reasons), False, False))
        leaned.append(replace(one, score=one.score + gain))
    return tuple(sorted(leaned, key=lambda one: (-one.score, one.entry)))


def _foreign(matcher: Matcher, found: tuple[Token, ...], spoken: Content, hits: Hits) -> tuple[Term, ...]:
    """Words of other doctors, without those that belong to a name of ours which the text gives in full (lymphoma of the spinal cord)."""
    foreign = (*spotted(found, matcher.vocabulary.elsewhere), *_not_ours(matcher, spoken, hits))
    if not foreign:
        return ()
    ours: set[int] = set()
    for number, own in hits.items():
        phrase = matcher.vocabulary.phrases[number]
        exact = [hit for hit in own if hit[2] >= weight(matcher.vocabulary, hit[1])]
        if phrase.kind != NAME or len(phrase.terms) < 2 or len({hit[1] for hit in exact}) < len(phrase.terms):
            continue
        covered = _window(exact, len(phrase.terms))
        if len(covered) == len(phrase.terms):
            ours.update(n for position, _, _ in covered for n in range(spoken[position].first, spoken[position].last + 1))
    return tuple(term for term in foreign if not all(n in ours for n in range(term.first, term.last + 1)))


def _not_ours(matcher: Matcher, spoken: Content, hits: Hits) -> tuple[Term, ...]:
    """Look-alikes given in full which hold a word that none of our names and symptoms has: they speak for other doctors too."""
    vocabulary, result = matcher.vocabulary, {}
    for number, own in sorted(hits.items()):
        phrase = vocabulary.phrases[number]
        if phrase.kind != NOT_THIS or all(term in vocabulary.words.weights for term in phrase.terms):
            continue
        exact = [hit for hit in own if hit[2] >= weight(vocabulary, hit[1])]
        covered = _window(exact, len(phrase.terms)) if len({hit[1] for hit in exact}) == len(phrase.terms) else ()
        if covered and len(covered) == len(phrase.terms):
            first, last = min(hit[0] for hit in covered), max(hit[0] for hit in covered)
            result[spoken[first].first, spoken[last].last] = Term("elsewhere", spoken[first].first, spoken[last].last, 0, 0)
    return tuple(result[key] for key in sorted(result))


def _surface(found: tuple[Token, ...], foreign) -> tuple[str, ...]:
    return tuple(" ".join(token.word for token in found[term.first : term.last + 1]) for term in foreign)


def _means_something(vocabulary: Vocabulary, one: Read) -> bool:
    return (
        one.term in vocabulary.words.weights
        or one.term in vocabulary.near
        or one.term in vocabulary.regions
        or "-" in one.term
        or any(c.isdigit() for c in one.term)
    )


def region_of(vocabulary: Vocabulary, term: str) -> str:
    """The region a term speaks of, by its word or by its vertebral level; an empty string for most terms."""
    named = vocabulary.regions.get(term, "")
    if named or not is_level(term):
        return named
    return vocabulary.levels.get(term[0], "")


def _regions(vocabulary: Vocabulary, content: Content) -> tuple[str, ...]:
    return tuple(sorted({region for one in content if not one.denied and (region := region_of(vocabulary, one.term))}))


def _weigh(matcher: Matcher, found: tuple[Token, ...], content: Content, regions: tuple[str, ...], hits: Hits) -> tuple[Meant, ...]:
    vocabulary = matcher.vocabulary
    by_entry: dict[int, list[tuple[int, int, tuple[Hit, ...]]]] = {}
    barred: dict[int, set[int]] = {}
    named: set[int] = set()
    for number in sorted(hits):
        phrase = vocabulary.phrases[number]
        covered = _window(hits[number], len(phrase.terms))
        gained = sum(value for _, _, value in covered)
        if phrase.kind == NOT_THIS:
            exact = all(value >= weight(vocabulary, term) for _, term, value in covered)
            if exact and len(covered) == len(phrase.terms):
                barred.setdefault(phrase.entry, set()).update(position for position, _, _ in covered)
            continue
        worth = _worth(phrase, gained, matcher.totals[number])
        if phrase.kind == NAME and len(covered) == len(content) == len(phrase.terms) and gained == matcher.totals[number]:
            worth = worth * WHOLE // 100
            named.add(phrase.entry)
        by_entry.setdefault(phrase.entry, []).append((worth, number, covered))
    result = []
    for entry, rows in sorted(by_entry.items()):
        total, positions = _sayings(rows, frozenset(barred.get(entry, ())))
        if not total:
            continue
        impact, felt = _impact(vocabulary, entry, content, frozenset(barred.get(entry, ())))
        total += impact * IMPACT
        total = total * _region_factor(vocabulary, entry, regions) * vocabulary.entries[entry].common // 10_000
        sure = any(_is_sure(matcher, number, covered) for _, number, covered in rows)
        result.append(Meant(entry, total, _because(found, content, positions | felt), sure, entry in named))
    return tuple(sorted(result, key=lambda one: (-one.score, one.entry)))


def _hits(matcher: Matcher, content: Content) -> Hits:
    """For each phrase, which content words stand for which of its terms, and for how much."""
    vocabulary = matcher.vocabulary
    hits: dict[int, list[Hit]] = {}
    for position, one in enumerate(content):
        mark = "!" if one.denied else ""
        for term, quality in ((mark + one.term, 100), *((mark + near, SYNONYM) for near in vocabulary.near.get(one.term, ()))):
            value = weight(vocabulary, term) * quality // 100
            for number in matcher.holders.get(term, ()):
                hits.setdefault(number, []).append((position, term, value))
    rare = {number: matcher.vocabulary.phrases[number].rare for number in hits}
    return {number: own for number, own in hits.items() if not rare[number] or any(term in rare[number] for _, term, _ in own)}


def _window(hits: list[Hit], size: int) -> tuple[Hit, ...]:
    """Of the hits of one phrase the best that stand together: one for each term, within its size plus WINDOW content words."""
    best: tuple[Hit, ...] = ()
    most = -1
    for start in range(len(hits)):
        if start and hits[start][0] == hits[start - 1][0]:
            continue
        inside: dict[str, Hit] = {}
        for hit in hits[start:]:
            if hit[0] - hits[start][0] >= size + WINDOW:
                break
            known = inside.get(hit[1])
            if known is None or hit[2] > known[2]:
                inside[hit[1]] = hit
        gained = sum(hit[2] for hit in inside.values())
        if gained > most:
            most, best = gained, tuple(inside[term] for term in sorted(inside))
    return best


def _worth(phrase: Phrase, gained: int, total: int) -> int:
    """What a saying is worth: what was gained of it, times the share of it that was said; names weigh more."""
    if not total:
        return 0
    return gained * gained // total * (NAME_WORTH if phrase.kind == NAME else 100) // 100


def _is_sure(matcher: Matcher, number: int, covered: tuple[Hit, ...]) -> bool:
    """Whether a saying was said nearly in full, or at least half of it with two words of which one belongs to a name."""
    gained, total = sum(value for _, _, value in covered), matcher.totals[number]
    if gained * 100 >= total * FULL:
        return len(covered) > 1 or _says_it_all(matcher, covered[0][1])
    return len(covered) > 1 and gained * 100 >= total * HALF and any(term in matcher.anchors for _, term, _ in covered)


def _says_it_all(matcher: Matcher, term: str) -> bool:
    """Whether one word alone is enough: it is very rare, or belongs to a name and is rare or a part of the body."""
    heavy = weight(matcher.vocabulary, term)
    return heavy >= UNMISTAKABLE or (term in matcher.anchors and (heavy >= TELLING or term in matcher.vocabulary.regions))


def _sayings(rows: list[tuple[int, int, tuple[Hit, ...]]], barred: frozenset[int]) -> tuple[int, frozenset[int]]:
    """The worth of the best saying, plus half of up to MORE_SAYINGS others for what they explain anew; and the positions explained."""
    explained: set[int] = set()
    total = taken = 0
    for worth, _, covered in sorted(rows, key=lambda row: (-row[0], row[1])):
        fresh = [hit for hit in covered if hit[0] not in explained and hit[0] not in barred]
        gained, all_of_it = sum(hit[2] for hit in fresh), sum(hit[2] for hit in covered)
        if not gained or not worth:
            continue
        total += worth * gained // all_of_it // (1 if not taken else 2)
        explained.update(hit[0] for hit in fresh)
        taken += 1
        if taken > MORE_SAYINGS:
            break
    return total, frozenset(explained)


def _impact(vocabulary: Vocabulary, entry: int, content: Content, barred: frozenset[int]) -> tuple[int, frozenset[int]]:
    """Whoosh's impact of each distinct content word on an entry, summed; and the positions of the words that had any."""
    total, seen, felt = 0, set(), set()
    for position, one in enumerate(content):
        if one.denied or position in barred or one.term in seen:
            continue
        seen.add(one.term)
        for number, impact in vocabulary.words.postings.get(one.term, ()):
            if number == entry:
                total += impact * GENERAL // 100 if one.term in vocabulary.general else impact
                felt.add(position)
    return total, frozenset(felt)


def _region_factor(vocabulary: Vocabulary, entry: int, regions: tuple[str, ...]) -> int:
    own = vocabulary.entries[entry].regions
    if not regions:
        return 100
    if own[0] in regions:
        return SAME_REGION
    return 100 if any(region in regions or region in vocabulary.everywhere for region in own) else OTHER_REGION


def _because(found: tuple[Token, ...], content: Content, positions: frozenset[int]) -> tuple[str, ...]:
    words = (" ".join(token.word for token in found[content[n].first : content[n].last + 1]) for n in sorted(positions))
    return tuple(dict.fromkeys(words))
