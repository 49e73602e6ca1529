"""How problems are told: one line each, sorted, in three forms, safe for a terminal."""

import json

from surgeon_directory.problems import Problem, as_github, as_json, as_text, did_you_mean, printable, summary

ERROR = Problem("surgeons/b.yaml", 6, 6, "npi", "1 is a number here.", 'Put it in quotes: "1".', "string_type")
WARNING = Problem("surgeons/a.yaml", 99, 7, "verified.on", "the profile is old.", "Check it.", "overdue", "warning")


def test_text_is_one_sorted_line_a_problem():
    expected = 'surgeons/a.yaml:99:7: warning: verified.on: the profile is old. Check it.\nsurgeons/b.yaml:6:6: npi: 1 is a number here. Put it in quotes: "1".'
    assert expected == as_text([ERROR, WARNING])


def test_json_carries_every_part():
    told = json.loads(as_json([ERROR]))
    expected = {
        "path": "surgeons/b.yaml", "line": 6, "column": 6, "field": "npi", "sentence": "1 is a number here.",
        "remedy": 'Put it in quotes: "1".', "code": "string_type", "severity": "error",
    }  # fmt: skip
    assert [expected] == told


def test_github_escapes_what_would_end_the_command():
    strange = Problem("a,b:c.yaml", 1, 2, "", "100% wrong\nreally.", "", "x")
    assert "::error file=a%2Cb%3Ac.yaml,line=1,col=2::100%25 wrong%0Areally." == as_github([strange])


def test_summaries():
    assert "No problems in 1 file." == summary([], 1)
    assert "No errors in 3 files; 1 warning." == summary([WARNING], 3)
    assert "1 problem in 1 of 3 files. Nothing was built; the last good site is untouched." == summary([ERROR, WARNING], 3)


def test_nothing_can_move_the_cursor_or_add_a_line():
    hostile = Problem("surgeons/\x1b[2J\n.yaml", 1, 1, "", "x.", "", "x")
    assert "surgeons/?[2J?.yaml:1:1: x." == hostile.text
    assert "a" * 60 + "..." == printable("a" * 1000)


def test_did_you_mean_is_silent_when_nothing_is_near():
    assert "Did you mean 'sciatica'?" == did_you_mean("siatica", ["sciatica", "scoliosis"])
    assert "" == did_you_mean("elbow", ["sciatica", "scoliosis"])
