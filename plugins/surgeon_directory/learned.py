"""What `surgeons learn` wrote into content/heard.txt: whole-number weights, scale by scale.

`gate STEM ...`; then `urgent BIAS`, `sign KEY BIAS`, `ours BIAS` or `means CONDITION BIAS`, and below each its `WEIGHT FEATURE`. `catalog` has checked every line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Scale:
    """A bias and the weight of each feature, in hundredths of log odds."""

    bias: int = 0
    weights: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Learned:
    """The stems that open the gate of danger, and the scales by name: `urgent`, `ours`, `sign saddle`, `means sciatica`."""

    gate: frozenset[str]
    scales: Mapping[str, Scale]


def read_learned(text: str) -> Learned:
    """The weights that a text describes."""
    gate: set[str] = set()
    scales: dict[str, Scale] = {}
    weights: dict[str, int] = {}
    for words in (line.split() for line in text.splitlines() if line and not line.startswith("#")):
        if words[0] == "gate":
            gate.update(words[1:])
        elif words[0] in ("urgent", "ours", "sign", "means"):
            weights = {}
            scales[" ".join(words[:-1])] = Scale(int(words[-1]), MappingProxyType(weights))
        else:
            weights[" ".join(words[1:])] = int(words[0])
    return Learned(frozenset(gate), MappingProxyType(scales))
