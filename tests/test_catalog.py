"""Each way the files of a project can contradict one another, with the sentence it must give beside it."""

import datetime as dt

import pytest
from small_project import FILES, SURGEON, TODAY, broken, write_project
from surgeon_directory.catalog import read_catalog, today
from surgeon_directory.models import npi_check_digit_is_right
from surgeon_directory.places import gazetteer, zip_problems

S, A, C, P = "surgeons/x.yaml", "content/articles/second-opinion-first.md", "content/conditions/sciatica.md", "content/procedures/microdiscectomy.md"

BAD_PROJECTS = {
    "npi as a number": (broken(S, '"1234567893"', "1234567890"), ['surgeons/x.yaml:6:6: npi: 1234567890 is a number here. Put it in quotes: "1234567890".']),
    "unknown condition": (broken(S, "condition: sciatica", "condition: siatica"), [
        "content/conditions/sciatica.md:2:1: warning: no surgeon looks after this condition. Its page will say so; add it to a profile when someone does.",
        "surgeons/x.yaml:25:16: conditions[0].condition: 'siatica' is not a known condition. Did you mean 'sciatica'?",
    ]),
    "unknown procedure": (broken(S, "procedure: microdiscectomy", "procedure: brain-surgery"), [
        "surgeons/x.yaml:17:16: volumes[0].procedure: 'brain-surgery' is not a known procedure. Look up its slug in content/procedures/.",
    ]),
    "condition listed twice": (broken(S, "    focus: main\n", "    focus: main\n  - condition: sciatica\n    focus: regular\n"), [
        "surgeons/x.yaml:27:16: conditions[1].condition: 'sciatica' is listed twice. Keep one of the two.",
    ]),
    "unknown specialty": (broken(S, "specialty: neurosurgery", "specialty: neurosurgry"), [
        "surgeons/x.yaml:5:12: specialty: 'neurosurgry' is not a known specialty. Did you mean 'neurosurgery'?",
    ]),
    "unknown technology": (broken(S, "[navigation]", "[lasers]"), [
        "surgeons/x.yaml:29:14: technology[0]: 'lasers' is not a known technology. The technologies are: navigation.",
    ]),
    "practice begins in the future": (broken(S, "since: 2004", "since: 2031"), [
        "surgeons/x.yaml:8:20: in_practice_since: 2031 is in the future. Write the year in which practice started.",
    ]),
    "certified in the future": (broken(S, "since: 2007", "since: 2031"), [
        "surgeons/x.yaml:12:12: certifications[0].since: 2031 is in the future. Write the year of first certification; leave it out while eligible.",
    ]),
    "certificate checked tomorrow": (broken(S, "verified: 2026-10-02", "verified: 2026-11-23"), [
        "surgeons/x.yaml:14:15: certifications[0].verified: 2026-11-23 has not come yet. Write the day on which it was checked.",
    ]),
    "board outside ABMS called certified": (broken(S, "board: American Board of Neurological Surgery", "board: American Board of Spine Surgery"), [
        "surgeons/x.yaml:13:13: certifications[0].status: 'American Board of Spine Surgery' is not a board of ABMS or AOA, so it cannot be called 'certified'. "
        "Did you mean 'American Board of Neurological Surgery'?",
    ]),
    "board nobody knows": (broken(S, "board: American Board of Neurological Surgery", "board: Laser College"), [
        "surgeons/x.yaml:13:13: certifications[0].status: 'Laser College' is not a board of ABMS or AOA, so it cannot be called 'certified'. "
        "Write `status: listed` for a board outside ABMS and AOA, or correct the board's name.",
    ]),
    "ABMS board listed": (broken(S, "status: certified", "status: listed"), [
        "surgeons/x.yaml:13:13: certifications[0].status: this board belongs to ABMS or AOA. Write certified, eligible or lapsed.",
    ]),
    "certified without a year": (broken(S, "    since: 2007\n", ""), [
        "surgeons/x.yaml:10:5: certifications[0]: a certified surgeon needs the year of certification. Write `since:` with the year.",
    ]),
    "photo missing": (broken(S, "specialty:", "photo: {file: nobody.jpg, alt: A portrait}\nspecialty:"), [
        "surgeons/x.yaml:5:15: photo.file: there is no photo 'nobody.jpg' in content/images/. Put it there, or remove the photo: a monogram will stand in.",
    ]),
    "verification overdue": (broken(S, "  on: 2026-10-02", "  on: 2026-07-25"), [
        "surgeons/x.yaml:39:7: warning: verified.on: the profile was last checked 120 days ago; 90 is the limit. It is left out of matching after 180 days. "
        "Check it with the practice and write the new day.",
    ]),
    "verification long overdue": (broken(S, "  on: 2026-10-02", "  on: 2025-07-25"), [
        "surgeons/x.yaml:39:7: warning: verified.on: the profile was last checked 485 days ago; 90 is the limit. It is left out of matching. "
        "Check it with the practice and write the new day.",
    ]),
    "verified tomorrow": (broken(S, "  on: 2026-10-02", "  on: 2026-11-23"), [
        "surgeons/x.yaml:39:7: verified.on: 2026-11-23 has not come yet. Write the day on which the profile was checked.",
    ]),
    "same slug but for case": ({"surgeons/X.yaml": SURGEON.replace("1234567893", "1679576722")}, [
        "surgeons/X.yaml:1:1: the file name 'X' cannot become an address. Use small letters a-z, digits and single hyphens; names such as con and nul are reserved.",
        "surgeons/x.yaml:1:1: 'x' and 'X' would be the same page on many servers. Rename one of the two files.",
    ]),
    "reserved name": ({"surgeons/con.yaml": SURGEON.replace('npi: "1234567893"\n', "")}, [
        "surgeons/con.yaml:1:1: the file name 'con' cannot become an address. Use small letters a-z, digits and single hyphens; names such as con and nul are reserved.",
    ]),
    "two surgeons with one npi": ({"surgeons/y.yaml": SURGEON}, [
        "surgeons/y.yaml:6:6: npi: 1234567893 is already the NPI of 'x'. Copy both numbers again from the NPI registry.",
    ]),
    "profile with another ending": ({"surgeons/y.yml": SURGEON}, [
        "surgeons/y.yml:1:1: only .yaml files of this folder are read. Name it 'y.yaml', or move it elsewhere.",
    ]),
    "profile in a folder of its own": ({"surgeons/new/y.yaml": SURGEON}, [
        "surgeons/new:1:1: only .yaml files of this folder are read. Move the files in it up into this one.",
    ]),
    "condition nobody looks after": ({"content/conditions/scoliosis.md": FILES[C].replace("Sciatica\n", "Scoliosis\n")}, [
        "content/conditions/scoliosis.md:2:1: warning: no surgeon looks after this condition. Its page will say so; add it to a profile when someone does.",
    ]),
    "unknown region": (broken(C, "regions: [low-back]", "regions: [lowback]"), [
        "content/conditions/sciatica.md:6:11: regions[0]: 'lowback' is not a known region. Did you mean 'low-back'?",
    ]),
    "unknown related condition": (broken(C, "updated:", "related: [nowhere]\nupdated:"), [
        "content/conditions/sciatica.md:11:11: related[0]: 'nowhere' is not a known condition. Look up its slug in content/conditions/.",
    ]),
    "unknown related procedure": (broken(P, "updated:", "related: [sciatica]\nupdated:"), [
        "content/procedures/microdiscectomy.md:11:11: related[0]: 'sciatica' is not a known procedure. Look up its slug in content/procedures/.",
    ]),
    "picture missing": (broken(A, "second-opinion.svg", "second-opinions.svg"), [
        "content/articles/second-opinion-first.md:4:17: picture.file: there is no picture 'second-opinions.svg' in content/images/. Put it there, or correct the name.",
    ]),
    "updated before published": (broken(A, "updated: 2026-11-18", "updated: 2026-09-01"), [
        "content/articles/second-opinion-first.md:6:10: updated: the article was updated before it was published. Correct one of the two days.",
    ]),
    "updated tomorrow": (broken(A, "updated: 2026-11-18", "updated: 2026-11-23"), [
        "content/articles/second-opinion-first.md:6:10: updated: 2026-11-23 has not come yet. Write the day of the last change.",
    ]),
    "article about an unknown condition": (broken(A, "conditions: [sciatica]", "conditions: [sciatic]"), [
        "content/articles/second-opinion-first.md:7:14: conditions[0]: 'sciatic' is not a known condition. Did you mean 'sciatica'?",
    ]),
    "call to act leads nowhere": (broken(A, "link: /second-opinion/", "link: /second-opinions/"), [
        "content/articles/second-opinion-first.md:9:62: call_to_act.link: '/second-opinions/' does not exist. Did you mean 'second-opinion'?",
    ]),
    "unknown class of the urgent notation": (broken(C, "updated:", 'do_not_wait: [{level: soon, sign: Weakness., words: ["{week} {foot}"]}]\nupdated:'), [
        "content/conditions/sciatica.md:11:54: do_not_wait[0].words[0]: 'foot' is not a known class. "
        "Look up its name under `classes` in content/words.yaml, or write it there.",
        "content/conditions/sciatica.md:11:54: do_not_wait[0].words[0]: 'week' is not a known class. "
        "Look up its name under `classes` in content/words.yaml, or write it there.",
    ]),
    "nothing of field.yaml can be read": ({"content/field.yaml": "title: [\n", **broken(S, "condition: sciatica", "condition: siatica")}, [
        "content/conditions/sciatica.md:2:1: warning: no surgeon looks after this condition. Its page will say so; add it to a profile when someone does.",
        "content/field.yaml:2:1: this is not YAML here: did not find expected node content. "
        "Look at the indentation, the quotes and the colons of this line and the one above.",
        "surgeons/x.yaml:25:16: conditions[0].condition: 'siatica' is not a known condition. Did you mean 'sciatica'?",
    ]),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_PROJECTS)
