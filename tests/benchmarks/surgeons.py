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
from dataclasses import dataclass
from pathlib import Path

import yaml
from surgeon_directory.models import SLUG, Surgeon
from surgeon_directory.places import Gazetteer, gazetteer

SEED = 20_261_122
TODAY = dt.date(2026, 11, 22)

_GIVEN = {
    "woman": (
        "Adaline Beatriz Carys Deepika Eleni Farrah Giselle Hyejin Ilaria Jocasta Kamala Leocadia Maribel Nkechi Oriana Philippa Quintana Rosalba Sunniva Tamsin "
        "Urszula Verity Wilhelmina Xiadani Yesenia Zuleika Anneke Blanche Constanza Dorothea Esme Fumiko Greta Hadiza Ingrid Jacinta Kerstin Lavinia Mireille Noor"
    ).split(),
    "man": (
        "Abelard Bertil Caspian Dhruv Evander Fabrizio Gideon Hamza Isidro Joaquin Kwabena Leander Matthias Nnamdi Osvaldo Piotr Quentin Rafferty Soren Tobias "
        "Ulises Viktor Wendell Xavier Yannick Zoltan Amadou Bogdan Clement Dimitri Emeka Feliks Gustavo Hiroshi Ivor Jerome Kiran Lorcan Magnus Nestor"
    ).split(),
}
_FIRST = "Al Bar Cas Dor Esk Fen Gar Hol Ivers Jor Kel Lund Mar Nor Os Pem Quil Rav Sten Tor Ul Vas Wex Yar Zam Bren Corr Dun Fair Grim Hawk Kest Lang Mont Pell".split()
_MIDDLE = "a e i o en er in on an ar el".split()
_LAST = "berg by croft dale dottir escu feld ford gren hart holm ian inski kov land ley man mere moor nath nen oglu ova quist ridge son stad strom ton vale wala wick worth yan zadeh".split()
_PLACES = "Alder Briar Cedar Dune Elm Fern Glen Harbor Iris Juniper Knoll Linden Maple North Orchard Prairie Quarry River Stone Timber Upland Valley Willow".split()
_HOUSES = ("General Hospital", "Medical Center", "University Hospital", "Memorial Hospital", "Community Hospital", "Regional Medical Center")
_STREETS = "Anchor Beacon Canal Depot Exchange Foundry Garden Hill Iron Juniper Kiln Lantern Mill Orchard Post Quay Ridge Station Tower Union Vine Walnut".split()
_LANGUAGES = (
    ("Spanish", 22), ("Mandarin", 6), ("Hindi", 6), ("French", 5), ("Arabic", 4), ("Russian", 4), ("Korean", 3), ("Vietnamese", 3), ("Portuguese", 3), ("Tagalog", 3),
    ("Cantonese", 2), ("Polish", 2), ("Italian", 2), ("Tamil", 2), ("Urdu", 2), ("German", 2), ("Farsi", 2), ("Haitian Creole", 1), ("American Sign Language", 1),
)  # fmt: skip
_INSURANCE = (
    ("Medicare", 92), ("Aetna", 80), ("Blue Cross Blue Shield", 86), ("Cigna", 74), ("UnitedHealthcare", 78), ("Humana", 55), ("Medicaid", 52), ("Kaiser Permanente", 12),
    ("Tricare", 30), ("Workers' compensation", 44),
)  # fmt: skip
_CREDENTIALS = (("MD", 86), ("DO", 14))
_BOARDS = {
    "neurosurgery": ("American Board of Neurological Surgery", "Neurological Surgery"),
    "orthopaedic-spine": ("American Board of Orthopaedic Surgery", "Orthopaedic Surgery"),
    "physical-medicine": ("American Board of Physical Medicine and Rehabilitation", "Physical Medicine and Rehabilitation"),
}
_TRIED = (
    "Six weeks of physical therapy", "Anti-inflammatory medicine", "Walking every day", "Core strengthening at home", "A targeted injection", "Therapy in warm water",
    "Better sleep and pacing", "Stopping smoking", "A brace for a few weeks", "Watchful waiting with a second scan", "Nerve pain medicine at a low dose", "Weight loss with a dietitian",
)  # fmt: skip
_SAYS = (
    "Most backs get better without me, and I say so on the first visit.", "I read the scan together with the person, never the scan alone.",
    "An operation is a tool, not a plan.", "I ask what you want to be able to do again, and we start from there.", "If two things work equally well, we take the smaller one.",
    "I would rather see you three times than operate once too early.", "Time is a treatment, as long as somebody watches.", "We write down what would change our minds.",
    "Nobody should decide about their spine while in a panic.", "I tell you what I do not know.",
)  # fmt: skip
_BRING = ("MRI images on a disc", "The radiologist's report", "A list of medicines", "Notes of earlier treatment", "A diary of your pain for two weeks", "The names of your other doctors")
_SHARES = ((0.08, "nopt"), (0.12, "existptonly"), (0.17, "existptfam"), (1.0, "newpt"))


