"""Danger by ear: whole-number weights of words and of their company, learned from judged sayings. `heard.js` is its twin.

Patterns (`danger.py`) know what they were told; people say it in ways nobody wrote down. `surgeons learn` weighs words,
neighbouring words, classes of content/words.yaml, and classes that stand close together, over thousands of judged
sayings, and writes the weights into content/heard.txt. A saying is urgent when its weights add up to more than ENOUGH.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .catalog import Catalog
from .danger import LEVELS, Alarms, Sign, Urgent, class_spans
from .learned import Scale, read_scales
from .text import Token, stems

LONG = 8  # words: so long a text is a story, and danger is looked for in all of them; in a shorter one when its words tell of it,
OPENS = -100  # with more than so many hundredths of log odds: the alarms cost the browser a file, and most of what is asked is short
ENOUGH = 20  # hundredths of log odds above which a saying is urgent; urgent ones counted double when it was learned, as to miss one is worse than to cry wolf
AGAINST = -250  # below which even a pattern is not believed: a chance of one in thirteen
DOUBT = 100  # what the signs of an emergency are favoured by where two signs are nearly as likely
CLOSE_BY = 8  # words between the beginnings of two classes that keep company
MOST_REASONS = 8

Positions = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ear:
    """What was learned: the scale of words that opens the gate, the scale of urgency, and a scale for each sign."""

    gate: Scale  # its weights by stem
    filler: frozenset[str]  # stems that are never given as a reason
    urgent: Scale
    signs: tuple[tuple[Sign, Scale], ...]

    def opens(self, found: tuple[Token, ...], read: tuple[Token, ...]) -> bool:
        """Whether a text, as it was typed and as it was read, may tell of danger by its length or its words, each once; without a learned gate all may."""
        words = {token.stem: () for token in (*found, *read)}
        return not self.gate.weights or len(found) >= LONG or weigh(self.gate, words) > OPENS


def features(found: tuple[Token, ...], alarms: Alarms) -> Mapping[str, Positions]:
    """
    What can be weighed in a text, each with the tokens it stands on.

    `w numb`: a stem. `b not know`: two stems side by side. `c saddle`: a class. `p numb saddle`: two classes whose
    places begin at most CLOSE_BY tokens apart, their names in order.
    """
    table: dict[str, set[int]] = {}
    for number, token in enumerate(found):
        table.setdefault(f"w {token.stem}", set()).add(number)
        if number:
            table.setdefault(f"b {found[number - 1].stem} {token.stem}", set()).update((number - 1, number))
    spans = class_spans(found, alarms)
    for name, places in spans:
        table.setdefault(f"c {name}", set()).update(number for first, last in places for number in range(first, last + 1))
    for one, (name, places) in enumerate(spans):
        for other, others in spans[one + 1 :]:
            near = [(a, b) for a in places for b in others if a[0] != b[0] and abs(a[0] - b[0]) <= CLOSE_BY]
            if near:
                table[f"p {name} {other}"] = {number for pair in near for first, last in pair for number in range(first, last + 1)}
    return {name: tuple(sorted(positions)) for name, positions in table.items()}


def weigh(scale: Scale, heard: Mapping[str, Positions]) -> int:
    """The sum of a scale over what was heard."""
    return scale.bias + sum(scale.weights.get(name, 0) for name in heard)


def listen(found: tuple[Token, ...], alarms: Alarms, ear: Ear, told: Urgent | None) -> Urgent | None:
    """The alarm of the patterns unless the ear is all against it; without one, what the ear hears by itself."""
    if not ear.signs:
        return told
    heard = features(found, alarms)
    sum_of_it = weigh(ear.urgent, heard)
    if told:
        return told if sum_of_it > AGAINST else None
    if sum_of_it <= ENOUGH:
        return None
    likely = [weigh(scale, heard) + (DOUBT if sign.level == LEVELS[0] else 0) for sign, scale in ear.signs]
    sign = ear.signs[likely.index(max(likely))][0]
    return Urgent(sign.level, sign.sign, _because(found, ear, heard))


def _because(found: tuple[Token, ...], ear: Ear, heard: Mapping[str, Positions]) -> tuple[str, ...]:
    """The words that weighed most, in the order of the text."""
    weights: dict[int, int] = {}
    for name, positions in heard.items():
        weight = ear.urgent.weights.get(name, 0)
        for number in (one for one in positions if weight > 0 and found[one].stem not in ear.filler):
            weights[number] = weights.get(number, 0) + weight
    heaviest = max(weights.values(), default=0)
    kept = sorted((number for number, sum_of_it in weights.items() if sum_of_it * 4 >= heaviest), key=lambda number: (-weights[number], number))[:MOST_REASONS]
    return tuple(found[number].word for number in sorted(kept))


def build_ear(catalog: Catalog) -> Ear:
    """The ear that content/heard.txt describes; deaf without that file."""
    signs = {
        sign.heard_as: Sign(sign.level, sign.sign)
        for kind in (catalog.conditions, catalog.procedures, catalog.pages) for entry in kind.values() for sign in entry.do_not_wait
    }  # fmt: skip
    learned = read_scales(catalog.heard)
    scales = tuple((signs[name.removeprefix("sign ")], scale) for name, scale in learned.items() if name.startswith("sign "))
    filler = frozenset(stem for text in catalog.words.filler for stem in stems(text) if len(stems(text)) == 1)
    gate = learned.get("gate", Scale())
    words = MappingProxyType({name.removeprefix("w "): weight for name, weight in gate.weights.items()})
    return Ear(Scale(gate.bias, words), filler, learned.get("urgent", Scale()), scales)
