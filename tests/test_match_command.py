"""`surgeons match` and `surgeons evaluate` as a person runs them."""

import json
import os
import subprocess
import sys

import pytest
from small_project import EPOCH, PAGE, broken, write_project
from surgeon_directory.cli import main
from surgeon_directory.commands import evaluate, match
from surgeon_directory.sheets import NEEDED_PAGES

KEYS = ["query", "corrected", "ignored", "urgent", "conditions", "surgeons", "articles", "place", "filters", "need"]


@pytest.fixture
def ready(directory, monkeypatch):
    """The commands answer from the directory of this repository, without reading it again."""
    for command in (match, evaluate):
        monkeypatch.setattr(command, "open_directory", lambda _: directory)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A small project, with the working directory in it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    monkeypatch.chdir(write_project(tmp_path, {"pelicanconf.py": 'SITENAME = "x"\n', **{f"content/pages/{slug}.md": PAGE for slug in NEEDED_PAGES}}))
    return tmp_path


def told(capsys, *words):
    """The JSON of one match."""
    assert 0 == main(["match", *words, "--json"])
    return json.loads(capsys.readouterr().out)


# --- match


def test_the_json_is_the_contract(ready, capsys):
    found = told(capsys, "sciattica near Camden NJ, they want to fuse my spine", "--limit", "2")
    assert KEYS == list(found)
    assert {"sciattica": "sciatica"} == found["corrected"]
    assert ({"name": "Camden", "state": "NJ"}, None, 2) == (found["place"], found["urgent"], len(found["surgeons"]))
    assert ["slug", "title", "score", "because"] == list(found["conditions"][0])
    one = found["surgeons"][0]
    assert ["slug", "name", "score", "distance_miles", "reasons"] == list(one)
    assert ["part", "points", "text"] == list(one["reasons"][0])
    assert one["score"] == sum(reason["points"] for reason in one["reasons"])
    assert type(one["distance_miles"]) is int


def test_without_a_place_the_distance_is_null(ready, capsys):
    found = told(capsys, "sciatica")
    assert {None} == {one["distance_miles"] for one in found["surgeons"]}
    assert (None, {}, {"kind": "condition", "slug": "sciatica"}) == (found["place"], found["filters"], found["need"])


def test_danger_is_in_the_json_and_leads_the_text(ready, capsys):
    found = told(capsys, "numb between my legs since this morning")
    assert ["level", "message", "because"] == list(found["urgent"])
    assert "emergency" == found["urgent"]["level"]
    assert 0 == main(["match", "numb between my legs since this morning"])
    assert capsys.readouterr().out.split("\n")[1].startswith("EMERGENCY: ")


def test_near_within_and_limit(ready, capsys):
    near = told(capsys, "sciatica", "--near", "08043", "--within", "20")
    assert near["surgeons"]
    assert all(one["distance_miles"] <= 20 for one in near["surgeons"])
    assert 10 == len(told(capsys, "sciatica")["surgeons"])
    assert [] == told(capsys, "sciatica", "--limit", "0")["surgeons"]
    assert told(capsys, "--near", "Camden, NJ")["surgeons"], "a place alone lists everybody there"


def test_words_need_no_quotes(ready, capsys):
    assert "sciatica down the leg" == told(capsys, "sciatica", "down", "the", "leg")["query"]


@pytest.mark.parametrize(
    ("near", "kind"), [("99999", "ZIP code 99999"), ("Xyzzyville", "city Xyzzyville"), ("Camden, ZZ", "city Camden, ZZ"), ("\x1b[31m", "city ?[31m")]
)
def test_an_unknown_place_is_one_sentence(near, kind, ready, capsys):
    assert 1 == main(["match", "sciatica", "--near", near])
    out, err = capsys.readouterr()
    assert ("", f"There is no {kind} in the United States. Write a ZIP code as 08043, or a city as Camden, NJ.\n") == (out, err)


@pytest.mark.parametrize("words", [[], [""], ["  "], ["x", "--within", "far"], ["x", "--limit", "-1"], ["x", "--limit", "٣"], ["--json"]])
def test_used_wrongly(words, ready, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["match", *words])
    out, err = capsys.readouterr()
    assert (2, "", True) == (ended.value.code, out, err.startswith("usage: surgeons match"))


@pytest.mark.parametrize("words", ["constructor", "__proto__", "x" * 10_000, "\ud800", "\x00\x1b[31m", "-x"])
def test_odd_words_are_answered(words, ready, capsys):
    assert 0 == main(["match", "--json", "--", words])
    assert KEYS == list(json.loads(capsys.readouterr().out))
    assert 0 == main(["match", "--", words])
    assert "\x1b" not in capsys.readouterr().out


def test_the_text_says_everything_to_a_person(ready, capsys):
    assert 0 == main(["match", "sciattica near camden nj, spanish speaking", "--limit", "1"])
    lines = capsys.readouterr().out.split("\n")
    assert "Read sciattica as sciatica." in lines
    assert "Only: Language Spanish." in lines
    assert any(line.startswith("  Sciatica (") and line.endswith("because of: sciatica") for line in lines)
    assert 0 == main(["match", "carotid stenosis"])
    assert capsys.readouterr().out.split("\n")[-2].startswith("Nothing here fits these words.")


