"""What a text says as a whole, beside the sayings in it: whether it is this field's business, and to which conditions it leans.

Many patients repeat no saying but describe, and many texts with our words are for other doctors. `surgeons learn` weighs
words over judged texts. `sense.js` is its twin; all sums are sums of whole numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from .vocabulary import Read, Vocabulary, is_level

LEANING = 600  # hundredths of log odds: what the entry that a text leans to most gains; the others as much less as they are less likely
WORTH = 150  # per cent: what a leaning counts beside the sayings
LEANS = 50  # a word with this weight for an entry is told as a reason
MOST_SAID, MOST_FOREIGN = 1500, 1000  # beyond these a text is no more of this field, or of another one


def facts(spoken: Sequence[Read], said: int, foreign: int) -> Mapping[str, int]:
    """What counts for this field or against it beside the words, in hundredths: the best score of sayings, words of other doctors, a vertebral level."""
    level = any(is_level(one.term) for one in spoken)
    return {"said": min(said, MOST_SAID), "foreign": min(foreign, MOST_FOREIGN), "level": 100 if level else 0}


def neighbours(terms: Sequence[str]) -> frozenset[str]:
    """The terms, and each two that stand side by side."""
    return frozenset({*terms, *(f"{one} {other}" for one, other in pairwise(terms))})


def ours(vocabulary: Vocabulary, spoken: Sequence[Read], said: int, foreign: int) -> int:
    """How far a text speaks for this field, in hundredths of log odds; 0 when nothing was learned. Each term and each two neighbours count once."""
    scale, known = vocabulary.ours, facts(spoken, said, foreign)
    words = sum(scale.weights.get(name, 0) for name in neighbours([one.term for one in spoken]))
    return scale.bias + words + sum(vocabulary.ours_facts.get(name, 0) * value // 100 for name, value in known.items())


def others(vocabulary: Vocabulary, spoken: Sequence[Read]) -> tuple[int, ...]:
    """The positions of terms that speak for other doctors."""
    return tuple(position for position, one in enumerate(spoken) if vocabulary.ours.weights.get(one.term, 0) < 0)


def leanings(vocabulary: Vocabulary, spoken: Sequence[Read]) -> Mapping[int, tuple[int, frozenset[int]]]:
    """For each entry what it gains, and the positions of the terms that speak for it; nothing for a text without a learned term."""
    learned = vocabulary.leanings
    said = {("!" if one.denied else "") + one.term: position for position, one in reversed(list(enumerate(spoken)))}
    if not said.keys() & learned.weights.keys():
        return {}
    sums = dict(learned.biases)
    reasons: dict[int, set[int]] = {entry: set() for entry in sums}
    for term, position in said.items():
        for entry, weight in learned.weights.get(term, ()):
            sums[entry] += weight
            if weight >= LEANS:
                reasons[entry].add(position)
    most = max(sums.values())
    return {entry: (max(0, LEANING + total - most) * WORTH // 100, frozenset(reasons[entry])) for entry, total in sums.items()}
