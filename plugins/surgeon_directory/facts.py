"""Every fact the site is made of, as one frozen value. `catalog` reads it, `checks` judges it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .models import Article, Condition, Medicine, Page, Procedure, Surgeon, Words

FRESH_DAYS = 90
DROPPED_DAYS = 180


@dataclass(frozen=True, slots=True)
class Catalog:
    """Every fact, in the order of slugs. `today` is the day on which freshness is judged."""

    medicine: Medicine
    words: Words
    conditions: Mapping[str, Condition]
    procedures: Mapping[str, Procedure]
    surgeons: Mapping[str, Surgeon]
    articles: Mapping[str, Article]
    pages: Mapping[str, Page]
    english: frozenset[str]
    heard: str  # content/heard.txt: what `surgeons learn` wrote
    today: dt.date
    fresh_days: int = FRESH_DAYS
    dropped_days: int = DROPPED_DAYS

    def age_days(self, surgeon: Surgeon) -> int:
        """Days since the profile was last verified."""
        return (self.today - surgeon.verified.on).days

    def matched_surgeons(self) -> Iterator[Surgeon]:
        """Surgeons whose facts are recent enough to be offered as a match."""
        return (surgeon for surgeon in self.surgeons.values() if self.age_days(surgeon) <= self.dropped_days)


# Stand-ins for the two single files when they cannot be read: the others are checked all the same.
UNREAD = Medicine.model_construct(title="", practitioner="", boards=(), specialties=(), technology=(), regions=())
NO_WORDS = Words.model_construct(same=())
