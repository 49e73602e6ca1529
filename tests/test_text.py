"""The tokeniser: levels of the spine stay whole, endings go, and no text is too odd to be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from surgeon_directory.text import LONGEST_QUERY, build_rewrites, fold, stem, stems, terms, tokens

TRAPS = {
    "L4-L5": ["l4-l5"],
    "L4/5": ["l4-l5"],
    "L4-5": ["l4-l5"],
    "l4–l5": ["l4-l5"],
    "L4L5": ["l4-l5"],
    "L5-S1": ["l5-s1"],
    "L5/1": ["l5-s1"],
    "C5 C6": ["c5-c6"],
    "c6/7": ["c6-c7"],
    "C7-T1": ["c7-t1"],
    "T12": ["t12"],
    "S1": ["s1"],
    "T12-L1": ["t12-l1"],
    "C5, C6": ["c5", "c6"],
    "A&E": ["a", "e"],
    "pm&r": ["pm", "r"],
    "I can't, I don’t": ["i", "cant", "i", "dont"],
    "Bechterew's": ["bechterew"],
    "ciática": ["ciatica"],
    "Schmörl’s node": ["schmorl", "node"],
    "haemorrhage oedema orthopaedic": ["hemorrhag", "edema", "orthopedic"],
    "tumour behaviour": ["tumor", "behavior"],
    "stenoses": ["stenosis"],
    "diagnoses": ["diagnosis"],
    "vertebrae": ["vertebra"],
    "slipped": ["slip"],
    "numbness": ["numb"],
    "tingling": ["tingl"],
    "L9": ["l9"],
    "C9-C10": ["c9", "c10"],
    "T13": ["t13"],
    "L4-9": ["l4", "9"],
    "M54.5": ["m545"],
    "50%": ["50"],
    "山田 back": ["back"],
    "🦴 back": ["back"],
    "2½": ["21", "2"],
    "İstanbul": ["istanbul"],
    "": [],
    "   \t\n": [],
    "\x00": [],
    "constructor __proto__": ["constructor", "proto"],
}


@pytest.mark.parametrize("text", TRAPS)
def test_traps(text):
    assert TRAPS[text] == list(stems(text)) or TRAPS[text] == [token.word for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "level"), [("L9", False), ("C9", False), ("T13", False), ("S6", False), ("L6", True), ("C8", True), ("T12", True), ("S5", True)]
)
def test_only_levels_that_exist_are_levels(text, level):
    joined = stems(f"{text}-{text}")
    assert level == (len(joined) == 1)


def test_long_texts_are_cut():
    assert LONGEST_QUERY == len(fold("x" * 10_000))
    assert LONGEST_QUERY // 5 == len(tokens("back " * 2_000))


def test_sentences_and_clauses_are_counted():
    assert [(0, 0), (0, 0), (0, 1), (0, 1), (1, 2)] == [(token.sentence, token.clause) for token in tokens("no pain, just numb. Legs")]


@given(st.text(max_size=200))
def test_any_text_is_read_the_same_twice(text):
    again = " ".join(token.word for token in tokens(text))
    assert all(token.word.isascii() or ord(max(token.word)) < 0x3000 for token in tokens(text))
    assert [token.word for token in tokens(again)] == [token.word for token in tokens(" ".join(token.word for token in tokens(again)))]


@given(st.from_regex(r"[a-z]{1,20}", fullmatch=True))
def test_a_stem_is_a_beginning_or_a_respelling(word):
    assert stem(word)
    assert len(stem(word)) <= len(word)


def test_phrases_become_terms_the_longest_first():
    table = build_rewrites([("disc", ["disc", "disk"]), ("slipped-disc", ["slipped disc"]), ("back", ["lower back"])])
    assert ["slipped-disc", "back"] == [term.term for term in terms(tokens("slipped discs lower back"), table)]
    assert ["slip", "disc"] == [term.term for term in terms(tokens("slipped. Disc"), table)], "a phrase does not cross sentences"


def test_of_two_families_with_the_same_words_the_first_keeps_them():
    assert ["one"] == [term.term for term in terms(tokens("sore"), build_rewrites([("one", ["sore"]), ("two", ["sore"])]))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("M54.16", ["m541", "m5416"]),
        ("dx M48.061, pain", ["dx", "m480", "m4806", "pain"]),
        ("S32010A", ["s320", "s3201"]),
        ("g83.4", ["g834"]),
        ("at L4.The pain", ["at", "l4", "the", "pain"]),
        ("T12.5", ["t12", "5"]),
        ("b12 h1n1 4wd", ["b12", "h1n1", "4wd"]),
    ],
)
def test_codes_are_read_as_family_and_member(text, expected):
    assert expected == [token.word for token in tokens(text)]