@dataclass(frozen=True, slots=True)
class Practice:
    """A kind of practice: which specialty, what it is mainly about, what else comes through the door, and what is done."""

    specialty: str
    share: int
    noun: str
    main: tuple[str, ...]
    also: tuple[str, ...]
    done: tuple[str, ...]


def _practice(specialty: str, share: int, noun: str, main: str, also: str, done: str) -> Practice:
    return Practice(specialty, share, noun, tuple(main.split()), tuple(also.split()), tuple(done.split()))


_LOW = "lumbar-disc-herniation sciatica lumbar-spinal-stenosis spondylolisthesis degenerative-disc-disease"
_NECK = "cervical-disc-herniation cervical-radiculopathy cervical-spinal-stenosis cervical-myelopathy"
PRACTICES = (
    _practice("neurosurgery", 22, "the low back and the neck", f"{_LOW} {_NECK}", "spinal-cyst spinal-arthritis failed-back-surgery-syndrome thoracic-disc-herniation spinal-fracture cauda-equina-syndrome",
              "microdiscectomy lumbar-laminectomy anterior-cervical-discectomy-fusion posterior-cervical-fusion foraminotomy lumbar-fusion"),
    _practice("neurosurgery", 8, "tumors and the spinal cord", "spinal-tumor spinal-cyst syringomyelia spinal-vascular-malformation", f"{_NECK} tethered-cord-syndrome arachnoiditis spinal-infection lumbar-disc-herniation",
              "spinal-tumor-resection lumbar-laminectomy tethered-cord-release spinal-infection-debridement"),
    _practice("neurosurgery", 5, "children and the skull base", "chiari-malformation tethered-cord-syndrome spina-bifida syringomyelia", "congenital-spine-anomaly atlantoaxial-instability torticollis scoliosis spinal-cord-injury",
              "chiari-decompression tethered-cord-release posterior-cervical-fusion"),
    _practice("neurosurgery", 5, "pain after surgery", "failed-back-surgery-syndrome chronic-low-back-pain arachnoiditis", f"{_LOW} cervical-radiculopathy chronic-neck-pain brachial-plexus-injury",
              "spinal-cord-stimulator microdiscectomy revision-spine-surgery"),
    _practice("orthopaedic-spine", 24, "the low back and the neck", f"{_LOW} {_NECK}", "spinal-arthritis chronic-low-back-pain spondylolysis sacroiliac-joint-dysfunction failed-back-surgery-syndrome whiplash vertebral-compression-fracture",
              "lumbar-fusion microdiscectomy lumbar-laminectomy anterior-cervical-discectomy-fusion cervical-disc-replacement lumbar-disc-replacement"),
    _practice("orthopaedic-spine", 10, "curves of the spine", "scoliosis kyphosis adult-spinal-deformity hyperlordosis", "spondylolisthesis ankylosing-spondylitis congenital-spine-anomaly lumbar-spinal-stenosis failed-back-surgery-syndrome",
              "scoliosis-correction adult-deformity-correction revision-spine-surgery lumbar-fusion"),
    _practice("orthopaedic-spine", 6, "fractures and infections", "spinal-fracture vertebral-compression-fracture spinal-infection spinal-cord-injury", f"{_NECK} atlantoaxial-instability cauda-equina-syndrome ankylosing-spondylitis spinal-ligament-ossification",
              "spinal-fracture-fixation kyphoplasty spinal-infection-debridement posterior-cervical-fusion"),
    _practice("physical-medicine", 16, "pain without surgery", "chronic-low-back-pain sciatica spinal-arthritis chronic-neck-pain", f"{_LOW} cervical-radiculopathy sacroiliac-joint-dysfunction piriformis-syndrome coccydynia mid-back-pain",
              "epidural-steroid-injection radiofrequency-ablation"),
    _practice("physical-medicine", 4, "necks, shoulders and arms", "chronic-neck-pain whiplash cervical-radiculopathy thoracic-outlet-syndrome", "torticollis brachial-plexus-injury cervical-spinal-stenosis mid-back-pain chronic-low-back-pain",
              "epidural-steroid-injection radiofrequency-ablation"),
)  # fmt: skip


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
        given, family = dice.choice(_GIVEN[gender]), dice.choice(_FIRST) + dice.choice(("", *_MIDDLE)) + dice.choice(_LAST)
        if dice.random() < 0.08:
            family = f"{family}-{dice.choice(_FIRST)}{dice.choice(_LAST)}"
        slug = f"{given}-{family}".lower()
        while slug in taken:  # two of one name: the second has a middle name
            given = f"{given} {dice.choice(_GIVEN[gender])}"
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
        hospitals[city[:2]] = sorted({f"{dice.choice((city[0], dice.choice(_PLACES)))} {dice.choice(_HOUSES)}" for _ in range(1 + len(city[2]) // 12)})
    there = hospitals[city[:2]]
    return {
        "sample": True,
        "name": {"given": given, "family": family, "credentials": dice.choices([[one] for one, _ in _CREDENTIALS], [share for _, share in _CREDENTIALS])[0]},
        **({} if dice.random() < 0.03 else {"gender": gender}),
        "specialty": practice.specialty,
        "summary": f"{'A spine physician' if practice.specialty == 'physical-medicine' else 'A surgeon'} for {practice.noun}, who {dice.choice(('takes time', 'explains with drawings', 'starts small', 'calls back', 'follows up for years'))}.",
        "in_practice_since": since,
        "certifications": _certifications(dice, practice, since, checked),
        "training": [
            {"kind": "medical school", "place": f"{dice.choice(_PLACES)} Bend Medical College", "completed": since - dice.randint(6, 8)},
            {"kind": "residency", "place": f"{dice.choice(_PLACES)} Landing Medical Center", "subject": _BOARDS[practice.specialty][1], "completed": since - 1},
            {"kind": "fellowship", "place": f"{dice.choice(_PLACES)} Spine Institute", "subject": practice.noun.capitalize(), "completed": since},
        ],
        "volumes": _volumes(dice, practice, since),
        "conservative_care": _care(dice, practice),
        "conditions": _conditions(dice, practice),
        "second_opinion": _opinion(dice),
        "hospitals": sorted(dice.sample(there, min(len(there), dice.randint(1, 2)))),
        "technology": sorted(dice.sample(("navigation", "neuromonitoring", "microscope", "intraoperative-imaging", "robotics"), dice.randint(0, 3))),
        "languages": ["English", *(language for language, share in _LANGUAGES if dice.random() * 100 < share * 0.7)],
        "insurance": [name for name, share in _INSURANCE if dice.random() * 100 < share] or ["Medicare"],
        "accepting_patients": next(state for most, state in _SHARES if dice.random() < most),
        "visits": ["in-person", "video"] if dice.random() < 0.55 else ["in-person"],
        "offices": [_office(dice, known, city, family, number, office) for office in range(dice.choices((1, 2, 3), (78, 18, 4))[0])],
        "verified": {"on": checked.isoformat(), "by": "profile office", "how": dice.choice(("phone call with the practice", "video call with the practice", "letter from the practice"))},
    }  # fmt: skip


def _certifications(dice: random.Random, practice: Practice, since: int, checked: dt.date) -> list[dict]:
    board, certificate = _BOARDS[practice.specialty]
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
            "procedure": procedure, "cases_a_year": max(2, int(dice.lognormvariate(3.4, 0.7) * scale)), "period": dice.choice(("2024", "2025")),
            "patients": dice.choices(("all payers", "Medicare only"), (75, 25))[0], "source": "hospital operating log",
        }
        for procedure in done
    ]  # fmt: skip


def _care(dice: random.Random, practice: Practice) -> dict:
    care: dict = {"philosophy": " ".join(dice.sample(_SAYS, dice.randint(3, 5)))}
    if dice.random() < 0.85:
        care["tried_first"] = dice.sample(_TRIED, dice.randint(2, 4))
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
        "offered": True, "ways": ways, "fee_dollars": dice.randrange(150, 700, 25), "wait_days": int(dice.triangular(2, 60, 12)),
        "bring": dice.sample(_BRING, dice.randint(2, 4)), "supports_elsewhere": dice.random() < 0.85,
    }  # fmt: skip


def _office(dice: random.Random, known: Gazetteer, city: City, family: str, number: int, office: int) -> dict:
    code = dice.choice(city[2])
    place = known.zips[code]
    return {
        "name": f"{family} {dice.choice(('Spine', 'Spine and Neck', 'Back and Neck'))} {dice.choice(('Center', 'Clinic', 'Practice', 'Associates'))}{' East' if office == 1 else ' West' if office else ''}",
        "street": f"{dice.randint(1, 4800)} {dice.choice(_STREETS)} {dice.choice(('Street', 'Avenue', 'Road'))}",
        "city": place.name, "state": place.state, "zip": code,
        "phone": f"{200 + number % 700:03d}-555-{(number * 7 + office) % 10_000:04d}",
        "hours": dice.choice(("Monday to Friday, 8:00 to 17:00", "Monday to Thursday, 9:00 to 16:00")), "access": ["step-free entrance"],
    }  # fmt: skip


def _yaml(fields: dict) -> str:
    return yaml.safe_dump(fields, sort_keys=False, allow_unicode=True, width=140)


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
