"""Words to conditions: phrases, levels, regions, denial, reports, other doctors."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from surgeon_directory.text import tokens
from surgeon_directory.understand import understand

FIRST = {
    "sciatica": "sciatica",
    "SCIATICA!!!": "sciatica",
    "sciattica": "sciatica",
    "slipped disc in lower back": "lumbar-disc-herniation",
    "slipped disk in neck": "cervical-disc-herniation",
    "L5-S1 protrusion": "lumbar-disc-herniation",
    "C5-C6 disc herniation": "cervical-disc-herniation",
    "C5/6 disc protrusion": "cervical-disc-herniation",
    "grade 1 anterolisthesis of L4 on L5": "spondylolisthesis",
    "curved spine in my daughter": "scoliosis",
    "tailbone pain": "coccydynia",
    "ciática": "sciatica",
    "escoliosis": "scoliosis",
    "SI joint pain": "sacroiliac-joint-dysfunction",
    "legs hurt when I walk, better when I lean on the shopping cart": "lumbar-spinal-stenosis",
}


def slugs(directory, text, **options):
    """The conditions and procedures understood, best first."""
    entries = directory.matcher.vocabulary.entries
    return [entries[one.entry].slug for one in understand(directory.matcher, tokens(text), **options).meant]


@pytest.mark.parametrize("text", FIRST)
def test_first_thought(text, directory):
    assert FIRST[text] == slugs(directory, text)[0]


def test_a_name_stays_first_in_a_long_story(directory):
    story = "Hello there, my wife made me write this. I am 67 and for about two years now, on and off, I have had spinal stenosis in my low back and I wonder what can be done"
    assert "lumbar-spinal-stenosis" in slugs(directory, story)[:2]


def test_levels_and_words_place_a_complaint(directory):
    def regions(text):
        return understand(directory.matcher, tokens(text)).regions

    assert ("neck",) == regions("C5-C6")
    assert ("low-back",) == regions("L4/5 bulge")
    assert ("mid-back",) == regions("T12")
    assert ("neck", "shoulder-arm") == regions("numb fingers and a stiff neck")
    assert ("neck",) == regions("no leg pain, just my neck")


def test_the_part_of_the_body_decides(directory):
    assert "cervical" in slugs(directory, "disc herniation C6/7")[0]
    assert "lumbar" in slugs(directory, "disc herniation L4/5")[0]
    assert slugs(directory, "neck pain and numb fingers")[0] != slugs(directory, "back pain and numb toes")[0]


def test_denied_words_do_not_lead(directory):
    assert "sciatica" not in slugs(directory, "no leg pain, just my neck")[:3]


@pytest.mark.parametrize(
    "text",
    [
        "carotid stenosis",
        "gallstones",
        "sprained thumb",
        "sinus infection",
        "a lump in my breast",
        "shingles on my back",
        "hammertoe pin removal",
        "best pizza in town",
        "",
        "!!!",
        "山田",
        "constructor",
        "__proto__",
    ],
)
def test_what_is_no_business_of_ours(text, directory):
    assert [] == slugs(directory, text)


def test_because_names_words_of_the_text(directory):
    found = understand(directory.matcher, tokens("shooting pain down my left leg since Tuesday"))
    assert found.meant
    for one in found.meant:
        assert one.because
        assert all(word in "shooting pain down my left leg since tuesday" for words in one.because for word in words.split())


def test_words_in_use_elsewhere_are_left_out(directory):
    assert slugs(directory, "sciatica") == slugs(directory, "sciatica camden", taken=frozenset({1}))
    assert [] == slugs(directory, "sciatica", taken=frozenset({0}))


def test_unknown_words_are_told_as_ignored(directory):
    found = understand(directory.matcher, tokens("sciatica xqzjw"))
    assert ("xqzjw",) == found.ignored


def test_second_opinion_is_understood(directory):
    assert understand(directory.matcher, tokens("they want to fuse my spine")).second_opinion
    assert understand(directory.matcher, tokens("second opinion on my back")).second_opinion
    assert not understand(directory.matcher, tokens("sciatica")).second_opinion


words = st.sampled_from(
    [
        "pain",
        "leg",
        "neck",
        "no",
        "but",
        "L4-L5",
        "numb",
        "disc",
        "fusion",
        "xyzzy",
        ",",
        ".",
        "sciattica",
        "back",
        "and",
        "carotid",
        "slipped",
        "é",
        "__proto__",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(words, max_size=25))
def test_anything_is_understood_in_order_and_alike_twice(directory, spoken):
    text = " ".join(spoken)
    found = understand(directory.matcher, tokens(text))
    assert found == understand(directory.matcher, tokens(text))
    assert sorted(found.meant, key=lambda one: (-one.score, one.entry)) == list(found.meant)
    assert all(type(one.score) is int and one.score > 0 and one.because for one in found.meant)
