"""Strict YAML: each way of breaking a file, with the sentence it must give beside it."""

import os
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from surgeon_directory.problems import Problem
from surgeon_directory.source import Document, Position, parse_front_matter, parse_yaml, read_text

BAD_YAML = {
    "sixty thousand brackets": ("a: " + "[" * 60_000, "x.yaml:1:19: the values are nested more than 16 deep. Look for a stray bracket."),
    "sixty thousand braces": ("{a: " * 60_000, "x.yaml:1:65: the values are nested more than 16 deep. Look for a stray bracket."),
    "alias bomb": ("a: &a [x, x]\nb: &b [*a, *a]\n", "x.yaml:1:4: '&a' names a value for repetition. Write values out; if it is text, put it in quotes."),
    "alias": ("a: *x\n", "x.yaml:1:4: '*x' repeats another value. Write the value out; if it is text, put it in quotes."),
    "merge key": ("<<: {a: b}\n", "x.yaml:1:1: '<<' merges another mapping. Write the fields out."),
    "tag": ("a: !!python/object:os.system x\n", "x.yaml:1:4: 'tag:yaml.org,2002:python/object:os.system' is a type tag. Remove it; if it is text, put it in quotes."),
    "tag of a plain type": ("a: !!str 1\n", "x.yaml:1:4: 'tag:yaml.org,2002:str' is a type tag. Remove it; if it is text, put it in quotes."),
    "two documents": ("a: 1\n---\nb: 2\n", "x.yaml:2:1: a second document begins here. Keep one document in a file: remove the line of hyphens."),
    "duplicate key": ("a: 1\nb: 2\na: 3\n", "x.yaml:3:1: a: 'a' stands here a second time; it is already on line 1. Keep one of the two."),
    "list as a key": ("? [a, b]\n: c\n", "x.yaml:1:3: a field name must be a word. Put the text in quotes."),
    "only a list": ("- a\n- b\n", "x.yaml:1:1: there are no fields here. Write `field: value` lines; copy a neighbouring file to begin."),
    "empty": ("", "x.yaml:1:1: there are no fields here. Write `field: value` lines; copy a neighbouring file to begin."),
    "only a comment": ("# soon\n", "x.yaml:1:1: there are no fields here. Write `field: value` lines; copy a neighbouring file to begin."),
    "control character": ("a: b\nc: d\x07\n", "x.yaml:2:5: the file holds a character that YAML does not allow. Remove the control character on this line."),
    "colon in text": ("a: note: this\n", "x.yaml:1:8: a colon stands where no field can begin. Put text that holds a colon in quotes, or look at the indentation."),
    "tab": ("\ta: b\n", "x.yaml:1:1: a tab stands here. Indent with spaces."),
    "at sign": ("a: @home\n", "x.yaml:1:4: text cannot begin with '@'. Put it in quotes."),
    "open quotes": ("a: 'b\n", "x.yaml:2:1: a quotation mark is never closed. Close it where the text ends."),
    "apostrophe in quotes": ("a: 'don't'\n", "x.yaml:1:9: text stands after the end of the value. Put the whole text in one pair of quotes; inside single quotes write an apostrophe twice."),
    "open bracket": ("a: [b\nc: d\n", "x.yaml:2:2: a bracket [ is never closed, or a comma is missing. Close it with ], and put a comma between entries."),
    "open brace": ("a: {b\nc: d\n", "x.yaml:2:2: a brace { is never closed, or a comma is missing. Close it with }, and put a comma between entries."),
    "hyphen beside a field": ("a: - b\n", "x.yaml:1:4: a hyphen stands where no list can begin. Put each entry on a line of its own below the field."),
    "field name alone": ("a: b\nc\n", "x.yaml:3:1: a colon is missing after a field's name. Write `field: value`, on this line or the one above."),
    "indentation": (
        "a:\n  - b\n c: d\n",
        "x.yaml:3:2: this line does not stand under those above it. Give it the indentation of its neighbours; look for a missing colon, hyphen or quotation mark above.",
    ),
    "backslash": ('a: "\\q"\n', "x.yaml:1:5: this backslash means nothing in double quotes. Write it twice, or use single quotes."),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_YAML)
