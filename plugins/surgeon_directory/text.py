"""The one tokeniser: fold, split, keep vertebral levels whole, stem. `text.js` is its twin, function by function.

Everything here works on characters below U+3000 only: above, Python's and the browser's Unicode tables differ.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LONGEST_QUERY = 2000  # characters; a patient's story fits, a pasted book does not
_LIGATURES = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
_APOSTROPHES = "'\u2018\u2019\u201b\u02bc\u00b4`"
_LEVELS = {"c": 8, "t": 12, "l": 6, "s": 5}
_WORD = re.compile(r"[a-z0-9]+")
_LEVEL = re.compile(r"([ctls])([0-9]{1,2})\Z")
_TWO_LEVELS = re.compile(r"([ctls])([0-9]{1,2})([ctls])([0-9]{1,2})\Z")
_NUMBER = re.compile(r"[0-9]{1,2}\Z")
_CODE = re.compile(r"[a-z][0-9][0-9ab][0-9][0-9a-z]{0,3}\Z")  # ICD-10-CM without its dot: m5416, s32010a
_CODE_END = re.compile(r"[0-9][0-9a-z]{0,3}\Z")
_SENTENCE_END = re.compile(r"[.!?;\n]")
_SHORTENED = frozenset({"st", "ste", "ft", "mt", "dr", "mr", "mrs", "ms", "vs"})  # their full stop ends nothing
_VOWEL = re.compile(r"[aeiouy]")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text: as written (folded), its stem, and the number of its sentence and of its clause."""

    word: str
    stem: str
    sentence: int = 0
    clause: int = 0


def fold(text: str) -> str:
    """Small letters without accents or apostrophes; everything else is left for `tokens` to split at."""
    folded = []
    for char in text[:LONGEST_QUERY]:
        if char in _APOSTROPHES:
            continue
        code = ord(char)
        if code < 128:
            folded.append(char.lower())
            continue
        if code >= 0x3000:
            folded.append(" ")
            continue
        for plain in unicodedata.normalize("NFKD", char):
            if 0x300 <= ord(plain) <= 0x36F:
                continue
            small = plain.lower() if ord(plain) < 0x250 else plain
            folded.append(_LIGATURES.get(small, small))
    return "".join(folded)


def stem(word: str) -> str:
    """
    The word without its English endings, by few and safe rules.

    Plurals, -ing, -ed, -ness, UK spellings. Porter's rules go further and join what must stay apart (universal,
    university); medical word families are facts and live in content/words.yaml.
    """
    if len(word) <= 3 or not word.isalpha():
        return word
    word = word.replace("aem", "em").replace("paed", "ped").replace("oedem", "edem")
    if word.endswith("ours") and len(word) > 6:
        word = word[:-4] + "ors"
    if word.endswith("our") and len(word) > 5:
        word = word[:-3] + "or"
    if word.endswith("oses"):
        return word[:-2] + "is"
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "xes", "ches", "shes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if word.endswith("ness") and len(word) > 6:
        word = word[:-4]
    elif word.endswith("ing") and len(word) > 5 and _VOWEL.search(word[:-3]):
        word = _undouble(word[:-3])
    elif word.endswith("ed") and len(word) > 5 and not word.endswith("eed") and _VOWEL.search(word[:-2]):
        word = _undouble(word[:-2])
    if word.endswith("e") and len(word) > 5:
        word = word[:-1]
    return word


