"""Any number of believable surgeons, all invented, the same at every run.

`python tests/benchmarks/surgeons.py 1000 FOLDER` writes them as profiles; `generate` gives them as values.
Names are made of lists and syllables of our own. Offices stand where people live: a city is drawn by how many ZIP codes
it has. What a surgeon looks after follows from the kind of practice.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml
from invented import (
    BOARDS,
    BRING,
    CREDENTIALS,
    FIRST,
    GIVEN,
    HOUSES,
    INSURANCE,
    LANGUAGES,
    LAST,
    MIDDLE,
    PLACES,
    PRACTICES,
    SAYS,
    SHARES,
    STREETS,
    TRIED,
    WAYS,
    Practice,
)
from surgeon_directory.models import SLUG, Surgeon
from surgeon_directory.places import Gazetteer, gazetteer

SEED = 20_261_122
TODAY = dt.date(2026, 11, 22)


def generate(number: int, seed: int = SEED) -> Mapping[str, Surgeon]:
    """So many surgeons by their slugs. The first thousand of ten thousand are the same as a thousand."""
    return {slug: Surgeon.model_validate(_frozen({"slug": slug, **fields})) for slug, fields in _profiles(number, seed)}


def _frozen(value):
    """Lists as tuples, which the models are made of."""
    if isinstance(value, dict):
        return {key: _frozen(one) for key, one in value.items()}
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value


def _profiles(number: int, seed: int) -> Iterator[tuple[str, dict]]:
    dice = random.Random(seed)
    known, taken = gazetteer(), set()
    cities, weights = _cities(known)
    hospitals: dict[tuple[str, str], list[str]] = {}
    for count in range(number):
        gender = dice.choices(("woman", "man"), (27, 73))[0]
        given, family = dice.choice(GIVEN[gender]), dice.choice(FIRST) + dice.choice(("", *MIDDLE)) + dice.choice(LAST)
        if dice.random() < 0.08:
            family = f"{family}-{dice.choice(FIRST)}{dice.choice(LAST)}"
        slug = f"{given}-{family}".lower()
        while slug in taken:  # two of one name: the second has a middle name
            given = f"{given} {dice.choice(GIVEN[gender])}"
            slug = f"{given}-{family}".lower().replace(" ", "-")
        taken.add(slug)
        assert SLUG.match(slug)
        city = dice.choices(cities, cum_weights=weights)[0]
        yield slug, _profile(dice, known, (given, family, gender), city, hospitals, count)


City = tuple[str, str, tuple[str, ...]]


def _cities(known: Gazetteer) -> tuple[Sequence[City], Sequence[float]]:
    """Cities with their ZIP codes, and the running sum of their weights: surgeons gather in large cities more than people do."""
    zips: dict[tuple[str, str], list[str]] = {}
    for code, place in sorted(known.zips.items()):
        zips.setdefault((place.name, place.state), []).append(code)
    cities = [(name, state, tuple(codes)) for (name, state), codes in sorted(zips.items())]
    total, weights = 0.0, []
    for _, _, codes in cities:
        total += len(codes) ** 1.3
        weights.append(total)
    return cities, weights


def _profile(dice: random.Random, known: Gazetteer, who: tuple[str, str, str], city: City, hospitals: dict, number: int) -> dict:
    given, family, gender = who
    practice = dice.choices(PRACTICES, [one.share for one in PRACTICES])[0]
    since = min(TODAY.year, int(dice.triangular(1984, 2026, 2008)))
    checked = TODAY - dt.timedelta(days=int(dice.triangular(2, 130, 40)))
    if city[:2] not in hospitals:
        hospitals[city[:2]] = sorted({f"{dice.choice((city[0], dice.choice(PLACES)))} {dice.choice(HOUSES)}" for _ in range(1 + len(city[2]) // 12)})
    there = hospitals[city[:2]]
    return {
        "sample": True,
        "name": {"given": given, "family": family, "credentials": dice.choices([[one] for one, _ in CREDENTIALS], [share for _, share in CREDENTIALS])[0]},
        **({} if dice.random() < 0.03 else {"gender": gender}),
        "specialty": practice.specialty,
        "summary": f"{'A spine physician' if practice.specialty == 'physical-medicine' else 'A surgeon'} for {practice.noun}, who {dice.choice(WAYS)}.",
        "in_practice_since": since,
        "certifications": _certifications(dice, practice, since, checked),
        "training": [
            {"kind": "medical school", "place": f"{dice.choice(PLACES)} Bend Medical College", "completed": since - dice.randint(6, 8)},
            {"kind": "residency", "place": f"{dice.choice(PLACES)} Landing Medical Center", "subject": BOARDS[practice.specialty][1], "completed": since - 1},
            {"kind": "fellowship", "place": f"{dice.choice(PLACES)} Spine Institute", "subject": practice.noun.capitalize(), "completed": since},
        ],
        "volumes": _volumes(dice, practice, since),
        "conservative_care": _care(dice, practice),
        "conditions": _conditions(dice, practice),
        "second_opinion": _opinion(dice),
        "hospitals": sorted(dice.sample(there, min(len(there), dice.randint(1, 2)))),
        "technology": sorted(dice.sample(("navigation", "neuromonitoring", "microscope", "intraoperative-imaging", "robotics"), dice.randint(0, 3))),
        "languages": ["English", *(language for language, share in LANGUAGES if dice.random() * 100 < share * 0.7)],
        "insurance": [name for name, share in INSURANCE if dice.random() * 100 < share] or ["Medicare"],
        "accepting_patients": next(state for most, state in SHARES if dice.random() < most),
        "visits": ["in-person", "video"] if dice.random() < 0.55 else ["in-person"],
        "offices": [_office(dice, known, city, family, number, office) for office in range(dice.choices((1, 2, 3), (78, 18, 4))[0])],
        "verified": {"on": checked.isoformat(), "by": "profile office", "how": f"{dice.choice(('phone call with', 'letter from'))} the practice"},
    }


def _certifications(dice: random.Random, practice: Practice, since: int, checked: dt.date) -> list[dict]:
    board, certificate = BOARDS[practice.specialty]
    one = {"board": board, "certificate": certificate, "verified": checked.isoformat(), "source": "board directory"}
    if since + 3 > TODAY.year or dice.random() < 0.05:
        return [{**one, "status": "eligible"}]
    return [{**one, "since": since + dice.randint(2, 3), "status": "lapsed" if dice.random() < 0.02 else "certified"}]


def _volumes(dice: random.Random, practice: Practice, since: int) -> list[dict]:
    if dice.random() < 0.12:
        return []
    done = dice.sample(practice.done, dice.randint(2, min(5, len(practice.done))))
    scale = 0.4 if since > TODAY.year - 3 else 1.0
    return [
        {
            "procedure": procedure,
            "cases_a_year": max(2, int(dice.lognormvariate(3.4, 0.7) * scale)),
            "period": dice.choice(("2024", "2025")),
            "patients": dice.choices(("all payers", "Medicare only"), (75, 25))[0],
            "source": "hospital operating log",
        }
        for procedure in done
    ]


def _care(dice: random.Random, practice: Practice) -> dict:
    care: dict = {"philosophy": " ".join(dice.sample(SAYS, dice.randint(3, 5)))}
    if dice.random() < 0.85:
        care["tried_first"] = dice.sample(TRIED, dice.randint(2, 4))
    if dice.random() < 0.5:
        care["when_not_to_wait"] = "New weakness or trouble with the bladder must be seen the same day."
    if practice.specialty != "physical-medicine" and dice.random() < 0.7:
        care["operated_share"] = {"percent": int(dice.triangular(8, 70, 25)), "period": "2025"}
    return care


def _conditions(dice: random.Random, practice: Practice) -> list[dict]:
    main = dice.sample(practice.main, min(len(practice.main), dice.randint(2, 4)))
    others = [slug for slug in dict.fromkeys((*practice.main, *practice.also)) if slug not in main]
    regular = dice.sample(others, min(len(others), dice.randint(3, 5)))
    left = [slug for slug in others if slug not in regular]
    occasional = dice.sample(left, min(len(left), dice.randint(1, 3)))
    return [{"condition": slug, "focus": focus} for focus, slugs in (("main", main), ("regular", regular), ("occasional", occasional)) for slug in slugs]


def _opinion(dice: random.Random) -> dict:
    if dice.random() < 0.2:
        return {"offered": False}
    ways = [way for way, share in (("in-person", 0.95), ("video", 0.6), ("records", 0.45)) if dice.random() < share] or ["in-person"]
    return {
        "offered": True,
        "ways": ways,
        "fee_dollars": dice.randrange(150, 700, 25),
        "wait_days": int(dice.triangular(2, 60, 12)),
        "bring": dice.sample(BRING, dice.randint(2, 4)),
        "supports_elsewhere": dice.random() < 0.85,
    }


def _office(dice: random.Random, known: Gazetteer, city: City, family: str, number: int, office: int) -> dict:
    code = dice.choice(city[2])
    place = known.zips[code]
    return {
        "name": f"{family} {dice.choice(('Spine', 'Back and Neck'))} {dice.choice(('Center', 'Clinic', 'Practice'))}{('', ' East', ' West')[office]}",
        "street": f"{dice.randint(1, 4800)} {dice.choice(STREETS)} {dice.choice(('Street', 'Avenue', 'Road'))}",
        "city": place.name,
        "state": place.state,
        "zip": code,
        "phone": f"{200 + number % 700:03d}-555-{(number * 7 + office) % 10_000:04d}",
        "hours": dice.choice(("Monday to Friday, 8:00 to 17:00", "Monday to Thursday, 9:00 to 16:00")),
        "access": ["step-free entrance"],
    }


class _Dumper(yaml.SafeDumper):
    """Puts in quotes what a reader might take for a number."""


_Dumper.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if text[:1].isdigit() else None))


def _yaml(fields: dict) -> str:
    return yaml.dump(fields, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=140)


def write(number: int, folder: Path, seed: int = SEED) -> None:
    """So many profiles are in the folder, a file each."""
    folder.mkdir(parents=True, exist_ok=True)
    for slug, fields in _profiles(number, seed):
        (folder / f"{slug}.yaml").write_text(_yaml(fields), encoding="utf-8")


def main() -> None:
    """Writes profiles."""
    parser = argparse.ArgumentParser(description="Writes invented surgeons as profiles.")
    parser.add_argument("number", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    write(asked.number, asked.folder, asked.seed)


if __name__ == "__main__":
    main()
