"""`surgeons learn`: weighs words over judged sayings, and writes content/heard.txt.

A saying is a JSON object on one line: `query`, and what is judged of it: `urgent` (a level, or null for harmless), with `sign`, the
sign's `heard_as` where that is known; `ours`, whether it is this field's business at all; `means`, the conditions that it may mean first
of all, with `acceptable`, others that are no mistake. Logistic regression with an L1 penalty (scikit-learn 1.8 or newer, BSD-3-Clause) leaves
few features with a weight; weights are rounded to hundredths. Nothing else in the house needs scikit-learn.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from ..danger import check
from ..heard import features
from ..match import Directory
from ..problems import as_text
from ..spelling import respell
from ..text import Token, tokens
from ..understand import spoken_terms
from ..vocabulary import Read
from .evaluate import NOTHING_FITS
from .project import Checked, Unusable, here, open_directory

PENALTY, SIGN_PENALTY, OURS_PENALTY, MEANS_PENALTY = 4.0, 0.3, 1.5, 1.0  # scikit-learn's C
SAYING = 0.5  # what a name or symptom counts beside a judged text, which is longer
COARSE = 20  # what every question needs is rounded to fifths of log odds: it packs better
LEAST = 2  # sayings that a feature must stand in
TELLING = 50  # per cent of the sayings with a word that must be urgent for it to open the gate
HARDLY_TELLING = 15  # the same for the best word of a saying that has none
USUAL = 80  # names and symptoms that such a word may stand in
HEAD = """# Weights of words for hearing danger, in hundredths of log odds, learned from {count} judged sayings. Written by
# `surgeons learn`; do not edit. gate: words without one of which nothing is urgent. w a word, b two neighbours, c a class of
# words.yaml, p two classes close together.
"""


@dataclass(frozen=True, slots=True)
class Saying:
    """A judged text as it was understood: its stems, its features, whether it is urgent, and its sign if that is known."""

    stems: frozenset[str]
    features: frozenset[str]
    urgent: bool
    sign: str


@dataclass(frozen=True, slots=True)
class Ordinary:
    """How ordinary a stem is: fillers, words that fit every complaint or name a region, and in how many names and symptoms each stands."""

    filler: frozenset[str]
    general: frozenset[str]
    counts: Counter[str]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `surgeons learn`."""
    parser.add_argument("files", metavar="FILE.jsonl", nargs="+", help="judged sayings")


def run(arguments: argparse.Namespace) -> int:
    """Writes content/heard.txt; 1 when the project has problems, 2 when there is nothing to learn from or with."""
    directory = open_directory(here())
    if isinstance(directory, Checked):
        print(as_text(directory.problems))
        return 1
    rows = [row for file in arguments.files for row in _read(Path(file))]
    sayings = [_saying(directory, row) for row in rows if "urgent" in row]
    sayings += _names(directory)
    if not any(saying.sign for saying in sayings):
        raise Unusable("None of these sayings has a sign. Give a file whose rows say `sign`.")
    path = here() / "content" / "heard.txt"
    path.write_text(learned(sayings, _ordinary(directory)) + _ours(directory, rows) + _means(directory, rows), encoding="utf-8")
    print(f"Wrote {path.name} from {len(rows):,} judged sayings.")
    return 0


def _read(path: Path) -> list[Mapping[str, Any]]:
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as wrong:
        raise Unusable(f"{path} cannot be read as one JSON object a line: {wrong}.") from None


def _saying(directory: Directory, row: Mapping[str, Any]) -> Saying:
    found: tuple[Token, ...] = respell(tokens(row["query"]), directory.matcher.lexicon).tokens
    sign = row.get("sign", "none")
    return Saying(frozenset(token.stem for token in found), frozenset(features(found, directory.alarms)), bool(row["urgent"]), "" if sign == "none" else sign)


def _ordinary(directory: Directory) -> Ordinary:
    vocabulary = directory.matcher.vocabulary
    sayings = [text for one in directory.catalog.conditions.values() for text in (one.title, *one.also_called, *one.symptoms)]
    counts = Counter(stem for text in sayings for stem in {token.stem for token in tokens(text)})
    return Ordinary(vocabulary.grammar.filler | vocabulary.asks, vocabulary.general | vocabulary.regions.keys(), counts)


def _names(directory: Directory) -> list[Saying]:
    """Names of conditions and procedures, as far as no pattern fires: asked for by name, nothing is urgent."""
    entries = (*directory.catalog.conditions.values(), *directory.catalog.procedures.values())
    names = [name for entry in entries for name in (entry.title, *entry.also_called)]
    return [_saying(directory, {"query": name, "urgent": None}) for name in names if not check(tokens(name), directory.alarms)]


def learned(sayings: Sequence[Saying], ordinary: Ordinary) -> str:
    """The text of content/heard.txt."""
    known = [saying for saying in sayings if saying.sign]
    lines = [_gate(sayings, ordinary)]
    bias, weights = _fit([one.features for one in sayings], [one.urgent for one in sayings], PENALTY)
    lines += [f"urgent {bias}", *_rows(weights)]
    own = [frozenset(name for name in one.features if name[0] in "wc") for one in known]
    for sign in sorted({one.sign for one in known}):
        bias, weights = _fit(own, [one.sign == sign for one in known], SIGN_PENALTY)
        lines += [f"sign {sign} {bias}", *_rows(weights)]
    return HEAD.format(count=f"{len(sayings):,}") + "\n".join(lines) + "\n"