def _undouble(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz" else word


def _is_level(letter: str, number: str) -> bool:
    return 1 <= int(number) <= _LEVELS[letter]


def _level_token(word: str) -> str:
    """`l4l5` and `l4` as level tokens; an empty string for every other word."""
    two = _TWO_LEVELS.match(word)
    if two and _is_level(two[1], two[2]) and _is_level(two[3], two[4]):
        return f"{two[1]}{int(two[2])}-{two[3]}{int(two[4])}"
    one = _LEVEL.match(word)
    return f"{one[1]}{int(one[2])}" if one and _is_level(one[1], one[2]) else ""


def _joined_level(first: str, between: str, second: str) -> str:
    """`l4` and what follows as one level token: L4-L5, L4/5, C5 C6, c6-7; an empty string when they do not belong together."""
    one = _LEVEL.match(first)
    if not one or not _is_level(one[1], one[2]):
        return ""
    tight = between in ("-", "/", "\u2013", "\u2010", "\u2011", "\u2012", "\u2014")
    two = _LEVEL.match(second)
    if two and (tight or between.strip(" ") in ("", "-", "/", "\u2013")) and _is_level(two[1], two[2]):
        return f"{one[1]}{int(one[2])}-{two[1]}{int(two[2])}"
    if tight and _NUMBER.match(second):
        letter = one[1] if _is_level(one[1], second) and int(second) > int(one[2]) else {"l": "s", "t": "l", "c": "t"}.get(one[1], "")
        if letter and _is_level(letter, second):
            return f"{one[1]}{int(one[2])}-{letter}{int(second)}"
    return ""


def is_code(term: str) -> bool:
    """Whether a term is a code of the ICD-10-CM or the beginning of one, such as m541."""
    return bool(_CODE.match(term))


def _code(word: str, between: str, following: str) -> str:
    """`m54` `.` `16` as one code without its dot; an empty string when it is none."""
    together = word + following
    return together if len(word) == 3 and between == "." and _CODE_END.match(following) and is_code(together) else ""


def _coded(code: str, sentence: int, clause: int) -> list[Token]:
    """A code as the first four of its characters, and as five: the family, and the member, of which there may be closer kinds."""
    return [Token(code[:size], code[:size], sentence, clause) for size in (4, 5) if len(code) >= size]


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text in order. Sentences end at . ! ? ; and line ends, clauses at commas and colons too."""
    folded = fold(text)
    found = list(_WORD.finditer(folded))
    result: list[Token] = []
    sentence = clause = end = 0
    skip = -1
    for number, match in enumerate(found):
        between = folded[end : match.start()]
        end = match.end()
        if number == skip:
            continue
        if _SENTENCE_END.search(between) and not (result and result[-1].word in _SHORTENED and between.strip(" \t") == "."):
            sentence += 1
            clause += 1
        elif "," in between or ":" in between or "(" in between or ")" in between:
            clause += 1
        word = match.group()
        level = _level_token(word)
        if level and number + 1 < len(found):
            following = found[number + 1]
            joined = _joined_level(word, folded[end : following.start()], following.group())
            if joined:
                level, skip = joined, number + 1
        code = "" if level else word if is_code(word) else ""
        if not level and not code and number + 1 < len(found):
            code = _code(word, folded[end : found[number + 1].start()], found[number + 1].group())
            skip = number + 1 if code else skip
        if code:
            result.extend(_coded(code, sentence, clause))
            continue
        result.append(Token(level, level, sentence, clause) if level else Token(word, stem(word), sentence, clause))
    return tuple(result)


def stems(text: str) -> tuple[str, ...]:
    """Just the stems of a text."""
    return tuple(token.stem for token in tokens(text))


@dataclass(frozen=True, slots=True)
class Term:
    """What one or several words of a text mean: a term of the vocabulary, and the words it was read from."""

    term: str
    first: int  # index of the first token
    last: int  # index of the last token
    sentence: int
    clause: int


Rewrites = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]


def build_rewrites(families: Iterable[tuple[str, Iterable[str]]]) -> Rewrites:
    """
    Word families as a table for `terms`: first stem -> ((all stems, term), ...), the longest first.

    The term of a family is its name. Of two families that claim the same words the first keeps them.
    """
    table: dict[str, dict[tuple[str, ...], str]] = {}
    for name, words in families:
        for words_of in words:
            key = stems(words_of)
            if key:
                table.setdefault(key[0], {}).setdefault(key, name)
    return {first: tuple(sorted(keys.items(), key=lambda item: (-len(item[0]), item[0]))) for first, keys in sorted(table.items())}


def terms(read: tuple[Token, ...], rewrites: Rewrites) -> tuple[Term, ...]:
    """The terms of a text: word families become one term, longest phrases first; every other word is its own stem."""
    result: list[Term] = []
    position = 0
    while position < len(read):
        token = read[position]
        length, name = 1, token.stem
        for key, term in rewrites.get(token.stem, ()):
            if tuple(after.stem for after in read[position : position + len(key)]) == key and read[position + len(key) - 1].sentence == token.sentence:
                length, name = len(key), term
                break
        result.append(Term(name, position, position + length - 1, token.sentence, token.clause))
        position += length
    return tuple(result)