def test_bad_yaml(name):
    text, expected = BAD_YAML[name]
    problems = parse_yaml(text, "x.yaml")
    assert isinstance(problems, tuple)
    assert [expected] == [problem.text for problem in problems]


def test_sixty_thousand_brackets_take_no_time():
    before = time.perf_counter()
    parse_yaml("[" * 60_000, "x.yaml")
    assert time.perf_counter() - before < 1


BAD_BYTES = {
    "ten megabytes": (b"a: " + b"b" * 10_000_000, "x.yaml:1:1: the file has 10,000,003 bytes; the most is 131,072. Shorten it, or look whether it is the right file."),
    "latin 1": (b"a: b\nname: Qui\xf1onero\n", "x.yaml:2:10: byte 0xf1 is not UTF-8 text. Save the file as UTF-8."),
    "byte order mark": (b"\xef\xbb\xbfa: b\n", "x.yaml:1:1: the file begins with a byte order mark. Save it as UTF-8 without BOM."),
    "utf-16": ("a: b".encode("utf-16"), "x.yaml:1:1: byte 0xff is not UTF-8 text. Save the file as UTF-8."),
    "windows line ends": (b"a: b\r\nc: d\r\n", "x.yaml:1:1: the line ends are those of Windows or an old Mac (CR). Save the file with LF line ends."),
}


@pytest.mark.parametrize("name", BAD_BYTES)
def test_bad_bytes(name, tmp_path):
    raw, expected = BAD_BYTES[name]
    (tmp_path / "x.yaml").write_bytes(raw)
    assert expected == told(tmp_path)


def told(root):
    """The problem of reading x.yaml below a root, as it is told."""
    problem = read_text(root / "x.yaml", root)
    assert isinstance(problem, Problem)
    return problem.text


def test_link_out_of_the_tree(tmp_path):
    (tmp_path / "secret").write_text("a: b\n")
    root = tmp_path / "project"
    root.mkdir()
    (root / "x.yaml").symlink_to(tmp_path / "secret")
    assert "x.yaml:1:1: this is a link to a file outside the project. Put the file itself here." == told(root)


def test_link_inside_the_tree_is_read(tmp_path):
    (tmp_path / "y.yaml").write_text("a: b\n")
    (tmp_path / "x.yaml").symlink_to("y.yaml")
    assert "a: b\n" == read_text(tmp_path / "x.yaml", tmp_path)


def test_links_that_lead_nowhere(tmp_path):
    (tmp_path / "x.yaml").symlink_to("gone.yaml")
    assert "x.yaml:1:1: the file cannot be read (No such file or directory). Look at the file and its permissions." == told(tmp_path)
    (tmp_path / "x.yaml").unlink()
    (tmp_path / "x.yaml").symlink_to("x.yaml")
    assert told(tmp_path).startswith("x.yaml:1:1: the file cannot be read (")


def test_pipes_and_folders_are_not_opened(tmp_path):
    os.mkfifo(tmp_path / "x.yaml")
    assert "x.yaml:1:1: this is not an ordinary file. Put a text file here, or move it elsewhere." == told(tmp_path)
    (tmp_path / "x.yaml").unlink()
    (tmp_path / "x.yaml").mkdir()
    assert "x.yaml:1:1: this is not an ordinary file. Put a text file here, or move it elsewhere." == told(tmp_path)


def document(text: str) -> Document:
    parsed = parse_yaml(text, "x.yaml")
    assert isinstance(parsed, Document)
    return parsed


SCALARS = [
    ("NO", "NO"), ("yes", "yes"), ("off", "off"), ("12:30", "12:30"), ("2026-10-02", "2026-10-02"), ("+1-555", "+1-555"), ("0x1F", "0x1F"), ("0o17", "0o17"),
    ("1_000", "1_000"), (".inf", ".inf"), ('"012"', "012"), ("'true'", "true"), ("true", True), ("False", False), ("null", None), ("~", None), ("", None),
    ("7", 7), ("-7", -7), ("1.5", 1.5), ("1e3", 1000.0), ("|\n  two\n  lines", "two\nlines\n"), (">-\n  two\n  lines", "two lines"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "expected"), SCALARS)