def _ours(directory: Directory, rows: Sequence[Mapping[str, Any]]) -> str:
    """The scale of what is this field's business: rows that say `ours`, rows with conditions, and, at half weight, every name and symptom."""
    judged = [(row["query"], row.get("ours", bool(row.get("expected") or row.get("means")))) for row in rows if "ours" in row or "means" in row or row.get("expected") or row.get("kind") in NOTHING_FITS]
    if not any(not ours for _, ours in judged):
        return ""
    sayings = [text for one in directory.catalog.conditions.values() for text in (one.title, *one.also_called, *one.symptoms)]
    texts = [_said(directory, text) for text in (*(query for query, _ in judged), *sayings)]
    weights = [1.0 if ours else 2.0 for _, ours in judged] + [0.5] * len(sayings)
    bias, scale = _fit(texts, [ours for _, ours in judged] + [True] * len(sayings), OURS_PENALTY, weights, COARSE)
    return "\n".join([f"ours {bias}", *_rows(scale)]) + "\n"


def _means(directory: Directory, rows: Sequence[Mapping[str, Any]]) -> str:
    """A scale for each condition: rows that say what they mean, and every name and symptom. A row for which a condition is acceptable says nothing of that one."""
    conditions = directory.catalog.conditions
    judged = [(_terms(directory, row["query"]), frozenset(row["means"]), frozenset(row.get("acceptable", ())), 1.0) for row in rows if "means" in row]
    if not judged:
        return ""
    own = [(_terms(directory, text), frozenset({slug}), frozenset(), SAYING) for slug, one in conditions.items() for text in (one.title, *one.also_called, *one.symptoms)]
    lines = []
    for slug in sorted(conditions):
        asked = [(said, slug in means, worth) for said, means, acceptable, worth in (*judged, *own) if slug in means or slug not in acceptable]
        bias, scale = _fit([said for said, _, _ in asked], [yes for _, yes, _ in asked], MEANS_PENALTY, [worth for _, _, worth in asked], COARSE)
        lines += [f"means {slug} {bias}", *_rows(scale)]
    return "\n".join(lines) + "\n"


def _said(directory: Directory, text: str) -> frozenset[str]:
    """The terms of a text, denied or not, and its neighbouring terms; none with digits."""
    said = [one.term for one in _spoken(directory, text)]
    return frozenset(name for name in (*(f"w {term}" for term in said), *(f"b {one} {other}" for one, other in pairwise(said))) if not any(char.isdigit() for char in name))


def _terms(directory: Directory, text: str) -> frozenset[str]:
    """The terms of a text but plain numbers, a denied one with its mark."""
    return frozenset(f"w {'!' if one.denied else ''}{one.term}" for one in _spoken(directory, text) if not one.term[0].isdigit())


def _spoken(directory: Directory, text: str) -> tuple[Read, ...]:
    return spoken_terms(directory.matcher.vocabulary, respell(tokens(text), directory.matcher.lexicon).tokens)


def _rows(weights: Mapping[str, int]) -> list[str]:
    return [f"{weight} {name}" for name, weight in sorted(weights.items())]


def _gate(sayings: Sequence[Saying], ordinary: Ordinary) -> str:
    """
    Words that are urgent at least every second time; and for urgent sayings without one, their most telling word.

    Fillers, and words that fit every complaint, do not open the gate by themselves: they would open it for everybody.
    """
    urgent = Counter(stem for one in sayings if one.urgent for stem in one.stems)
    all_of_them = Counter(stem for one in sayings for stem in one.stems)
    share = {stem: count * 100 // all_of_them[stem] for stem, count in urgent.items() if stem not in ordinary.filler}
    gate = {stem for stem, percent in share.items() if urgent[stem] >= LEAST and percent >= TELLING and stem not in ordinary.general}
    for one in sayings:
        if one.urgent and not one.stems & gate:
            own = sorted(one.stems & share.keys(), key=lambda stem: (ordinary.counts[stem], stem))
            telling = [stem for stem in own if ordinary.counts[stem] <= USUAL and share[stem] >= HARDLY_TELLING]
            gate.update([max(telling, key=lambda stem: share[stem] - ordinary.counts[stem])] if telling else own[:1])
    return "gate " + " ".join(sorted(gate))


def _fit(rows: Sequence[frozenset[str]], judged: Sequence[bool], penalty: float, weights: Sequence[float] | None = None, step: int = 1) -> tuple[int, Mapping[str, int]]:
    """Bias and weights of a logistic regression, in hundredths, rounded to a step; features of weight 0 left out."""
    try:
        from sklearn.feature_extraction import DictVectorizer
        from sklearn.linear_model import LogisticRegression
    except ImportError:
        raise Unusable("This needs scikit-learn 1.8 or newer: .venv/bin/pip install 'scikit-learn>=1.8'") from None
    counts = Counter(name for row in rows for name in row)
    vectorizer = DictVectorizer(sort=True)
    matrix = vectorizer.fit_transform([{name: 1 for name in sorted(row) if counts[name] >= LEAST} for row in rows])
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")  # what liblinear takes
    model = LogisticRegression(C=penalty, l1_ratio=1, solver="liblinear", random_state=0, max_iter=1000).fit(matrix, list(judged), weights)
    scale = {name: round(float(weight) * 100 / step) * step for name, weight in zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)}
    return round(float(model.intercept_[0]) * 100 / step) * step, {name: weight for name, weight in scale.items() if weight}
