"""Signs that must not wait: their notation, denial, look-alikes, and mistakes in the files."""

import datetime as dt

import pytest
from small_project import CONDITION, WORDS, write_project
from surgeon_directory.catalog import read_catalog
from surgeon_directory.danger import GAP, LEVELS, REACH, build_alarms, check, compile_pattern
from surgeon_directory.text import tokens

CLASSES = "classes:\n  - {family: cannot, words: [cant, not able to, unable to]}\n  - {family: water, words: [pee, water]}\n"
SPEECH = "negation: [no, not, never, without, dont]\nturning: [but]\nundenied: [no idea]\n"
SIGNS = """do_not_wait:
  - {level: emergency, sign: Go now., words: ["!{cannot} pass {water}", numb & saddle, "=legs gone"]}
  - {level: soon, sign: See someone this week., words: [fever back]}
"""


@pytest.fixture(scope="module")
def alarms(tmp_path_factory):
    words = f"{WORDS}{CLASSES}{SPEECH}calm: [saddle sore]\n"
    changed = {"content/words.yaml": words, "content/conditions/sciatica.md": CONDITION.replace("updated:", f"{SIGNS}updated:")}
    root = write_project(tmp_path_factory.mktemp("danger"), changed)
    reading = read_catalog(root, dt.date(2026, 11, 22))
    assert reading.catalog, reading.problems
    return build_alarms(reading.catalog)


def level(text, alarms):
    """The level told for a text, or None."""
    found = check(tokens(text), alarms)
    return found.level if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I cant pass water", "emergency"),
        ("not able to pass any more water", "emergency"),
        ("unable to really ever pass all that much water", "emergency"),
        (f"unable to pass {'word ' * (GAP + 1)} water", None),  # too many words between
        ("pass water cant", None),  # the wrong order
        ("I cant pass. Water is wet", None),  # two sentences
        ("my saddle area is numb", "emergency"),  # & in any order
        ("numb since noon. Saddle area", "emergency"),  # & across sentences
        (f"numb {'word ' * REACH} saddle", None),  # too far away
        ("legs gone", "emergency"),
        ("leg gone", None),  # = is the exact word
        ("fever and back pain", "soon"),
        ("back fever", None),
        ("fever in my back and numb saddle", "emergency"),  # the most serious one
        ("", None),
        ("constructor __proto__", None),
    ],
)
def test_notation(text, expected, alarms):
    assert expected == level(text, alarms)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no fever in my back", None),
        ("fever, not in the back", "soon"),
        ("no cough but fever and back pain", "soon"),  # but ends the denial
        ("no cough, fever and back pain", "soon"),  # so does a comma
        ("no idea why, fever and back pain", "soon"),
        ("not numb in the saddle", None),
        ("I cant pass water, no pain", "emergency"),
        ("numb saddle sore", None),  # a look-alike covers the word
    ],
)
def test_denial_and_look_alikes(text, expected, alarms):
    assert expected == level(text, alarms)


def test_the_words_that_gave_it_away_are_told(alarms):
    found = check(tokens("since noon I cant pass water at all"), alarms)
    assert ("emergency", "Go now.", ("cant", "pass", "water")) == (found.level, found.message, found.because)


def test_an_unknown_class_is_a_problem_of_its_file_and_never_a_traceback(tmp_path):
    changed = {
        "content/conditions/sciatica.md": CONDITION.replace("updated:", 'do_not_wait:\n  - {level: soon, sign: X., words: ["{nothing} back"]}\nupdated:')
    }
    reading = read_catalog(write_project(tmp_path, changed), dt.date(2026, 11, 22))
    told = [problem.text for problem in reading.problems if "nothing" in problem.text]
    assert reading.catalog is None
    assert told
    assert told[0].startswith("content/conditions/sciatica.md:")


def test_an_unknown_class_names_itself():
    with pytest.raises(KeyError, match="nothing"):
        compile_pattern("{nothing} back", 0, {})


DENIED = ("no trouble with my bladder", "no numbness in the saddle area", "never lost control of my bowels", "I have not lost feeling between my legs")
DANGER = ("no sense of my bladder", "I can't hold my water", "numb in the crotch", "legs gave out and won't move", "NUMB IN THE CROTCH!!!", "i cant pee")


@pytest.mark.parametrize("text", DANGER)
def test_danger_is_seen(text, directory):
    assert "emergency" == level(text, directory.alarms)


@pytest.mark.parametrize("text", [*DENIED, "up twice a night for the bathroom", "not feeling like myself", "saddle sore from cycling"])
def test_denied_and_harmless_words_raise_nothing(text, directory):
    assert level(text, directory.alarms) != "emergency"


def test_every_sign_has_a_level_and_every_pattern_a_sign(directory):
    alarms = directory.alarms
    assert {sign.level for sign in alarms.signs} <= set(LEVELS)
    assert {pattern.sign for pattern in alarms.patterns} == set(range(len(alarms.signs)))
    assert len(alarms.notation) == len(alarms.patterns)
