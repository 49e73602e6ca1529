"""`surgeons learn`: weighs words over judged sayings, and writes content/heard.txt.

A saying is a JSON object on one line: `query`, and what is judged of it: `urgent` (a level, or null for harmless), with `sign`, the
sign's `heard_as` where that is known; `ours`, whether it is this field's business at all; `means`, the conditions that it may mean first
of all, with `acceptable`, others that are no mistake. Logistic regression (scikit-learn 1.8 or newer, BSD-3-Clause), with a penalty that leaves
few features with a weight, rounded to tenths and coarser. Nothing else in the house needs scikit-learn.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..danger import check
from ..heard import LONG, OPENS, features
from ..learned import Scale
from ..match import Directory
from ..problems import as_text, errors
from ..sense import facts, neighbours
from ..spelling import respell
from ..text import Token, tokens
from ..understand import first_sense, spoken_terms
from ..vocabulary import Read
from .evaluate import NOTHING_FITS
from .project import Checked, Unusable, here, open_directory

THEIRS = 2.0  # what a text for other doctors counts beside one of ours: they are fewer
SAYING = 0.5  # what a name or symptom counts beside a judged text when it is asked whose business it is
MEANT = 1.0  # and when it is asked what it means: of that nothing is surer
LEAST = 2  # sayings that a feature must stand in
URGENT = 2.0  # what an urgent saying counts beside a harmless one: to miss it is worse than to cry wolf
TELLING = 15  # per cent of the texts with a word that must be urgent for it to open the gate
USUAL = 80  # names and symptoms that such a word may stand in
QUIET = 3.0  # what names and symptoms count at the gate: most of what is asked is like them
HEAD = """# Weights of words for hearing danger, in hundredths of log odds, learned from {count} judged sayings. Written by
# `surgeons learn`; do not edit. gate: words alone; below its threshold danger is not looked for. urgent, sign: danger. ours: this
# field's business. means: conditions. w a word, b two neighbours, c a class of words.yaml, p two classes close together, f a fact of the text.
"""


@dataclass(frozen=True, slots=True)
class Way:
    """How a scale is learned: `freedom` is scikit-learn's C; with `few` the penalty (L1) leaves few features, else (L2) those below `least` are left out."""

    freedom: float
    step: int  # hundredths of log odds that weights are rounded to: what every question needs is coarse, as that packs better
    few: bool = True
    least: int = 0  # hundredths of log odds


GATE, URGENCY, SIGN, OURS, MEANS = Way(0.5, 50), Way(1.0, 20, few=False, least=30), Way(1.0, 20), Way(2.0, 20, few=False, least=40), Way(1.2, 40)


