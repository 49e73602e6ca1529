"""Misspelled, misheard, joined and split words are read as what was meant; known words are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from surgeon_directory.spelling import allowed, build_lexicon, distance, is_known, respell, sound, split
from surgeon_directory.text import stem, tokens

MEANT = {
    "sciattica": "sciatica",
    "siatica": "sciatica",
    "stenossis": "stenosis",
    "spondilolistesis": "spondylolisthesis",
    "skoliosis": "scoliosis",
    "hurniated": "herniated",
    "vertibra": "vertebra",
    "fusoin": "fusion",
    "forominal": "foraminal",
    "kifosis": "kyphosis",
    "lami nectomy": "laminectomy",
    "pear a formis": "piriformis",
}
KNOWN = ("sciatica", "back bone", "lowback", "discs", "diskectomy", "haemangioma", "garage", "window", "laminectomy's", "cauda equina", "L4-L5", "numbness")


@pytest.mark.parametrize("written", MEANT)
def test_misspellings_are_read_as_what_was_meant(written, directory):
    assert MEANT[written] == " ".join(token.word for token in respell(tokens(written), directory.matcher.lexicon).tokens)
    assert ((written, MEANT[written]),) == respell(tokens(written), directory.matcher.lexicon).corrected


@pytest.mark.parametrize("written", KNOWN)
def test_known_words_are_left_alone(written, directory):
    assert ((), tokens(written)) == (respell(tokens(written), directory.matcher.lexicon).corrected, respell(tokens(written), directory.matcher.lexicon).tokens)


def test_no_word_of_the_vocabulary_or_of_plain_english_is_changed(directory):
    vocabulary, lexicon = directory.matcher.vocabulary, directory.matcher.lexicon
    words = sorted({*(word for word in vocabulary.known if stem(word) in vocabulary.stems), *vocabulary.english})
    assert [] == [word for word in words if word.isalpha() and any(respell(tokens(word), lexicon).corrected)]


def test_a_correction_can_be_undone(directory):
    kept = respell(tokens("sciattica pain"), directory.matcher.lexicon, frozenset({"sciattica"}))
    assert ((), "sciattica") == (kept.corrected, kept.tokens[0].word)


@pytest.mark.parametrize("odd", ["constructor", "", "xqzjw", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "山田", "l4 l5 08043"])
def test_odd_words_become_nothing_else(odd, directory):
    assert () == respell(tokens(odd), directory.matcher.lexicon).corrected


def test_very_long_texts_are_read(directory):
    assert respell(tokens("sciattica " * 2_000), directory.matcher.lexicon).corrected


def textbook(a, b):
    """The distance by its definition (optimal string alignment), for comparison."""
    table = [[i + j if not i * j else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a[i - 1] != b[j - 1]))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


near = st.text(alphabet="abc", max_size=9)


@given(near, near, st.integers(0, 5))
def test_distance_is_that_of_the_textbook(a, b, most):
    assert min(textbook(a, b), most + 1) == distance(a, b, most) == distance(b, a, most)


@pytest.mark.parametrize(("length", "most"), [(3, 0), (4, 1), (5, 1), (6, 2), (8, 2), (9, 3), (20, 3)])
def test_longer_words_may_have_more_wrong_letters(length, most):
    assert most == allowed(length)


@pytest.mark.parametrize(
    ("one", "other"), [("scoliosis", "skoliosis"), ("stenosis", "stenossis"), ("herniated", "hurniated"), ("phase", "faze"), ("kyphosis", "kifosis")]
)
def test_words_that_sound_alike(one, other):
    assert sound(one) == sound(other)


def test_a_small_lexicon():
    lexicon = build_lexicon(
        {"meniscus": 100, "knee": 100, "injury": 100}, frozenset({"meniscu", "meniscus", "knee", stem("injury")}), frozenset({"kneel", "rain"})
    )
    assert frozenset({"kneel", "rain"}) == lexicon.english
    assert ("knee", "injury") == split("kneeinjury", lexicon)
    assert ("meniscus", "kneel") == tuple(token.word for token in respell(tokens("menicus kneel"), lexicon).tokens)
    assert is_known("kneel", lexicon)


def test_a_word_of_a_single_symptom_is_no_misspelling(directory):
    lexicon = directory.matcher.lexicon
    assert stem("bluish") not in lexicon.stems  # scenery, which tells nothing of a condition
    assert is_known("bluish", lexicon)
