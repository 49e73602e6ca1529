"""How lists, tables and weights are written for the browser: as few bytes as a packed text file allows, and read again in a line or two of script."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import gcd
from typing import Any

from .learned import Scale


def share_of(word: str, shares: int) -> int:
    """The file of a word among so many."""
    return sum(map(ord, word)) % shares


def shared(one: Sequence[str], other: Sequence[str], most: int) -> int:
    """With how many items both begin, at most so many."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b or n == most), min(len(one), len(other), most))


def fronted(words: Sequence[str]) -> str:
    """Sorted words on end, each behind a capital letter: how much of its beginning it shares with the one before (A: nothing). No word has a capital."""
    lengths = [shared(before, word, 25) for before, word in pairwise(("", *words))]
    return "".join(chr(ord("A") + length) + word[length:] for length, word in zip(lengths, words, strict=True))


@dataclass(frozen=True, slots=True)
class Steps:
    """Whole numbers as letters: how far apart they can be, and the lowest; the lowest is `0`, the next one `1`, and so on through the alphabet of Unicode."""

    step: int
    lowest: int

    def letter(self, number: int) -> str:
        """The letter of a number."""
        return chr(ord("0") + (number - self.lowest) // self.step)


def steps_of(numbers: Iterable[int]) -> Steps:
    """The widest steps from nothing that meet all these numbers."""
    found = {0, *numbers}
    return Steps(gcd(*found) or 1, min(found))


def pairs(rows: Sequence[Sequence[tuple[int, int]]], steps: Steps = Steps(1, 0)) -> list[str]:
    """Rows of pairs as two texts, which pack better apart: letters of the firsts, with a space between rows, and letters of the seconds, on end."""
    plain = Steps(1, 0)
    return [" ".join("".join(plain.letter(first) for first, _ in row) for row in rows), "".join(steps.letter(second) for row in rows for _, second in row)]


def core_scale(scale: Scale, names: Sequence[str], rest: Iterable[str]) -> list[Any]:
    """
    A scale as the core has it: the bias, the steps of the weights, a letter for each term of the core, for each of them the terms
    that weigh behind it as pairs of number and weight, and the weights of the rest.
    """
    steps, number = steps_of(scale.weights.values()), {term: position for position, term in enumerate(names)}
    letters = "".join(steps.letter(scale.weights.get(term, 0)) for term in names)
    behind: list[list[tuple[int, int]]] = [[] for _ in names]
    others = set(rest) - number.keys()
    for name in sorted(others):
        one, _, other = name.partition(" ")
        if one in number and other in number:
            behind[number[one]].append((number[other], scale.weights[name]))
            others.remove(name)
    return [scale.bias, steps.step, steps.lowest, letters, pairs([sorted(row) for row in behind], steps), weights_text(scale, names, others)]


def weights_text(scale: Scale, names: Sequence[str], among: Iterable[str]) -> str:
    """
    Weights of these: `-120,kidney,heart|90,12 7`, a weight before what it is of: words side by side, or their numbers in the core.

    A word that is a number itself has a mark, `=10`.
    """
    number = {term: str(position) for position, term in enumerate(names)}
    by_weight: dict[int, list[str]] = defaultdict(list)
    for name in among:
        by_weight[scale.weights[name]].append(" ".join(number.get(word, f"={word}" if word.isdigit() else word) for word in name.split(" ")))
    return "|".join(",".join([str(weight), *sorted(rows)]) for weight, rows in sorted(by_weight.items()))


def table_text(rows: Iterable[tuple[tuple[str, ...], str]]) -> list[Any]:
    """Rows of a table as its terms, and for each of them in turn (,) what stands for it, `stems|stems`; nothing between the strokes is the term itself."""
    by_term: dict[str, list[str]] = defaultdict(list)
    for key, term in rows:
        by_term[term].append("" if key == (term,) else " ".join(key))
    terms = sorted(by_term)
    return [terms, ",".join("|".join(sorted(by_term[term])) for term in terms)]