@dataclass(frozen=True, slots=True)
class Saying:
    """A judged text as it was understood: its stems, its features, whether it is urgent, its sign if that is known, and its length in words."""

    stems: frozenset[str]
    features: frozenset[str]
    urgent: bool
    sign: str
    length: int


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `surgeons learn`."""
    parser.add_argument("files", metavar="FILE.jsonl", nargs="+", help="judged sayings")


def run(arguments: argparse.Namespace) -> int:
    """Writes content/heard.txt; 1 when the project has problems, 2 when there is nothing to learn from or with. Until it is written anew the old file stays."""
    path = here() / "content" / "heard.txt"
    rows = [row for file in arguments.files for row in _read(Path(file))]
    directory = _open(path)
    if isinstance(directory, Checked):
        print(as_text(tuple(problem for problem in directory.problems if problem.code != "heard")))
        return 1
    names = _names(directory)
    sayings = [*(_saying(directory, row) for row in rows if "urgent" in row), *names]
    if not any(saying.sign for saying in sayings):
        raise Unusable("None of these sayings has a sign. Give a file whose rows say `sign`.")
    text = learned(sayings, [*names, *_symptoms(directory)]) + _ours(directory, rows) + _means(directory, rows)
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
    print(f"Wrote {path.name} from {len(rows):,} judged sayings.")
    return 0


def _open(path: Path) -> Directory | Checked:
    """The directory; without the learned weights when they are all that is wrong with it, as they are written anew."""
    directory = open_directory(here())
    if not isinstance(directory, Checked) or {problem.code for problem in errors(directory.problems)} != {"heard"}:
        return directory
    unreadable = path.read_bytes()
    path.unlink()
    try:
        return open_directory(here())
    finally:
        path.write_bytes(unreadable)


def _read(path: Path) -> list[Mapping[str, Any]]:
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as wrong:
        raise Unusable(f"{path} cannot be read as one JSON object a line: {wrong}.") from None


def _saying(directory: Directory, row: Mapping[str, Any]) -> Saying:
    found: tuple[Token, ...] = respell(tokens(row["query"]), directory.matcher.lexicon).tokens
    sign = row.get("sign", "none")
    heard = frozenset(features(found, directory.alarms))
    return Saying(frozenset(token.stem for token in found), heard, bool(row["urgent"]), "" if sign == "none" else sign, len(found))


def _symptoms(directory: Directory) -> list[Saying]:
    """Symptoms of conditions, as far as no pattern fires."""
    texts = [text for one in directory.catalog.conditions.values() for text in one.symptoms]
    return [_saying(directory, {"query": text, "urgent": None}) for text in texts if not check(tokens(text), directory.alarms)]


def _names(directory: Directory) -> list[Saying]:
    """Names of conditions and procedures, as far as no pattern fires: asked for by name, nothing is urgent."""
    entries = (*directory.catalog.conditions.values(), *directory.catalog.procedures.values())
    names = [name for entry in entries for name in (entry.title, *entry.also_called)]
    return [_saying(directory, {"query": name, "urgent": None}) for name in names if not check(tokens(name), directory.alarms)]


def learned(sayings: Sequence[Saying], quiet: Sequence[Saying]) -> str:
    """The text of content/heard.txt, as far as danger goes; `quiet` must not open the gate, though nobody judged them."""
    known = [saying for saying in sayings if saying.sign]
    urgent = [one.urgent for one in sayings]
    worth = [URGENT if yes else 1.0 for yes in urgent]
    gate = _gate(sayings, quiet)
    lines = [f"gate {gate.bias}", *_rows(gate.weights)]
    bias, weights = _fit([_present(one.features) for one in sayings], urgent, URGENCY, worth)
    lines += [f"urgent {bias}", *_rows(weights)]
    own = [_present(name for name in one.features if name[0] in "wc") for one in known]
    for sign in sorted({one.sign for one in known}):
        bias, weights = _fit(own, [one.sign == sign for one in known], SIGN)
        lines += [f"sign {sign} {bias}", *_rows(weights)]
    return HEAD.format(count=f"{len(sayings):,}") + "\n".join(lines) + "\n"


def _ours(directory: Directory, rows: Sequence[Mapping[str, Any]]) -> str:
    """The scale of what is this field's business: rows that say `ours`, rows with conditions, and, at half weight, every name and symptom."""
    judged = [(row["query"], row.get("ours", bool(row.get("expected") or row.get("means")))) for row in rows if _speaks_of_ours(row)]
    if not any(not ours for _, ours in judged):
        return ""
    sayings = [text for one in directory.catalog.conditions.values() for text in (one.title, *one.also_called, *one.symptoms)]
    texts = [_said(directory, text) for text in (*(query for query, _ in judged), *sayings)]
    weights = [1.0 if ours else THEIRS for _, ours in judged] + [SAYING] * len(sayings)
    bias, scale = _fit(texts, [ours for _, ours in judged] + [True] * len(sayings), OURS, weights)
    return "\n".join([f"ours {bias}", *_rows(scale)]) + "\n"


def _speaks_of_ours(row: Mapping[str, Any]) -> bool:
    return "ours" in row or "means" in row or bool(row.get("expected")) or row.get("kind") in NOTHING_FITS


def _means(directory: Directory, rows: Sequence[Mapping[str, Any]]) -> str:
    """
    A scale for each condition: rows that say what they mean, and every name and symptom.

    A row for which a condition is acceptable says nothing of that one.
    """
    conditions = directory.catalog.conditions
    judged = [(_terms(directory, row["query"]), frozenset(row["means"]), frozenset(row.get("acceptable", ())), 1.0) for row in rows if "means" in row]
    if not judged:
        return ""
    names = [(slug, text) for slug, one in conditions.items() for text in (one.title, *one.also_called, *one.symptoms)]
    own = [(_terms(directory, text), frozenset({slug}), frozenset(), MEANT) for slug, text in names]
    lines = []
    for slug in sorted(conditions):
        asked = [(said, slug in means, worth) for said, means, acceptable, worth in (*judged, *own) if slug in means or slug not in acceptable]
        bias, scale = _fit([_present(said) for said, _, _ in asked], [yes for _, yes, _ in asked], MEANS, [worth for _, _, worth in asked])
        lines += [f"means {slug} {bias}", *_rows(scale)]
    return "\n".join(lines) + "\n"