def test_bad_project(name, tmp_path):
    changed, expected = BAD_PROJECTS[name]
    reading = read_catalog(write_project(tmp_path, changed), TODAY)
    assert expected == [problem.text for problem in reading.problems]
    assert (reading.catalog is None) == any(problem.severity == "error" for problem in reading.problems)


LINK = "[sciatica](/conditions/sciatica/)"
BAD_LINKS = {
    "[x](/conditions/siatica/)": ("16:16", "'/conditions/siatica/' does not exist. Did you mean 'sciatica'?"),
    "[x](/conditions/siatica/nj/)": ("16:16", "'/conditions/siatica/nj/' does not exist. Did you mean 'sciatica'?"),
    "[x](/surgeons/nobody/)": ("16:16", "'/surgeons/nobody/' does not exist. Look up the slug among the surgeons."),
    "[x](/conditions/sciatica)": ("16:16", "'/conditions/sciatica' does not end with a slash. Write '/conditions/sciatica/'."),
    "[x](/privcy/)": ("16:16", "'/privcy/' does not exist. Did you mean 'privacy'?"),
    "[x](/privacy/more/)": ("16:16", "'/privacy/more/' does not exist. Did you mean 'privacy'?"),
    "[x](//evil.example/)": ("16:16", "'//evil.example/' leads to another server. Write the whole address with https://, or a page of this site."),
    "[x](javascript:alert(1))": ("16:16", "'javascript:alert(1' is not a link that a page may carry. Write https://, mailto:, tel: or a page of this site."),
    "[x](sciatica.html)": (
        "16:16",
        "'sciatica.html' does not say where it begins. "
        "Write https:// before another site's address, and a slash before a page of this one, such as /second-opinion/.",
    ),
    "![x](/images/second-opinions.svg)": ("16:17", "there is no picture 'second-opinions.svg' in content/images/. Did you mean 'second-opinion.svg'?"),
    "[x][1].\n\n[1]: /conditions/siatica/\n": ("18:6", "'/conditions/siatica/' does not exist. Did you mean 'sciatica'?"),
}