def test_problems_are_told_and_nothing_is_answered(project, capsys):
    write_project(project, broken("surgeons/x.yaml", '"1234567893"', "1234567890"))
    assert 1 == main(["match", "sciatica"])
    out, err = capsys.readouterr()
    assert ("", True) == (out, err.startswith("surgeons/x.yaml:6:6: npi: "))


def test_one_query_a_line_as_they_come(project):
    """Each answer is there before the next question is asked; a line that is no text is answered too."""
    command = [sys.executable, "-m", "surgeon_directory", "match", "-", "--json"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH}) as process:
        for line, query in ((b"sciatica\n", "sciatica"), (b"\n", ""), (b"caf\xff\r\n", "caf�"), (b"microdiscectomy", "microdiscectomy")):
            process.stdin.write(line)
            if line.endswith(b"\n"):
                process.stdin.flush()
            else:
                process.stdin.close()
            found = json.loads(process.stdout.readline())
            assert (KEYS, query) == (list(found), found["query"])
        assert b"" == process.stdout.read()
    assert 0 == process.returncode


# --- evaluate

ROWS = """\
{"query": "sciatica", "expected": ["sciatica"], "acceptable": [], "kind": "name"}
{"query": "ciática", "expected": ["scoliosis"], "acceptable": ["sciatica"], "kind": "name"}

{"query": "carotid stenosis", "expected": [], "kind": "medical"}
{"query": "sciatica", "expected": [], "kind": "nonmedical"}
{"query": "numb between my legs since this morning", "expected": [], "kind": "danger", "urgent": "soon"}
{"query": "sciatica", "expected": [], "kind": "danger", "urgent": "emergency"}
{"query": "sciatica", "expected": [], "kind": "calm", "urgent": null}
{"query": "sciatica near Camden NJ", "place": "08043", "language": null, "second_opinion": false, "kind": "finder"}
"""
TABLE = """\
kind         rows  recall@1  recall@3    MRR  none told  danger seen  false alarms  place  language  second opinion
calm            1         -         -      -          -            -         0.000      -         -               -
danger          2         -         -      -          -        0.500             -      -         -               -
finder          1         -         -      -          -            -             -  0.000     1.000           1.000
medical         1         -         -      -      1.000            -             -      -         -               -
name            2     0.500     1.000  0.500          -            -             -      -         -               -
nonmedical      1         -         -      -      0.000            -             -      -         -               -
all             8     0.500     1.000  0.500      0.500        0.500         0.000  0.000     1.000           1.000
"""


def test_the_table(ready, tmp_path, capsys):
    path = tmp_path / "rows.jsonl"
    path.write_text(ROWS, encoding="utf-8")
    assert 0 == main(["evaluate", str(path)])
    assert TABLE == capsys.readouterr().out


def test_the_misses(ready, tmp_path, capsys):
    path = tmp_path / "rows.jsonl"
    path.write_text(ROWS, encoding="utf-8")
    assert 0 == main(["evaluate", "--misses", str(path)])
    lines = capsys.readouterr().out.split("\n")
    assert ["2: recall@1: ciática", "5: none told: sciatica", "7: danger seen: sciatica", "9: place: sciatica near Camden NJ"] == [
        ": ".join(line.removeprefix(f"{path}:").split(": ")[:3]) for line in lines if line.startswith(str(path))
    ]
    assert "9: place: sciatica near Camden NJ: Camden, NJ" in lines[3]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("{", "this is not JSON"),
        ("[]", 'a row is an object with the text "query".'),
        ('{"query": 1}', 'a row is an object with the text "query".'),
        ('{"query": "x", "expected": "sciatica"}', '"expected" is not a list of texts.'),
        ('{"query": "x", "expected": ["sciatika"]}', "\"expected\": there is no condition 'sciatika'."),
        ('{"query": "x", "urgent": "maybe"}', '"urgent" is neither emergency nor soon nor null.'),
        ('{"query": "x", "urgent": []}', '"urgent" is neither emergency nor soon nor null.'),
        ("[" * 100_000, "this is nested too deeply."),
        (b"\xff", "this line is not UTF-8."),
    ],
)
def test_bad_lines_are_told_with_their_place(line, sentence, ready, tmp_path, capsys):
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"query": "sciatica", "expected": ["sciatica"]}\n' + (line if isinstance(line, bytes) else line.encode()) + b"\n")
    assert 1 == main(["evaluate", str(path)])
    out = capsys.readouterr().out
    assert out.startswith(f"{path}:2: {sentence}")
    assert out.split("\n")[-2].startswith("all             1     1.000"), "the other lines count all the same"


def test_a_missing_file_is_told(ready, tmp_path, capsys):
    assert 1 == main(["evaluate", str(tmp_path / "none.jsonl")])
    assert "this file cannot be read (No such file or directory)." in capsys.readouterr().out