def _said(directory: Directory, text: str) -> Mapping[str, float]:
    """The terms of a text, its neighbouring terms, none with digits, and the facts of it in hundreds."""
    spoken, said, foreign = first_sense(directory.matcher, respell(tokens(text), directory.matcher.lexicon).tokens)
    names = (f"b {name}" if " " in name else f"w {name}" for name in neighbours([one.term for one in spoken]))
    words = {name: 1.0 for name in names if not any(char.isdigit() for char in name)}
    return words | {f"f {name}": value / 100 for name, value in facts(spoken, said, foreign).items() if value}


def _terms(directory: Directory, text: str) -> frozenset[str]:
    """The terms of a text but plain numbers, a denied one with its mark."""
    return frozenset(f"w {'!' if one.denied else ''}{one.term}" for one in _spoken(directory, text) if not one.term[0].isdigit())


def _spoken(directory: Directory, text: str) -> tuple[Read, ...]:
    return spoken_terms(directory.matcher.vocabulary, respell(tokens(text), directory.matcher.lexicon).tokens)


def _rows(weights: Mapping[str, int]) -> list[str]:
    return [f"{weight} {name}" for name, weight in sorted(weights.items())]


def _gate(sayings: Sequence[Saying], quiet: Sequence[Saying]) -> Scale:
    """
    The scale of words alone.

    A short urgent saying that it would shut out lifts its most telling word, the one most often urgent, by what is missing.
    """
    words = [_present(f"w {stem}" for stem in one.stems) for one in (*sayings, *quiet)]
    worth = [URGENT if one.urgent else 1.0 for one in sayings] + [QUIET] * len(quiet)
    bias, weights = _fit(words, [one.urgent for one in (*sayings, *quiet)], GATE, worth)
    urgent = Counter(stem for one in sayings if one.urgent for stem in one.stems)
    all_of_them = Counter(stem for one in (*sayings, *quiet) for stem in one.stems)
    usual = Counter(stem for one in quiet for stem in one.stems)
    share = {stem: count * 100 // all_of_them[stem] for stem, count in urgent.items() if count >= LEAST and usual[stem] <= USUAL}
    gate = dict(weights)
    for one in (saying for saying in sayings if saying.urgent and saying.length < LONG):
        missing = OPENS - bias - sum(gate.get(f"w {stem}", 0) for stem in one.stems)
        telling = max((stem for stem in one.stems if share.get(stem, 0) >= TELLING), key=lambda stem: (share[stem], stem), default="")
        if missing >= 0 and telling:
            gate[f"w {telling}"] = gate.get(f"w {telling}", 0) + missing + GATE.step
    return Scale(bias, gate)


def _present(names: Iterable[str]) -> Mapping[str, float]:
    return dict.fromkeys(names, 1.0)


def _fit(rows: Sequence[Mapping[str, float]], judged: Sequence[bool], way: Way, weights: Sequence[float] | None = None) -> tuple[int, Mapping[str, int]]:
    """Bias and weights of a logistic regression, in hundredths, rounded to the step; features of weight 0 left out. Facts (`f`) are rounded to hundredths."""
    try:
        from sklearn.feature_extraction import DictVectorizer
        from sklearn.linear_model import LogisticRegression
    except ImportError:
        raise Unusable("This needs scikit-learn 1.8 or newer: .venv/bin/pip install 'scikit-learn>=1.8'") from None
    counts = Counter(name for row in rows for name in row)
    vectorizer = DictVectorizer(sort=True)
    matrix = vectorizer.fit_transform([{name: row[name] for name in sorted(row) if counts[name] >= LEAST} for row in rows])
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")  # what liblinear takes
    regression = LogisticRegression(C=way.freedom, l1_ratio=1 if way.few else 0, solver="liblinear", random_state=0, max_iter=1000)
    model = regression.fit(matrix, list(judged), weights)
    learned = {name: float(weight) * 100 for name, weight in zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)}
    kept = {name: weight for name, weight in learned.items() if name[0] == "f" or abs(weight) >= way.least}
    scale = {name: round(weight) if name[0] == "f" else round(weight / way.step) * way.step for name, weight in kept.items()}
    return round(float(model.intercept_[0]) * 100 / way.step) * way.step, {name: weight for name, weight in scale.items() if weight}
