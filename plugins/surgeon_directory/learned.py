"""What `surgeons learn` wrote into content/heard.txt: whole-number weights, scale by scale.

`gate BIAS`, `urgent BIAS`, `sign KEY BIAS`, `ours BIAS` or `means CONDITION BIAS`, and below each its `WEIGHT FEATURE`. `catalog` has checked every line.
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


def read_scales(text: str) -> Mapping[str, Scale]:
    """The scales that a text describes, by name: `gate`, `urgent`, `ours`, `sign saddle`, `means sciatica`."""
    scales: dict[str, Scale] = {}
    weights: dict[str, int] = {}
    for words in (line.split() for line in text.splitlines() if line and not line.startswith("#")):
        if words[0] in ("gate", "urgent", "ours", "sign", "means"):
            weights = {}
            scales[" ".join(words[:-1])] = Scale(int(words[-1]), MappingProxyType(weights))
        else:
            weights[" ".join(words[1:])] = int(words[0])
    return MappingProxyType(scales)
