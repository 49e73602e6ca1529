"""Danger by ear: learned weights, the gate, the veto, the words that are given as reasons, and a file nobody can read."""

import datetime as dt
import importlib.util
import json
from collections import Counter

import pytest
from built import ROOT
from small_project import CONDITION, WORDS, write_project
from surgeon_directory.catalog import read_catalog
from surgeon_directory.commands.learn import Ordinary, Saying, learned
from surgeon_directory.danger import Urgent, build_alarms
from surgeon_directory.heard import AGAINST, ENOUGH, build_ear, features, listen
from surgeon_directory.text import tokens

CLASSES = "classes:\n  - {family: dead, words: [numb, frozen]}\n  - {family: seat, words: [saddle, crotch]}\n"
SIGNS = 'do_not_wait:\n  - {level: emergency, sign: Go now., words: ["numb saddle"], heard_as: saddle}\n  - {level: soon, sign: Call today., words: [fever], heard_as: fever}\n'
HEARD = f"""# a comment
gate crotch saddle hot
urgent -100
{ENOUGH + 101} p dead seat
-500 w bicycl
130 w hot
sign fever 0
50 w hot
sign saddle 10
40 c seat
"""


def reading_of(folder, heard):
    changed = {"content/words.yaml": f"{WORDS}{CLASSES}", "content/conditions/sciatica.md": CONDITION.replace("updated:", f"{SIGNS}updated:"), "content/heard.txt": heard}
    return read_catalog(write_project(folder, changed), dt.date(2026, 11, 22))


@pytest.fixture(scope="module")
def heard(tmp_path_factory):
    catalog = reading_of(tmp_path_factory.mktemp("heard"), HEARD).catalog
    return build_alarms(catalog), build_ear(catalog)


def told(text, heard, by_pattern=None):
    found = listen(tokens(text), *heard, by_pattern)
    return found and (found.level, found.message, found.because)


def test_what_is_weighed(heard):
    assert {
        "w frozen": (0,), "w crotch": (1,), "b frozen crotch": (0, 1), "c dead": (0,), "c seat": (1,), "p dead seat": (0, 1),
    } == dict(features(tokens("frozen crotch"), heard[0]))  # fmt: skip


def test_classes_close_together_are_heard(heard):
    assert ("emergency", "Go now.", ("crotch", "frozen")) == told("my crotch feels frozen", heard)


def test_classes_far_apart_are_not(heard):
    assert told("my crotch and then a great many other words before it was frozen", heard) is None


def test_the_heaviest_sign_is_told(heard):
    assert ("soon", "Call today.", ("hot",)) == told("hot", heard)


def test_a_pattern_stands_unless_all_is_against_it(heard):
    sign = Urgent("emergency", "Go now.", ("numb", "saddle"))
    assert ("emergency", "Go now.", ("numb", "saddle")) == told("numb on my saddle", heard, sign)
    assert AGAINST > -100 - 500 + ENOUGH + 101
    assert told("bicycle saddle numb", heard, sign) is None


def test_the_gate(heard):
    assert heard[1].opens(tokens("my crotch"))
    assert not heard[1].opens(tokens("my elbow"))


def test_without_the_file_patterns_speak_alone(tmp_path):
    catalog = reading_of(tmp_path, "").catalog
    sign = Urgent("soon", "Call today.", ("fever",))
    assert sign == listen(tokens("fever"), build_alarms(catalog), build_ear(catalog), sign)
    assert build_ear(catalog).opens(tokens("anything"))


@pytest.mark.parametrize(
    ("line", "sentence"),
    [("x w hot", "'x w hot' is no line of learned weights."), ("12 q hot", "'12 q hot' is no line of learned weights."), ("sign hearse 3", "no sign is heard_as 'hearse'.")],
)
def test_a_line_nobody_can_read_is_a_problem(line, sentence, tmp_path):
    reading = reading_of(tmp_path, f"urgent -1\n{line}\n")
    assert [("content/heard.txt", 2, sentence)] == [(one.path, one.line, one.sentence) for one in reading.problems if one.code == "heard"]


def test_sayings_to_learn_from_are_whole(directory):
    rows = [json.loads(line) for line in (ROOT / "content" / "heard.jsonl").read_text(encoding="utf-8").splitlines()]
    keys = {sign.heard_as for page in directory.catalog.pages.values() for sign in page.do_not_wait}
    assert 4_000 < len(rows)
    assert set() == {row["sign"] for row in rows if "sign" in row} - keys
    assert len(rows) == len({row["query"].lower() for row in rows})


@pytest.mark.skipif(importlib.util.find_spec("sklearn") is None, reason="scikit-learn is only needed to learn anew")
def test_learning_finds_the_words_that_tell():
    sayings = [Saying(frozenset({"saddl", "numb"}), frozenset({"w saddl", "w numb"}), True, "saddle")] * 20 + [Saying(frozenset({"toe", "numb"}), frozenset({"w toe", "w numb"}), False, "")] * 20
    text = learned([*sayings, Saying(frozenset({"fever"}), frozenset({"w fever"}), True, "fever"), Saying(frozenset({"fever"}), frozenset({"w fever"}), True, "fever")], Ordinary(frozenset(), frozenset({"numb"}), Counter({"numb": 9})))
    assert "gate fever saddl" in text.splitlines()
    weights = dict(reversed(line.split(" ", 1)) for line in text.splitlines() if " w " in line)
    assert int(weights["w saddl"]) > 0 > int(weights.get("w toe", "-1"))
