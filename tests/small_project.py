"""The smallest project that has no problems: one of everything. Tests break it in one place and look at the sentence."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

TODAY = dt.date(2026, 11, 22)
EPOCH = "1795305600"  # 2026-11-22 in SOURCE_DATE_EPOCH

FIELD = """\
title: Spine
practitioner: surgeon
boards:
  - {board: American Board of Neurological Surgery, member_of: ABMS}
specialties:
  - {slug: neurosurgery, title: Neurological surgery, person: Neurosurgeon, nucc: 207T00000X, operates: true}
technology:
  - {slug: navigation, title: Computer navigation}
regions:
  - {region: low-back, title: Low back}
"""

WORDS = """\
same:
  - {family: back, words: [back, spine]}
"""

CONDITION = """\
---
title: Sciatica
summary: Pain along the nerve that runs down the leg.
also_called: [sciatic nerve pain]
symptoms: [pain shooting down my leg]
regions: [low-back]
how_common: very common
procedures: [microdiscectomy]
tried_first:
  - {step: Keep moving, detail: Short walks help.}
updated: 2026-11-20
sources:
  - {title: Sciatica, publisher: MedlinePlus, url: "https://medlineplus.gov/sciatica.html"}
---

## What it is

Pain in the leg.
"""

PROCEDURE = """\
---
title: Microdiscectomy
summary: A small operation that takes the pressure off a nerve.
also_called: [discectomy]
kind: surgery
regions: [low-back]
tried_first:
  - {step: Keep moving, detail: Short walks help.}
recovery:
  - {when: First 2 weeks, detail: You walk a little more each day.}
updated: 2026-11-20
sources:
  - {title: Discectomy, publisher: MedlinePlus, url: "https://medlineplus.gov/ency/article/007250.htm"}
---

## What it is

A small operation.
"""

ARTICLE = """\
---
title: A second opinion
deck: Why it is worth the wait.
picture: {file: second-opinion.svg, alt: Two chairs at a table.}
published: 2026-09-14
updated: 2026-11-18
conditions: [sciatica]
procedures: [microdiscectomy]
call_to_act: {text: Begin today., label: Get your kit, link: /second-opinion/}
sources:
  - {title: Opinions, publisher: Journal, year: 2018, url: "https://example.org/opinions"}
---

## Why

Read about [sciatica](/conditions/sciatica/).
"""

PAGE = """\
---
title: Privacy
updated: 2026-11-18
---

Nothing leaves your browser.
"""

SURGEON = """\
sample: true
name:
  given: Rosalind
  family: Achterberg
specialty: neurosurgery
npi: "1234567893"
summary: A neurosurgeon who looks after pinched nerves.
in_practice_since: 2004
certifications:
  - board: American Board of Neurological Surgery
    certificate: Neurological Surgery
    since: 2007
    status: certified
    verified: 2026-10-02
    source: board directory
volumes:
  - procedure: microdiscectomy
    cases_a_year: 120
    period: "2025"
    patients: all payers
    source: hospital operating log
conservative_care:
  philosophy: First we keep you moving.
conditions:
  - condition: sciatica
    focus: main
second_opinion:
  offered: true
technology: [navigation]
accepting_patients: newpt
offices:
  - name: Cooperage Hill Spine Clinic
    street: 101 Cooperage Hill Road
    city: Voorhees
    state: NJ
    zip: "08043"
    phone: "856-555-0123"
verified:
  on: 2026-10-02
  by: profile office
  how: phone call with the practice
"""

FILES = {
    "content/field.yaml": FIELD,
    "content/words.yaml": WORDS,
    "content/conditions/sciatica.md": CONDITION,
    "content/procedures/microdiscectomy.md": PROCEDURE,
    "content/articles/second-opinion-first.md": ARTICLE,
    "content/pages/privacy.md": PAGE,
    "content/images/second-opinion.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "surgeons/x.yaml": SURGEON,
}


def write_project(root: Path, changed: dict[str, str] | None = None) -> Path:
    """The project below `root`, with some files written otherwise."""
    for name, text in {**FILES, **(changed or {})}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return root


def broken(name: str, old: str, new: str) -> dict[str, str]:
    """One file of the project with one piece of it written otherwise."""
    assert FILES[name].count(old) == 1, f"{old!r} is not once in {name}"
    return {name: FILES[name].replace(old, new)}
