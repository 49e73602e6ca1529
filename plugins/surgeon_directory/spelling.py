"""Misspelled, misheard, joined and split words read as words the vocabulary knows. `spelling.js` is its twin.

A word that is known, to the vocabulary or to plain English, is never changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from .text import Token, stem

_SHORTEST = 4
_LONG = 7
_BEGUN = 5  # letters from which a half-typed word is completed
ODD = 16  # gladness from which a word is no target: fillers, and words of other doctors


Key = TypeVar("Key")


Rank = tuple[int, int, int, int, int, str]


@dataclass(frozen=True, slots=True)
class Target:
    """A word that a misspelling may mean, with what is compared first."""

    word: str
    letters: int
    gladness: int
    sound: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words to correct to, looked up in four ways, and the words never to touch. All are folded words."""

    by_start: Mapping[tuple[str, int], tuple[Target, ...]]  # first letter and length -> targets
    by_sound: Mapping[str, tuple[Target, ...]]
    by_gap: Mapping[str, tuple[Target, ...]]  # a target without one of its letters, and the target itself
    endings: Mapping[str, str]  # beginning of five letters or more -> the shortest target that goes on from it
    gladness: Mapping[str, int]  # target -> how gladly a misspelling is read as it, 0-15, smaller first
    stems: frozenset[str]  # stems of known words
    english: frozenset[str]  # stems of plain English which the vocabulary has not


@dataclass(frozen=True, slots=True)
class Respelled:
    """The tokens as they were understood, and what was changed: (as written, as read)."""

    tokens: tuple[Token, ...]
    corrected: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]


def letters(word: str) -> int:
    """The set of a word's letters as bits; cheap proof that two words are far apart."""
    bits = 0
    for char in word:
        code = ord(char) - 97
        if 0 <= code < 26:
            bits |= 1 << code
    return bits


