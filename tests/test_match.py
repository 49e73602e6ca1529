"""A whole answer: places, names and wishes in the words, filters, order, danger, and nothing where nothing fits."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from surgeon_directory.match import LEVELS, SORTS, Question, answer, filters_of
from surgeon_directory.roster import FACETS
from surgeon_directory.spelling import is_known
from surgeon_directory.text import tokens
from surgeon_directory.wishes import name_starts


def ask(directory, words, **options):
    """The answer to words."""
    return answer(directory, Question(words, **options))


def slugs(found):
    """The surgeons of an answer in their order."""
    return [one.slug for one in found.surgeons]


# --- places


@pytest.mark.parametrize(
    ("words", "place", "condition"),
    [
        ("sciatica near Camden NJ", ("Camden", "NJ"), "sciatica"),
        ("sciatica near camden new jersey", ("Camden", "NJ"), "sciatica"),
        ("sciatica 08043", ("Voorhees", "NJ"), "sciatica"),
        ("scoliosis surgeon in Houston", ("Houston", "TX"), "scoliosis"),
        ("scoliosis in St Louis, Missouri", ("Saint Louis", "MO"), "scoliosis"),
    ],
)
def test_places_in_words_are_read_and_taken_out(words, place, condition, directory):
    found = ask(directory, words)
    assert place == (found.place.name, found.place.state)
    assert condition == found.conditions[0].slug
    assert all(not set(found.wishes.place_words.split()) & set(one.because) for one in found.conditions)


@pytest.mark.parametrize(
    "words", ["pain in my back", "pain in my neck", "numb in the leg", "back pain from lifting", "close to giving up with this back", "sciatica"]
)
def test_what_is_no_place(words, directory):
    assert None is ask(directory, words).place


def test_the_box_goes_before_the_words(directory):
    assert "TX" == ask(directory, "sciatica near Camden NJ", near="Houston").place.state


def test_distance_narrows_and_zero_is_any(directory):
    near, wide, anywhere, no_place = (
        ask(directory, "sciatica", **one) for one in ({"near": "08043", "within": 10}, {"near": "08043"}, {"near": "08043", "within": 0}, {})
    )
    assert set(slugs(near)) <= set(slugs(wide)) <= set(slugs(anywhere)) == set(slugs(no_place))
    assert all(one.miles <= 10 for one in near.surgeons)
    assert all(one.miles <= 100 for one in wide.surgeons)
    assert {None} == {one.miles for one in no_place.surgeons}


# --- people and wishes


@pytest.mark.parametrize("words", ["dr achterberg", "Dr. Achterburg", "doctor Achtenberg", "Rosalind Achterberg", "achterberg", "is dr achterberg any good"])
def test_a_surgeon_is_found_by_name_typos_included(words, directory):
    assert ["rosalind-achterberg"] == slugs(ask(directory, words))


def test_a_plain_word_after_surgeon_is_no_name(directory):
    found = ("a", "surgeon", "for", "my", "back")
    assert () == name_starts(tokens(" ".join(found)), directory.matcher.lexicon)
    assert (1,) == name_starts(tokens("surgeon achterberg sees new patients at her office in town"), directory.matcher.lexicon)


def test_a_language_is_neither_a_name_nor_a_misspelling(directory):
    assert is_known("spanish", directory.matcher.lexicon)
    assert () == name_starts(tokens("spanish speaking surgeon for sciatica"), directory.matcher.lexicon)


def test_every_surgeon_is_found_by_the_full_name(directory):
    lost = [row.surgeon.slug for row in directory.roster.rows if row.surgeon.slug not in slugs(ask(directory, f"Dr. {row.surgeon.name.full}"))]
    assert [] == lost


@pytest.mark.parametrize(
    ("words", "filters"),
    [
        ("spanish speaking neurosurgeon in Houston", {("language", "Spanish"), ("specialty", "neurosurgery")}),
        ("female spine surgeon", {("gender", "woman")}),
        ("woman doctor for sciatica", {("gender", "woman")}),
        ("cirujano en Miami que hable español", {("language", "Spanish")}),
    ],
)
def test_wishes_become_filters(words, filters, directory):
    assert filters == set(ask(directory, words).wishes.filters)


def test_every_language_spoken_here_can_be_asked_for(directory):
    spoken = {language for row in directory.roster.rows for language in row.surgeon.languages} - {"English"}
    assert set() == {one for one in spoken if ("language", one) not in ask(directory, f"{one} speaking surgeon").wishes.filters}


@pytest.mark.parametrize("words", ["they want to fuse my spine", "second opinion on my neck", "told I need back surgery", "segunda opinión"])
def test_a_second_opinion_weighs_otherwise(words, directory):
    found = ask(directory, words)
    assert found.second_opinion
    assert all("second-opinion" in [reason.part for reason in one.reasons] for one in found.surgeons)
    assert found.surgeons


# --- order, filters, reasons

PAIRS = [(facet, value) for facet in ("language", "gender", "accepting", "visit", "second_opinion", "state", "insurance", "specialty") for value in range(3)]


@pytest.mark.parametrize("words", ["sciatica", "neck pain", "doctor near me", "they want to fuse my spine"])
def test_filters_never_add_a_result(words, directory):
    names = [facet.name for facet in FACETS]
    everyone = slugs(ask(directory, words))
    for (one, a), (other, b) in itertools.combinations(PAIRS, 2):
        filters = {}
        for name, number in ((one, a), (other, b)):
            values = directory.roster.values[names.index(name)]
            filters[name] = (*filters.get(name, ()), values[number % len(values)][0])
        found = slugs(ask(directory, words, filters=filters))
        assert set(found) <= set(everyone)
        assert [slug for slug in everyone if slug in found] == found, "what remains keeps its order"
        if one == other:
            break


def test_an_unknown_filter_value_fits_nobody(directory):
    assert [] == slugs(ask(directory, "sciatica", filters={"language": ("Klingon",)}))


@pytest.mark.parametrize("sort", SORTS)
def test_every_order_holds_the_same_surgeons(sort, directory):
    assert sorted(slugs(ask(directory, "sciatica"))) == sorted(slugs(ask(directory, "sciatica", sort=sort)))


def test_nearest_first(directory):
    miles = [one.miles for one in ask(directory, "sciatica", near="08043", within=0, sort="nearest").surgeons]
    assert sorted(miles) == miles


def test_best_first_and_reasons_add_up(directory):
    found = ask(directory, "they want to fuse my spine for stenosis").surgeons
    assert found
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(one.score == sum(reason.points for reason in one.reasons) for one in found)


def test_a_condition_can_be_refused_or_chosen(directory):
    first, second = (one.slug for one in ask(directory, "pinched nerve in my neck").conditions[:2])
    assert second == ask(directory, "pinched nerve in my neck", without=(first,)).conditions[0].slug
    assert second == ask(directory, "pinched nerve in my neck", condition=second).need.slug


# --- danger, and nothing


def test_danger_is_seen_through_misspellings(directory):
    assert "emergency" == ask(directory, "I lost controll of my blader and my legs are numb").urgent.level
    assert "emergency" == ask(directory, "cant pee, numb between my legs, near Camden NJ").urgent.level


@pytest.mark.parametrize(
    "words",
    [
        "carotid stenosis",
        "gallstones",
        "a lump in my breast",
        "best pizza in town",
        "constructor",
        "__proto__",
        "toString",
        "",
        " ",
        "\x00",
        "山田",
        "!!!",
        "-",
    ],
)
def test_where_nothing_fits_nothing_is_told(words, directory):
    found = ask(directory, words)
    assert ((), (), None) == (found.conditions, found.surgeons, found.urgent)


@pytest.mark.parametrize("words", ["sciatica " * 5_000, "x" * 10_000, "no " * 5_000, ", . " * 5_000, "é" * 10_000, "a b c d " * 2_500])
def test_very_long_words(words, directory):
    found = ask(directory, words)
    assert found == ask(directory, words)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=120))
def test_any_text_has_an_answer(directory, words):
    found = ask(directory, words)
    assert words == found.words
    assert found.urgent is None or found.urgent.level in LEVELS
    assert all(one.because for one in found.conditions)
    assert set(filters_of(Question(words), found.wishes)) <= {facet.name for facet in FACETS}
