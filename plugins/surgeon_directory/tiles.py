"""Where each state stands on a map of equal squares. A table of facts about the United States, nothing else.

Columns count from the west, rows from the north; the arrangement is the customary one of news graphics.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_ROWS = (
    "AK .  .  .  .  .  .  .  .  .  ME",
    ".  .  .  .  .  .  .  .  .  VT NH",
    "WA ID MT ND MN IL WI MI NY RI MA",
    "OR NV WY SD IA IN OH PA NJ CT .",
    "CA UT CO NE MO KY WV VA MD DE .",
    ".  AZ NM KS AR TN NC SC DC .  .",
    ".  .  .  OK LA MS AL GA .  .  .",
    "HI .  .  TX .  .  .  .  FL .  PR",
)

TILES: Mapping[str, tuple[int, int]] = MappingProxyType(
    {code: (column, row) for row, line in enumerate(_ROWS) for column, code in enumerate(line.split()) if code != "."}
)
