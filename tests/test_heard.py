"""What was learned: danger by ear with its gate, veto and reasons; what whole texts lean to; and a file nobody can read."""

import datetime as dt
import importlib.util
import json

import pytest
from built import ROOT
from small_project import CONDITION, WORDS, write_project
from surgeon_directory.catalog import read_catalog
from surgeon_directory.cli import main
from surgeon_directory.commands.learn import Saying, learned
from surgeon_directory.danger import Urgent, build_alarms
from surgeon_directory.heard import AGAINST, DOUBT, ENOUGH, LONG, OPENS, build_ear, features, listen
from surgeon_directory.learned import Scale
from surgeon_directory.packing import weights_text
from surgeon_directory.sense import LEANING, WORTH
from surgeon_directory.spelling import build_lexicon
from surgeon_directory.text import tokens
from surgeon_directory.understand import build_matcher, understand
from surgeon_directory.vocabulary import build_vocabulary

CLASSES = "classes:\n  - {family: dead, words: [numb, frozen]}\n  - {family: seat, words: [saddle, crotch]}\n"
SIGNS = 'do_not_wait:\n  - {level: emergency, sign: Go now., words: ["numb saddle"], heard_as: saddle}\n  - {level: soon, sign: Call today., words: [fever], heard_as: fever}\n'
HEARD = f"""# a comment
gate {OPENS - 60}
150 w crotch
70 w hot
50 w lukewarm
urgent -100
{ENOUGH + 101} p dead seat
-500 w bicycl
130 w hot
sign fever {DOUBT}
50 w hot
sign saddle 11
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


def test_in_doubt_it_is_the_emergency(heard):
    assert ("emergency", "Go now.", ("hot",)) == told("hot crotch", heard)


def test_a_pattern_stands_unless_all_is_against_it(heard):
    sign = Urgent("emergency", "Go now.", ("numb", "saddle"))
    assert ("emergency", "Go now.", ("numb", "saddle")) == told("numb on my saddle", heard, sign)
    assert AGAINST > -100 - 500 + ENOUGH + 101
    assert told("bicycle saddle numb", heard, sign) is None


def test_the_gate(heard):
    def opens(text):
        return heard[1].opens(tokens(text), tokens(text))

    assert opens("my crotch")
    assert opens("hot")
    assert not opens("lukewarm lukewarm")  # each word counts once
    assert not opens("my elbow")
    assert heard[1].opens(tokens("my crotsh"), tokens("my crotch"))  # typed wrong, read right
    assert not opens(" ".join(["elbow"] * (LONG - 1)))
    assert opens(" ".join(["elbow"] * LONG))  # a story is always listened to


def test_without_the_file_patterns_speak_alone(tmp_path):
    catalog = reading_of(tmp_path, "").catalog
    sign = Urgent("soon", "Call today.", ("fever",))
    assert sign == listen(tokens("fever"), build_alarms(catalog), build_ear(catalog), sign)
    assert build_ear(catalog).opens(tokens("anything"), ())


@pytest.mark.parametrize(
    ("line", "sentence"),
    [("x w hot", "'x w hot' is no line of learned weights."), ("12 q hot", "'12 q hot' is no line of learned weights."), ("sign hearse 3", "no sign is heard_as 'hearse'."), ("means ghosts 3", "there is no condition 'ghosts'.")],
)
def test_a_line_nobody_can_read_is_a_problem(line, sentence, tmp_path):
    reading = reading_of(tmp_path, f"urgent -1\n{line}\n")
    assert [("content/heard.txt", 2, sentence)] == [(one.path, one.line, one.sentence) for one in reading.problems if one.code == "heard"]


def test_sayings_to_learn_from_are_whole(directory):
    rows = [json.loads(line) for line in (ROOT / "content" / "heard.jsonl").read_text(encoding="utf-8").splitlines()]
    keys = {sign.heard_as for page in directory.catalog.pages.values() for sign in page.do_not_wait}
    assert 15_000 < len(rows)
    assert set() == {row["sign"] for row in rows if "sign" in row} - keys
    assert len(rows) == len({row["query"].lower() for row in rows})


@pytest.mark.skipif(importlib.util.find_spec("sklearn") is None, reason="scikit-learn is only needed to learn anew")
def test_learning_finds_the_words_that_tell():
    sayings = [Saying(frozenset({"saddl", "numb"}), frozenset({"w saddl", "w numb"}), True, "saddle", 2)] * 20 + [Saying(frozenset({"toe", "numb"}), frozenset({"w toe", "w numb"}), False, "", 2)] * 20
    fever = Saying(frozenset({"fever", "the"}), frozenset({"w fever"}), True, "fever", 2)
    quiet = [Saying(frozenset({"numb", "elbow"}), frozenset(), False, "", 2)] * 20
    text = learned([*sayings, fever, fever], quiet)
    gate, urgent = text.split("urgent ")[0], text.split("urgent ")[1].split("sign ")[0]
    assert " w saddl" in gate
    assert int(next(line for line in gate.splitlines() if line.endswith(" w elbow")).split()[0]) < 0
    weights = dict(reversed(line.split(" ", 1)) for line in urgent.splitlines() if " w " in line)
    assert int(weights["w saddl"]) > 0 > int(weights.get("w toe", "-1"))


LEANS = f"""means sciatica -100
{LEANING} w hallway
-200 w cellar
"""


@pytest.fixture(scope="module")
def matcher(tmp_path_factory):
    vocabulary = build_vocabulary(reading_of(tmp_path_factory.mktemp("leans"), LEANS + "ours 0\n500 b hallway length\n-200 w cellar\n").catalog)
    return build_matcher(vocabulary, build_lexicon(vocabulary.known, vocabulary.stems, vocabulary.english))


def test_a_text_that_tells_no_saying_leans_to_a_condition(matcher):
    [one] = understand(matcher, tokens("hallway length walks")).meant
    assert ("sciatica", LEANING * WORTH // 100, ("hallway",), False) == (matcher.vocabulary.entries[one.entry].slug, one.score, one.because, one.sure)


def test_a_leaning_alone_is_not_told_unless_the_text_is_surely_ours(matcher):
    assert () == understand(matcher, tokens("hallway")).meant


def test_a_text_for_other_doctors_names_its_words(matcher):
    found = understand(matcher, tokens("hallway length cellar cellar"))
    assert found.meant
    found = understand(matcher, tokens("cellar hallway"))
    assert ((), ("cellar",)) == (found.meant, found.elsewhere)


def test_judged_sentences_are_whole(directory):
    rows = [json.loads(line) for line in (ROOT / "content" / "means.jsonl").read_text(encoding="utf-8").splitlines()]
    assert 1_500 < len(rows)
    assert set() == {slug for row in rows for slug in (*row["means"], *row["acceptable"])} - directory.catalog.conditions.keys()
    assert len(rows) == len({row["query"].lower() for row in rows})


def test_what_cannot_be_learned_leaves_the_file(tmp_path, monkeypatch, capsys):
    folder = write_project(tmp_path, {"pelicanconf.py": "", "content/heard.txt": "nonsense\n", "sayings.jsonl": '{"query": "x", "urgent": null}\n'})
    monkeypatch.chdir(folder)
    assert main(["learn", "sayings.jsonl"]) == 1
    said = capsys.readouterr().out
    assert "content/pages/about.md" in said
    assert "heard.txt" not in said  # what was learned before is not what stops it
    assert "nonsense\n" == (folder / "content" / "heard.txt").read_text(encoding="utf-8")


def test_a_number_among_the_weights_stays_a_number():
    assert "-50,0 =10,t9" == weights_text(Scale(0, {"neck 10": -50, "t9": -50}), ["neck"], {"neck 10", "t9"})
