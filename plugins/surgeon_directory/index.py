"""The only module that imports Whoosh: vocabulary documents in, whole-number weights and postings out.

One document for each condition and procedure, with a field of names and a field of symptoms. Whoosh weighs the
words; a weighting model that returns whole numbers makes its result, Python's and the browser's equal by construction:
the score of a query is a plain sum of the exported impacts.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from whoosh import fields, index, query, scoring
from whoosh.analysis import SpaceSeparatedTokenizer

FIELDS = ("names", "symptoms")
_WEIGHT_SCALE = 100


@dataclass(frozen=True, slots=True)
class VocabularyDocument:
    """What Whoosh sees of one condition or procedure: terms, already read by `text`, separated by spaces."""

    names: tuple[str, ...]
    symptoms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordWeights:
    """
    What Whoosh says of the vocabulary.

    `weights`: term -> hundredths of its inverse document frequency. `postings`: term -> ((document, impact), ...)
    in the order of documents; an impact is a whole number, summed over both fields.
    """

    weights: Mapping[str, int]
    postings: Mapping[str, tuple[tuple[int, int], ...]]


class _WholeScorer(scoring.BaseScorer):
    def __init__(self, inner: scoring.BaseScorer) -> None:
        self._inner = inner

    def supports_block_quality(self) -> bool:
        """Never: Whoosh's shortcuts by block quality are what makes limited searches wrong."""
        return False

    def score(self, matcher) -> float:
        """The contribution of the matcher's present document, a whole number."""
        return float(int(self._inner.score(matcher) + 0.5))

    def max_quality(self) -> float:
        """No contribution is greater."""
        return float(int(self._inner.max_quality() + 1))


class WholeBM25F(scoring.BM25F):
    """BM25F whose every contribution is a whole number. Names weigh twice what symptoms do."""

    def __init__(self) -> None:
        super().__init__(B=0.3, K1=0.9)

    def scorer(self, searcher, fieldname, text, qf=1):
        """The scorer of one term in one field."""
        return _WholeScorer(super().scorer(searcher, fieldname, text, qf=qf))


def weigh(documents: Sequence[VocabularyDocument]) -> WordWeights:
    """The weights of all words of the documents, from an index built fresh in a private folder, one segment."""
    with tempfile.TemporaryDirectory(prefix="vocabulary-") as folder:
        built = build_index(Path(folder), documents)
        with built.searcher(weighting=WholeBM25F()) as searcher:
            weighed = WordWeights(_weights(searcher), _postings(searcher))
        built.close()
    return weighed


def build_index(folder: Path, documents: Sequence[VocabularyDocument]) -> index.FileIndex:
    """A Whoosh index of the documents in `folder`; document n has the stored number n."""
    analyzer = SpaceSeparatedTokenizer()
    schema = fields.Schema(
        number=fields.STORED,
        names=fields.TEXT(analyzer=analyzer, phrase=False, field_boost=2.0),
        symptoms=fields.TEXT(analyzer=analyzer, phrase=False),
        words=fields.TEXT(analyzer=analyzer, phrase=False),
    )
    built = index.create_in(str(folder), schema)
    writer = built.writer(limitmb=64, procs=1, multisegment=False)
    for number, document in enumerate(documents):
        words = sorted({*document.names, *document.symptoms})
        writer.add_document(number=number, names=" ".join(document.names), symptoms=" ".join(document.symptoms), words=" ".join(words))
    writer.commit(optimize=True)
    return built


def search(folder: Path, terms: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """
    Whoosh's own answer to an Or of terms: (document, score), best first. The proof that the exported sums are its sums.

    Always without a limit: with one, Whoosh 2.7.4 returns wrong top results (collectors.py:392-406).
    """
    asked = query.Or([query.Term(field, term) for term in terms for field in FIELDS])
    built = index.open_dir(str(folder))
    with built.searcher(weighting=WholeBM25F()) as searcher:
        found = [(hit["number"], int(hit.score)) for hit in searcher.search(asked, limit=None)]
    built.close()
    return tuple(sorted(found, key=lambda one: (-one[1], one[0])))


def _weights(searcher) -> Mapping[str, int]:
    words = sorted(text.decode() for text in searcher.reader().lexicon("words"))
    return MappingProxyType({word: int(searcher.idf("words", word) * _WEIGHT_SCALE + 0.5) for word in words})


def _postings(searcher) -> Mapping[str, tuple[tuple[int, int], ...]]:
    sums: dict[str, dict[int, int]] = {}
    for field in FIELDS:
        for raw in searcher.reader().lexicon(field):
            term = raw.decode()
            matcher = query.Term(field, term).matcher(searcher, searcher.context(weighting=WholeBM25F()))
            row = sums.setdefault(term, {})
            while matcher.is_active():
                number = searcher.stored_fields(matcher.id())["number"]
                row[number] = row.get(number, 0) + int(matcher.score())
                matcher.next()
    return MappingProxyType({term: tuple(sorted((n, score) for n, score in row.items() if score)) for term, row in sorted(sums.items())})