@pytest.mark.parametrize("link", BAD_LINKS)
def test_link_that_leads_nowhere_is_told_at_its_place(link, tmp_path):
    place, expected = BAD_LINKS[link]
    reading = read_catalog(write_project(tmp_path, broken(A, LINK, link)), TODAY)
    assert [f"{A}:{place}: {expected}"] == [problem.text for problem in reading.problems]


@pytest.mark.parametrize(
    "link",
    ["/", "/#top", "#why", "/find/#q=leg", "/conditions/sciatica/#what", "/surgeons/x/", "/places/nj/voorhees/", "/privacy/", "/images/second-opinion.svg",
     "/sitemap.xml", "https://example.org/a_(b)", "mailto:office@example.org", "tel:+18565550123"],
)  # fmt: skip
def test_link_that_leads_somewhere(link, tmp_path):
    assert () == read_catalog(write_project(tmp_path, broken(A, LINK, f"[x]({link})")), TODAY).problems


def test_small_project_has_no_problems(tmp_path):
    reading = read_catalog(write_project(tmp_path), TODAY)
    assert ((), 7) == (reading.problems, reading.files)
    assert reading.catalog is reading.draft


def test_problems_of_all_files_in_one_run(tmp_path):
    changed = {**broken(S, '"1234567893"', "1"), **broken(C, "title: Sciatica\n", ""), **broken(A, "deck:", "dek:"), "content/words.yaml": "same: 1\n"}
    reading = read_catalog(write_project(tmp_path, changed), TODAY)
    assert {S, C, A, "content/words.yaml"} == {problem.path for problem in reading.problems}