def test_scalars_follow_yaml_1_2(written, expected):
    value = document(f"a: {written}\n").value["a"]
    assert (type(expected), expected) == (type(value), value)


def test_a_leading_zero_is_never_octal_and_its_text_is_kept():
    parsed = document("zip: 01234\n")
    assert 1234 == parsed.value["zip"]
    assert "01234" == parsed.positions["zip",].raw


def test_positions_of_values_and_keys():
    parsed = document("a: 1\nb:\n  - c: text\n    d: [x, y]\n")
    assert {"a": 1, "b": ({"c": "text", "d": ("x", "y")},)} == parsed.value
    assert Position(3, 8, "text", 3, 5) == parsed.positions["b", 0, "c"]
    assert (4, 12) == (parsed.positions["b", 0, "d", 1].line, parsed.positions["b", 0, "d", 1].column)


def test_every_duplicate_is_told_in_one_run():
    problems = parse_yaml("a: 1\na: 2\nb: {c: 1, c: 2}\na: 3\n", "x.yaml")
    assert isinstance(problems, tuple)
    assert [(2, "a"), (3, "c"), (4, "a")] == [(problem.line, problem.field) for problem in problems]


def test_front_matter_keeps_the_lines_of_its_file():
    text = "---\ntitle: x\nnpi: 1\n---\n\n\n## Heading\n\nText\n"
    parsed = parse_front_matter(text, "x.md")
    assert isinstance(parsed, Document)
    assert 3 == parsed.positions["npi",].line
    assert ("## Heading\n\nText", 7) == (parsed.body, parsed.body_line)


BAD_FRONT_MATTER = {
    "none": ("# Title\n", "x.md:1:1: the file does not begin with front matter. Begin it with a line of three hyphens, the fields, and three hyphens again."),
    "empty file": ("", "x.md:1:1: the file does not begin with front matter. Begin it with a line of three hyphens, the fields, and three hyphens again."),
    "never closed": ("---\ntitle: x\n", "x.md:1:1: the front matter never ends. Close it with a line of three hyphens."),
    "nothing in it": ("---\n---\n", "x.md:2:1: there are no fields here. Write `field: value` lines; copy a neighbouring file to begin."),
    "duplicate": ("---\na: 1\na: 2\n---\n", "x.md:3:1: a: 'a' stands here a second time; it is already on line 2. Keep one of the two."),
}


@pytest.mark.parametrize("name", BAD_FRONT_MATTER)
def test_bad_front_matter(name):
    text, expected = BAD_FRONT_MATTER[name]
    problems = parse_front_matter(text, "x.md")
    assert isinstance(problems, tuple)
    assert [expected] == [problem.text for problem in problems]


YAML_PIECES = st.lists(
    st.sampled_from([
        "a", "b", ": ", ":", "- ", "-", "\n", "  ", " ", "[", "]", "{", "}", ",", "'", '"', "|", ">", "&a", "*a", "!!str ", "!", "#", "? ", "---\n", "...\n",
        "%YAML 1.1\n", "\t", "\\", "é", "\x00", "\x85", "\u2028", "\ufeff", "true", "012", "<<", "~", "1e999", "\U0001f600",
    ]),
    max_size=40,
).map("".join)  # fmt: skip
ANY_TEXT = st.one_of(st.text(), st.text(alphabet=st.characters()), YAML_PIECES)


@settings(max_examples=400, deadline=None)
@given(ANY_TEXT)
def test_any_text_gives_a_document_or_problems(text):
    for parsed in (parse_yaml(text, "x.yaml"), parse_front_matter(text, "x.md"), parse_front_matter(f"---\n{text}\n---\n{text}", "x.md")):
        if isinstance(parsed, Document):
            assert isinstance(parsed.value, dict)
            assert all(position.line >= 1 and position.column >= 1 for position in parsed.positions.values())
        else:
            assert parsed
            assert all(problem.line >= 1 and problem.column >= 1 and "\n" not in problem.text for problem in parsed)
