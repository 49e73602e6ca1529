"""Raw words against the urgent signs, before anything else is done with them. `danger.js` is its twin.

Signs are data: front matter `do_not_wait[].words`, in a small notation. A pattern is a row of words; `{name}` stands
for any member of that class of content/words.yaml; the words must come in order, in one sentence, with at most GAP
other words between two of them. Parts joined by ` & ` may come in any order within REACH words of each other,
also in two sentences.
A leading `!` says that the pattern itself counts even when it is denied ("not being able to" is already a denial).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .catalog import Catalog
from .text import Rewrites, Token, build_rewrites, stems, terms

GAP = 5
REACH = 16
DENIAL = 6  # how many words before a part a word of denial may stand
LEVELS = ("emergency", "soon")

Slot = tuple[tuple[str, ...], ...]  # the phrases, each a row of stems, any of which fills the slot
Part = tuple[Slot, ...]  # slots in order


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of saying a sign: parts in any order, each a row of slots in order. `sign` is its number."""

    sign: int
    parts: tuple[Part, ...]
    undeniable: bool


@dataclass(frozen=True, slots=True)
class Sign:
    """What is told when the sign is found."""

    level: str
    sign: str


@dataclass(frozen=True, slots=True)
class Alarms:
    """All signs, the patterns that raise them, and the patterns that only sound like them; and their notation in stems, for the browser."""

    signs: tuple[Sign, ...]
    patterns: tuple[Pattern, ...]
    calm: tuple[Pattern, ...]
    negation: Rewrites
    undenied: Rewrites
    turning: frozenset[str]
    classes: Mapping[str, Slot]
    notation: tuple[tuple[int, str], ...]
    calm_notation: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Urgent:
    """The most serious sign found in a text, and the words that gave it away."""

    level: str
    message: str
    because: tuple[str, ...]


def build_alarms(catalog: Catalog) -> Alarms:
    """The alarms of a catalog: signs of conditions, procedures and pages, in that order."""
    words = catalog.words
    classes = MappingProxyType({family.family: tuple(_row(text) for text in family.words) for family in words.classes})
    raised = [sign for kind in (catalog.conditions, catalog.procedures, catalog.pages) for entry in kind.values() for sign in entry.do_not_wait if sign.words]
    return Alarms(
        tuple(Sign(sign.level, sign.sign) for sign in raised),
        tuple(compile_pattern(text, number, classes) for number, sign in enumerate(raised) for text in sign.words),
        tuple(compile_pattern(text, 0, classes) for text in words.calm),
        _table(words.negation), _table(words.undenied), frozenset(stem for text in words.turning for stem in stems(text)),
        classes, tuple((number, _stemmed(text)) for number, sign in enumerate(raised) for text in sign.words), tuple(_stemmed(text) for text in words.calm),
    )  # fmt: skip


def _row(text: str) -> tuple[str, ...]:
    """A phrase as the stems it is looked for by; `=legs` is the exact word."""
    return (text,) if text.startswith("=") else stems(text)


def _table(texts: Iterable[str]) -> Rewrites:
    return build_rewrites([("no", texts)])


def _stemmed(text: str) -> str:
    """A pattern's notation with its words as stems."""
    mark = "!" if text.startswith("!") else ""
    return mark + " ".join(word if word == "&" or word.startswith("{") else " ".join(_row(word)) for word in text.lstrip("!").split())


def compile_pattern(text: str, sign: int, classes: Mapping[str, tuple[tuple[str, ...], ...]]) -> Pattern:
    """The pattern a line of the notation stands for. Raises KeyError, naming the class, when a class is unknown."""
    undeniable = text.startswith("!")
    parts = tuple(tuple(_slots(part.split(), classes)) for part in _stemmed(text).lstrip("!").split("&"))
    return Pattern(sign, parts, undeniable)


def _slots(words: list[str], classes: Mapping[str, tuple[tuple[str, ...], ...]]) -> Iterable[Slot]:
    for word in words:
        if word.startswith("{"):
            yield classes[word.strip("{}")]
        else:
            yield ((word,),)


Places = Mapping[str, tuple[int, ...]]  # stem -> the positions where it stands


def _where(found: tuple[Token, ...]) -> Places:
    table: dict[str, list[int]] = {}
    for number, token in enumerate(found):
        table.setdefault(token.stem, []).append(number)
        table.setdefault("=" + token.word, []).append(number)
    return {stem: tuple(numbers) for stem, numbers in table.items()}


@dataclass(frozen=True, slots=True)
class _Text:
    """A text being looked through: its tokens, where each stem stands, and where each slot was found (by the slot's identity)."""

    found: tuple[Token, ...]
    where: Places
    slots: dict[int, tuple[tuple[int, int], ...]]