def test_one_mistake_gives_one_sentence(tmp_path):
    """A condition that cannot be read is still known to those who name it."""
    reading = read_catalog(write_project(tmp_path, {C: "---\ntitle: [\n---\n"}), TODAY)
    assert [C] == [problem.path for problem in reading.problems]


def test_files_that_are_nobodys_facts_are_left_alone(tmp_path):
    extra = {"surgeons/README.md": "x", "surgeons/.hidden.yaml": "[", "content/conditions/README.md": "x", "surgeons/x.yaml~": "[", "surgeons/photo.jpg": ""}
    assert () == read_catalog(write_project(tmp_path, extra), TODAY).problems


BAD_PLACES = {
    '"00000"': "surgeons/x.yaml:36:10: offices[0].zip: there is no ZIP code 00000. Look it up at the post office.",
    '"19103"': "surgeons/x.yaml:35:12: offices[0].state: 19103 is in PA, not in NJ. Correct the ZIP code or the state.",
}


@pytest.mark.parametrize("code", BAD_PLACES)
def test_zip_codes_are_those_of_their_state(code, tmp_path):
    reading = read_catalog(write_project(tmp_path, broken(S, '"08043"', code)), TODAY)
    assert [BAD_PLACES[code]] == [problem.text for problem in zip_problems(reading, reading.draft, gazetteer())]


def test_check_digit_of_the_published_example():
    """The example of CMS, "NPI Check Digit Calculation": 123456789 has the check digit 3."""
    assert [3] == [digit for digit in range(10) if npi_check_digit_is_right(f"123456789{digit}")]


def test_today_can_be_said_from_outside():
    assert dt.date(2026, 11, 22) == today({"SOURCE_DATE_EPOCH": "1795305600"})
    assert dt.date.today() - today({}) < dt.timedelta(days=2)