def build_lexicon(known: Mapping[str, int], stems: frozenset[str], english: frozenset[str]) -> Lexicon:
    """
    The lexicon of a vocabulary's words.

    A plural whose singular is there needs no target of its own.
    """
    glad = {word: weight // 50 for word, weight in known.items() if len(word) >= _SHORTEST and weight < ODD * 50 and stem(word) in stems}
    glad = {word: level for word, level in glad.items() if not (word.endswith("s") and word[:-1] in glad)}
    return index_targets(glad, stems, frozenset(map(stem, english | known.keys())) - stems)


def index_targets(glad: Mapping[str, int], stems: frozenset[str], english: frozenset[str]) -> Lexicon:
    """The lexicon of words that are known already with their gladness."""
    by_start: dict[tuple[str, int], list[Target]] = {}
    by_sound: dict[str, list[Target]] = {}
    by_gap: dict[str, list[Target]] = {}
    for word, level in sorted(glad.items()):
        target = Target(word, letters(word), level, sound(word))
        by_start.setdefault((word[0], len(word)), []).append(target)
        by_sound.setdefault(target.sound, []).append(target)
        for gap in gaps(word):
            by_gap.setdefault(gap, []).append(target)
    return Lexicon(_frozen(by_start), _frozen(by_sound), _frozen(by_gap), _endings(glad), glad, stems, english)


def gaps(word: str) -> frozenset[str]:
    """The word, and the word without each one of its letters: two words one letter or one swap apart share one of these."""
    return frozenset({word, *(word[:cut] + word[cut + 1 :] for cut in range(len(word)))})


def _endings(glad: Mapping[str, int]) -> Mapping[str, str]:
    table: dict[str, str] = {}
    for _, _, word in sorted((len(word), level, word) for word, level in glad.items()):
        for cut in range(_BEGUN, len(word)):
            table.setdefault(word[:cut], word)
    return table


def _frozen(table: Mapping[Key, list[Target]]) -> Mapping[Key, tuple[Target, ...]]:
    return {key: tuple(targets) for key, targets in table.items()}


def sound(word: str) -> str:
    """How a word sounds, roughly: enough for skoliosis, stenossis, hurniated, disectomy."""
    out: list[str] = []
    position = 0
    while position < len(word):
        char, following = word[position], word[position + 1 : position + 2]
        if char == "p" and following == "h":
            char, position = "f", position + 1
        elif char == "c":
            if following == "h":
                char, position = "k", position + 1
            else:
                char = "s" if following in ("e", "i", "y") and following else "k"
        elif char in ("q", "k"):
            char = "k"
        elif char == "x":
            char = "s" if position == 0 else "ks"
        elif char == "z":
            char = "s"
        elif char == "y":
            char = "i"
        elif char == "h" and position > 0:
            char = ""
        if char in ("a", "e", "o", "u", "i") and out and out[-1] in ("a", "e", "o", "u", "i"):
            char = ""
        elif char in ("e", "o", "u"):
            char = "a" if position > 0 else char
        if char and (not out or out[-1] != char):
            out.append(char)
        position += 1
    return "".join(out)


def distance(a: str, b: str, most: int) -> int:
    """Optimal string alignment distance (insert, delete, change, swap neighbours), or `most` + 1 when it is greater."""
    return _steps(a, _standing(a), b, most)


def _standing(word: str) -> dict[str, int]:
    """Each letter of a word with the places where it stands, as bits."""
    places: dict[str, int] = {}
    for number, char in enumerate(word):
        places[char] = places.get(char, 0) | 1 << number
    return places


def _steps(a: str, standing: Mapping[str, int], b: str, most: int) -> int:
    """The distance by whole columns of the table at once, one bit a row (Hyyrö 2003): the same numbers, a good deal sooner."""
    far = len(a)
    if not -most <= far - len(b) <= most:
        return most + 1
    if not far:
        return len(b)
    every, last = (1 << far) - 1, 1 << (far - 1)
    up, down, diagonal, before, left = every, 0, 0, 0, len(b)
    for char in b:
        same = standing.get(char, 0)
        swapped = ((~diagonal & same) << 1) & before
        diagonal = ((((same & up) + up) ^ up) | same | down | swapped) & every
        right, back = down | (~(diagonal | up) & every), diagonal & up
        far += 1 if right & last else -1 if back & last else 0
        left -= 1
        if far - left > most:
            return most + 1
        right, back = (right << 1 | 1) & every, (back << 1) & every
        up, down = back | (~(diagonal | right) & every), right & diagonal
        before = same
    return far


def allowed(length: int) -> int:
    """How many letters may be wrong in a word of this length."""
    return 0 if length < _SHORTEST else 1 if length < 6 else 2 if length < 9 else 3  # a word of three letters must sound the same


def is_known(word: str, lexicon: Lexicon) -> bool:
    """Whether a word must be left as it is."""
    return not word.isalpha() or stem(word) in lexicon.stems or stem(word) in lexicon.english


def nearest(word: str, lexicon: Lexicon) -> str:
    """The known word a misspelling most likely means, or an empty string."""
    ranked = _nearest(word, lexicon)
    return ranked[-1] if ranked else ""


def _nearest(word: str, lexicon: Lexicon) -> Rank | None:
    """
    The best candidate: (cost, wrong letters, another first letter, another length, gladness, word).

    A word that sounds the same may have one wrong letter more, and its letters cost half;
    in a long word the sound is proof enough. Otherwise one
    wrong letter may stand anywhere, and more only behind the right first letter; three only in a word of ten or more.
    """
    most, heard, bits, standing = allowed(len(word)), sound(word), letters(word), _standing(word)
    found: dict[str, Rank] = {}
    for target in lexicon.by_sound.get(heard, ()):
        far = _steps(word, standing, target.word, most + 1)
        if far <= most + 1:
            found[target.word] = _rank(1 if len(word) >= _LONG else max(1, far), far, word, target)
    for target in (target for gap in gaps(word) for target in lexicon.by_gap.get(gap, ())) if most else ():
        if target.word not in found and _steps(word, standing, target.word, 1) <= 1:
            found[target.word] = _rank(2, 1, word, target)
    if most > 1 and not found:
        reach = most if len(word) >= 10 else 2
        for length in range(len(word) - reach, len(word) + reach + 1):
            for target in lexicon.by_start.get((word[0], length), ()):
                if (bits ^ target.letters).bit_count() <= 2 * reach:
                    far = _steps(word, standing, target.word, reach)
                    if far <= reach:
                        found[target.word] = _rank(2 * far, far, word, target)
    return min(found.values(), default=None)


def _rank(cost: int, far: int, word: str, target: Target) -> Rank:
    return cost, far, 0 if target.word[0] == word[0] else 1, 0 if len(target.word) == len(word) else 1, target.gladness, target.word


def completed(word: str, lexicon: Lexicon) -> str:
    """The shortest known word that begins with a half-typed one of five letters or more, or an empty string."""
    return lexicon.endings.get(word, "")


def split(word: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """Two known words written as one, such as lowback; the split whose parts are commonest."""
    best: tuple[int, str, str] | None = None
    for cut in range(3, len(word) - 2):
        left, right = word[:cut], word[cut:]
        if left in lexicon.gladness and right in lexicon.gladness:
            rank = (lexicon.gladness[left] + lexicon.gladness[right], left, right)
            if best is None or rank < best:
                best = rank
    return (best[1], best[2]) if best else None


def respell(found: tuple[Token, ...], lexicon: Lexicon, kept: frozenset[str] = frozenset()) -> Respelled:
    """The tokens with unknown words read as known ones; words in `kept` are left as they were typed."""
    result: list[Token] = []
    corrected: list[tuple[str, str]] = []
    unknown: list[str] = []
    strange = tuple(not is_known(token.word, lexicon) and token.word not in kept for token in found)
    number = 0
    while number < len(found):
        token = found[number]
        used, words = _read_anew(found, strange, number, lexicon, kept)
        if words:
            corrected.append((" ".join(one.word for one in found[number : number + used]), " ".join(words)))
            result.extend(Token(word, stem(word), token.sentence, token.clause) for word in words)
        else:
            result.append(token)
            if strange[number]:
                unknown.append(token.word)
        number += used
    return Respelled(tuple(result), tuple(corrected), tuple(unknown))


def _read_anew(found: tuple[Token, ...], strange: tuple[bool, ...], number: int, lexicon: Lexicon, kept: frozenset[str]) -> tuple[int, tuple[str, ...]]:
    """How many tokens from here are read anew, and as which words; no words when the token stays as it is."""
    for size in (3, 2):
        joined = _joined(found, strange, number, size, lexicon, kept)
        if joined:
            return size, (joined,)
    if not strange[number]:
        return 1, ()
    word = found[number].word
    ranked = _nearest(word, lexicon)
    if ranked and ranked[0] <= 2:
        return 1, (ranked[-1],)
    parts = split(word, lexicon)
    if parts:
        return 1, parts
    other = ranked[-1] if ranked else completed(word, lexicon)
    return 1, (other,) if other else ()


def _joined(found: tuple[Token, ...], strange: tuple[bool, ...], number: int, size: int, lexicon: Lexicon, kept: frozenset[str]) -> str:
    """The known word that a token and the next ones make together, such as lami nectomy or pear a formis."""
    members = found[number : number + size]
    if len(members) < size or members[-1].sentence != members[0].sentence or not any(strange[number : number + size]):
        return ""
    together = "".join(token.word for token in members)
    if len(together) < 7 or not together.isalpha() or any(token.word in kept for token in members):
        return ""
    if together in lexicon.gladness:
        return together
    ranked = _nearest(together, lexicon) if len(together) >= 8 else None
    longest = max(len(token.word) for token in members)
    if ranked and (ranked[0] <= 2 or (ranked[0] <= 6 and len(together) >= 10 and size == 3)) and len(ranked[-1]) > longest + 2:
        return ranked[-1]
    return ""