def _stands(text: _Text, slot: Slot) -> tuple[tuple[int, int], ...]:
    """Every place where a slot is filled: first token and, of the longest phrase that begins there, the last."""
    known = text.slots.get(id(slot))
    if known is None:
        ends: dict[int, int] = {}
        for phrase in slot:
            for start in text.where.get(phrase[0], ()):
                end = start + len(phrase) - 1
                if (
                    end < len(text.found)
                    and text.found[end].sentence == text.found[start].sentence
                    and all(start + n in text.where.get(part, ()) for n, part in enumerate(phrase) if n)
                ):
                    ends[start] = max(end, ends.get(start, end))
        known = text.slots[id(slot)] = tuple(sorted(ends.items()))
    return known


def class_spans(found: tuple[Token, ...], alarms: Alarms) -> tuple[tuple[str, tuple[tuple[int, int], ...]], ...]:
    """The classes that stand in a text, by name in order, each with every place where it does: first and last token."""
    text = _Text(found, _where(found), {})
    return tuple((name, places) for name, slot in sorted(alarms.classes.items()) if (places := _stands(text, slot)))


def _matches_of(text: _Text, part: Part) -> list[tuple[int, int]]:
    """Every place where a part stands: first and last token. Each slot is filled by the first that follows, in the same sentence."""
    result = []
    for start, end in _stands(text, part[0]):
        for slot in part[1:]:
            following = next((one for one in _stands(text, slot) if one[0] > end), None)
            if following is None or following[0] - end - 1 > GAP or text.found[following[0]].sentence != text.found[start].sentence:
                break
            end = following[1]
        else:
            result.append((start, end))
    return result


Span = tuple[tuple[int, int], ...]  # first and last token of each part


def _spans(text: _Text, pattern: Pattern) -> list[Span]:
    """Every place where all parts of a pattern stand within reach of each other, without sharing a word."""
    spans: list[Span] = [(one,) for one in _matches_of(text, pattern.parts[0])]
    for part in pattern.parts[1:]:
        others = _matches_of(text, part) if spans else []
        spans = [(*span, other) for span in spans for other in others if _fits(span, other)]
    return spans


def _fits(span: Span, other: tuple[int, int]) -> bool:
    first, last = min(one[0] for one in span), max(one[1] for one in span)
    apart = all(other[1] < one[0] or other[0] > one[1] for one in span)
    return apart and max(last, other[1]) - min(first, other[0]) <= REACH


def _is_denied(found: tuple[Token, ...], deniers: frozenset[int], turning: frozenset[str], span: Span) -> bool:
    """Whether a word of denial that is not itself part of the span stands at most DENIAL words before one of its parts, in the same clause."""
    inside = {number for first, last in span for number in range(first, last + 1)}
    for start, _ in span:
        for number in range(start - 1, max(-1, start - 1 - DENIAL), -1):
            if found[number].clause != found[start].clause or found[number].stem in turning:
                break
            if number in deniers and number not in inside:
                return True
    return False


def check(found: tuple[Token, ...], alarms: Alarms) -> Urgent | None:
    """The most serious sign in the text, or None. Denied signs and look-alikes raise nothing."""
    text = _Text(found, _where(found), {})
    undenied = {
        n for term in terms(found, alarms.undenied) if term.term == "no" and _is_key(found, term, alarms.undenied) for n in range(term.first, term.last + 1)
    }
    deniers = frozenset(term.first for term in terms(found, alarms.negation) if term.term == "no" and term.first not in undenied)
    calm = [span for pattern in alarms.calm for span in _spans(text, pattern) if not _is_denied(found, deniers, alarms.turning, span)]
    best: tuple[int, int, int, Urgent] | None = None
    for number, pattern in enumerate(alarms.patterns):
        for span in _spans(text, pattern):
            if any(_overlap(span, one) for one in calm):
                continue
            if _is_denied(found, deniers, alarms.turning, span[1:] if pattern.undeniable else span):
                continue
            sign, first = alarms.signs[pattern.sign], min(one[0] for one in span)
            rank = (LEVELS.index(sign.level), first, number)
            if best is None or rank < best[:3]:
                words = sorted(n for start, end in span for n in range(start, end + 1))
                best = (*rank, Urgent(sign.level, sign.sign, tuple(found[n].word for n in words)))
    return best[3] if best else None


def _overlap(a: Span, b: Span) -> bool:
    return any(one[0] <= other[1] and other[0] <= one[1] for one in a for other in b)


def _is_key(found: tuple[Token, ...], term, table: Rewrites) -> bool:
    key = tuple(token.stem for token in found[term.first : term.last + 1])
    return any(row == key for row, _ in table.get(key[0], ()))
