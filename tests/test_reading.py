"""Each way a field can be wrong, with the sentence it must give beside it: no word of pydantic among them."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_project import SURGEON
from surgeon_directory import models
from surgeon_directory.models import Article, Certification, Office, Picture, Reviewed, SecondOpinion, Surgeon, Training, Verified
from surgeon_directory.reading import read_model
from surgeon_directory.source import Document, parse_yaml

OFFICE = 'name: n\nstreet: s\ncity: c\nstate: NJ\nzip: "08043"\nphone: "856-555-0123"\n'

BAD_FIELDS = {
    "number for text": (Verified, "on: 2026-10-02\nby: 7\nhow: x", 'x.yaml:2:5: by: 7 is a number here. Put it in quotes: "7".'),
    "leading zero": (Office, OFFICE.replace('"08043"', "08043"), 'x.yaml:5:6: zip: 08043 is a number here. Put it in quotes: "08043".'),
    "yes-or-no for text": (Verified, "on: 2026-10-02\nby: true\nhow: x", 'x.yaml:2:5: by: true is a yes-or-no here. Put it in quotes: "true".'),
    "empty text": (Verified, "on: 2026-10-02\nby:\nhow: x", "x.yaml:2:4: by: there is nothing here. Write the text. Who checked it."),
    "blank text": (Verified, 'on: 2026-10-02\nby: "  "\nhow: x', "x.yaml:2:5: by: there is nothing here. Write the text. Who checked it."),
    "list for text": (Verified, "on: 2026-10-02\nby: [a]\nhow: x", "x.yaml:2:5: by: one line of text belongs here, not a list or a group. Who checked it."),
    "long text": (Verified, f"on: 2026-10-02\nby: {'x' * 301}\nhow: x", "x.yaml:2:5: by: the text has more than 300 characters. Shorten it."),
    "empty day": (Verified, "on:\nby: a\nhow: x", "x.yaml:1:4: on: there is nothing here. Write a day as YYYY-MM-DD. Day on which the whole profile was last checked."),
    "no day": (Verified, "on: 10/2/2026\nby: a\nhow: x", "x.yaml:1:5: on: this is not a day. Write it as YYYY-MM-DD, for example 2026-10-02."),
    "day that never was": (
        Verified,
        "on: 2026-02-31\nby: a\nhow: x",
        "x.yaml:1:5: on: 2026-02-31 is not a day of the calendar. Day on which the whole profile was last checked.",
    ),
    "missing field": (Verified, "on: 2026-10-02\nby: a", "x.yaml:1:1: how: this field is missing. How it was checked."),
    "misspelt field": (Reviewed, "bye: a", "x.yaml:1:1: bye: 'bye' is not a field here. Did you mean 'by'?"),
    "strange field": (Reviewed, "weight: 1", "x.yaml:1:1: weight: 'weight' is not a field here. The fields here are: by, on."),
    "hostile field": (Reviewed, '"a\\nb": 1', "x.yaml:1:1: a?b: 'a?b' is not a field here. The fields here are: by, on."),
    "misspelt choice": (
        Training,
        "kind: residncy\nplace: x\ncompleted: 2000",
        "x.yaml:1:7: kind: 'residncy' is not one of the choices. Did you mean 'residency'?",
    ),
    "strange choice": (
        Training,
        "kind: sabbatical\nplace: x\ncompleted: 2000",
        "x.yaml:1:7: kind: 'sabbatical' is not one of the choices. Write medical school, residency or fellowship.",
    ),
    "empty choice": (
        Training,
        "kind:\nplace: x\ncompleted: 2000",
        "x.yaml:1:6: kind: there is nothing here. Write medical school, residency or fellowship. Which part of the training.",
    ),
    "list for a choice": (
        Training,
        "kind: [residency]\nplace: x\ncompleted: 2000",
        "x.yaml:1:7: kind: one word belongs here, not a list or a group. Which part of the training.",
    ),
    "text for a year": (Training, "kind: residency\nplace: x\ncompleted: '2000'", "x.yaml:3:12: completed: '2000' is not a whole number. Write digits only, without quotes."),
    "half a year": (Training, "kind: residency\nplace: x\ncompleted: 2000.5", "x.yaml:3:12: completed: '2000.5' is not a whole number. Write digits only, without quotes."),
    "year too early": (
        Training,
        "kind: residency\nplace: x\ncompleted: 1066",
        "x.yaml:3:12: completed: 1066 is out of range; the least is 1940. Year it was completed.",
    ),
    "year too late": (Training, "kind: residency\nplace: x\ncompleted: 3000", "x.yaml:3:12: completed: 3000 is out of range; the most is 2100. Year it was completed."),
    "no for a yes-or-no": (SecondOpinion, "offered: no", "x.yaml:1:10: offered: 'no' is neither true nor false. Write true or false."),
    "empty yes-or-no": (SecondOpinion, "offered:", "x.yaml:1:9: offered: there is nothing here. Write true or false. Whether second opinions are offered."),
    "text for a list": (
        SecondOpinion,
        "offered: true\nbring: MRI, reports",
        "x.yaml:2:8: bring: 'MRI, reports' is one text, but a list belongs here. Put it in square brackets, or each entry on a line of its own after a hyphen.",
    ),
    "empty list field": (
        SecondOpinion,
        "offered: true\nbring:",
        "x.yaml:2:7: bring: a list belongs here. Put each entry on a line of its own after a hyphen, or remove the line.",
    ),
    "empty entry": (SecondOpinion, "offered: true\nbring:\n  -", "x.yaml:3:4: bring[0]: there is nothing here. Write the text, or remove the line."),
    "dollars in text": (SecondOpinion, "offered: true\nfee_dollars: $350", "x.yaml:2:14: fee_dollars: '$350' is not a whole number. Write digits only, without quotes."),
    "text for a group": (Surgeon, SURGEON.replace("second_opinion:\n  offered: true", "second_opinion: yes"), "x.yaml:27:17: second_opinion: a group of fields belongs here. Terms of a second opinion."),
    "list too short": (Surgeon, SURGEON.replace("conditions:\n  - condition: sciatica\n    focus: main", "conditions: []"), "x.yaml:24:13: conditions: the list is empty. Write at least one entry."),
    "state": (Office, OFFICE.replace("NJ", "Jersey"), "x.yaml:4:8: state: 'Jersey' is not a US state. Write its two capital letters, for example NJ."),
    "zip": (Office, OFFICE.replace("08043", "8043-1"), "x.yaml:5:6: zip: '8043-1' is not a ZIP code. Write its five digits in quotes."),
    "phone": (Office, OFFICE.replace("856-555-0123", "(856) 555-0123"), "x.yaml:6:8: phone: '(856) 555-0123' is not a US phone number. Write it as 856-555-0123."),
    "npi as a number": (Surgeon, SURGEON.replace('"1234567893"', "1234567890"), 'x.yaml:6:6: npi: 1234567890 is a number here. Put it in quotes: "1234567890".'),
    "npi too short": (Surgeon, SURGEON.replace("1234567893", "12345"), "x.yaml:6:6: npi: '12345' is not an NPI. Write its ten digits, which begin with 1 or 2."),
    "npi check digit": (Surgeon, SURGEON.replace("1234567893", "1234567890"), "x.yaml:6:6: npi: the check digit of 1234567890 is wrong. Copy the number again from the NPI registry."),
    "slug": (Surgeon, SURGEON.replace("sciatica", "Sciatica!"), "x.yaml:25:16: conditions[0].condition: 'Sciatica!' is not a slug. Use small letters a-z, digits and single hyphens."),
    "slug with a control character": (Surgeon, SURGEON.replace("sciatica", '"sci\\e[2Jatica"'), "x.yaml:25:16: conditions[0].condition: 'sci?[2Jatica' is not a slug. Use small letters a-z, digits and single hyphens."),
    "picture outside its folder": (
        Picture,
        "file: ../../secret.png\nalt: x",
        "x.yaml:1:7: file: '../../secret.png' is not a picture's file name. Use small letters, digits and hyphens, and svg, png, jpg or webp.",
    ),
    "link that could run": (
        models.CallToAct,
        "text: a\nlabel: b\nlink: javascript:alert(1)",
        "x.yaml:3:7: link: 'javascript:alert(1)' is not a link. Write https://... or a page of this site such as /second-opinion/.",
    ),
    "link to another server": (
        models.CallToAct,
        "text: a\nlabel: b\nlink: //evil.example",
        "x.yaml:3:7: link: '//evil.example' is not a link. Write https://... or a page of this site such as /second-opinion/.",
    ),
    "status": (
        Certification,
        "board: b\ncertificate: c\nstatus: Certified\nverified: 2026-10-02\nsource: s",
        "x.yaml:3:9: status: 'Certified' is not one of the choices. Did you mean 'certified'?",
    ),
}  # fmt: skip


def problems(model, text, **given):
    """The problems of a text read as a model, as they are told."""
    document = parse_yaml(text, "x.yaml")
    assert isinstance(document, Document)
    found = read_model(document, model, **given)
    assert isinstance(found, tuple), found
    return [problem.text for problem in found]


@pytest.mark.parametrize("name", BAD_FIELDS)
def test_bad_field(name):
    model, text, expected = BAD_FIELDS[name]
    assert [expected] == problems(model, text, **({"slug": "x"} if model is Surgeon else {}))


@pytest.mark.parametrize("field", ["slug", "body"])
def test_what_the_file_gives_is_not_written(field):
    expected = [f"x.yaml:1:1: {field}: '{field}' is not written here. Remove it: the {field} comes from the file itself."]
    assert expected == problems(Article, f"{field}: x", slug="x", body="")


def test_every_problem_of_a_file_in_one_run():
    assert 3 == len(problems(Verified, "on: x\nby: 7\nwhen: 1\nhow: a"))


def test_a_good_profile_is_read_as_it_is_written():
    surgeon = read_model(parse_yaml(SURGEON, "x.yaml"), Surgeon, slug="x")
    assert isinstance(surgeon, Surgeon)
    assert ("08043", "1234567893", 2004, True) == (surgeon.offices[0].zip, surgeon.npi, surgeon.in_practice_since, surgeon.sample)


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=8), st.sampled_from(["2026-10-02", "NJ", "/a/"])),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=6,
)
MODELS = [models.Surgeon, models.Condition, models.Procedure, models.Article, models.Page, models.Medicine, models.Words]


@settings(max_examples=300, deadline=None)
@given(st.data(), st.sampled_from(MODELS))
def test_any_values_give_a_model_or_problems(data, model):
    names = st.sampled_from([name for name in model.model_fields if name not in ("slug", "body")])
    document = parse_yaml(json.dumps(data.draw(st.dictionaries(names, VALUES, min_size=1))), "x.yaml")
    if not isinstance(document, Document):
        return
    given_fields = {name: "x" for name in ("slug", "body") if name in model.model_fields}
    found = read_model(document, model, **given_fields)
    assert isinstance(found, model) or (found and all("\n" not in problem.text and problem.sentence for problem in found))
