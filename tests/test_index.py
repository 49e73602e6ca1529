"""Whoosh's own answer is the sum of the exported numbers, to the digit."""

import random

import pytest
from surgeon_directory.index import VocabularyDocument, build_index, search, weigh
from surgeon_directory.vocabulary import NAME, SYMPTOM


@pytest.fixture(scope="module")
def documents(directory):
    vocabulary = directory.matcher.vocabulary
    words = {(number, kind): [] for number in range(len(vocabulary.entries)) for kind in (NAME, SYMPTOM)}
    for phrase in vocabulary.phrases:
        words.get((phrase.entry, phrase.kind), []).extend(term for term in phrase.terms if not term.startswith("!"))
    return tuple(VocabularyDocument(tuple(words[number, NAME]), tuple(words[number, SYMPTOM])) for number in range(len(vocabulary.entries)))


@pytest.fixture(scope="module")
def folder(documents, tmp_path_factory):
    folder = tmp_path_factory.mktemp("index")
    build_index(folder, documents).close()
    return folder


def test_the_vocabulary_is_weighed_by_this_index(directory, documents):
    assert directory.matcher.vocabulary.words == weigh(documents)


@pytest.mark.parametrize("seed", range(60))
def test_whooshs_or_is_the_sum_of_the_postings(seed, directory, folder):
    postings = directory.matcher.vocabulary.words.postings
    asked = random.Random(seed).sample(sorted(postings), k=1 + seed % 12)
    sums = {}
    for term in asked:
        for number, impact in postings[term]:
            sums[number] = sums.get(number, 0) + impact
    expected = tuple(sorted(sums.items(), key=lambda one: (-one[1], one[0])))
    assert expected == tuple(one for one in search(folder, asked) if one[1])


def test_all_documents_come_not_just_the_first_ten(directory, folder):
    postings = directory.matcher.vocabulary.words.postings
    term = max(postings, key=lambda one: len(postings[one]))
    assert len(postings[term]) > 10
    assert len(postings[term]) == len([one for one in search(folder, [term]) if one[1]])


def test_unknown_and_odd_terms_find_nothing(folder):
    assert () == search(folder, ["constructor", "__proto__", "xyzzy"])
    assert () == search(folder, [])


def test_impacts_are_whole_positive_and_in_order(directory):
    words = directory.matcher.vocabulary.words
    for term, row in words.postings.items():
        assert list(row) == sorted(set(row)), term
        assert all(type(impact) is int and impact > 0 for _, impact in row), term
    assert all(type(weight) is int and weight > 0 for weight in words.weights.values())


def test_a_rare_word_weighs_more_and_a_name_more_than_a_symptom():
    found = weigh([VocabularyDocument(("disc", "slip"), ("pain",)), VocabularyDocument(("curve",), ("pain", "slip")), VocabularyDocument(("neck",), ("pain",))])
    assert found.weights["pain"] < found.weights["slip"] < found.weights["disc"]
    assert found.postings["slip"][0][1] > found.postings["slip"][1][1]
