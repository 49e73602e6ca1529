"""What invented surgeons are made of: names, languages, insurance, sayings, and the kinds of practice there are."""

from __future__ import annotations

from dataclasses import dataclass


def _words(text: str) -> list[str]:
    return text.split()


GIVEN = {
    "woman": _words(
    "Adaline Beatriz Carys Deepika Eleni Farrah Giselle Hyejin Ilaria Jocasta Kamala Leocadia Maribel Nkechi Oriana Philippa Quintana Rosalba "
    "Sunniva Tamsin Urszula Verity Wilhelmina Xiadani Yesenia Zuleika Anneke Blanche Constanza Dorothea Esme Fumiko Greta Hadiza Ingrid Jacinta "
    "Kerstin Lavinia Mireille Noor"
),
    "man": _words(
    "Abelard Bertil Caspian Dhruv Evander Fabrizio Gideon Hamza Isidro Joaquin Kwabena Leander Matthias Nnamdi Osvaldo Piotr Quentin Rafferty "
    "Soren Tobias Ulises Viktor Wendell Xavier Yannick Zoltan Amadou Bogdan Clement Dimitri Emeka Feliks Gustavo Hiroshi Ivor Jerome Kiran Lorcan "
    "Magnus Nestor"
),
}
FIRST = _words(
    "Al Bar Cas Dor Esk Fen Gar Hol Ivers Jor Kel Lund Mar Nor Os Pem Quil Rav Sten Tor Ul Vas Wex Yar Zam Bren Corr Dun Fair Grim Hawk Kest Lang "
    "Mont Pell"
)
MIDDLE = ["a", "e", "i", "o", "en", "er", "in", "on", "an", "ar", "el"]
LAST = _words(
    "berg by croft dale dottir escu feld ford gren hart holm ian inski kov land ley man mere moor nath nen oglu ova quist ridge son stad strom "
    "ton vale wala wick worth yan zadeh"
)
PLACES = _words(
    "Alder Briar Cedar Dune Elm Fern Glen Harbor Iris Juniper Knoll Linden Maple North Orchard Prairie Quarry River Stone Timber Upland Valley "
    "Willow"
)
HOUSES = ("General Hospital", "Medical Center", "University Hospital", "Memorial Hospital", "Community Hospital", "Regional Medical Center")
STREETS = _words(
    "Anchor Beacon Canal Depot Exchange Foundry Garden Hill Iron Juniper Kiln Lantern Mill Orchard Post Quay Ridge Station Tower Union Vine "
    "Walnut"
)
LANGUAGES = (
    ("Spanish", 22), ("Mandarin", 6), ("Hindi", 6), ("French", 5), ("Arabic", 4), ("Russian", 4), ("Korean", 3), ("Vietnamese", 3), ("Portuguese", 3),
    ("Tagalog", 3), ("Cantonese", 2), ("Polish", 2), ("Italian", 2), ("Tamil", 2), ("Urdu", 2), ("German", 2), ("Farsi", 2), ("Haitian Creole", 1),
    ("American Sign Language", 1),
)  # fmt: skip
INSURANCE = (
    ("Medicare", 92), ("Aetna", 80), ("Blue Cross Blue Shield", 86), ("Cigna", 74), ("UnitedHealthcare", 78), ("Humana", 55), ("Medicaid", 52),
    ("Kaiser Permanente", 12), ("Tricare", 30), ("Workers' compensation", 44),
)  # fmt: skip
CREDENTIALS = (("MD", 86), ("DO", 14))
BOARDS = {
    "neurosurgery": ("American Board of Neurological Surgery", "Neurological Surgery"),
    "orthopaedic-spine": ("American Board of Orthopaedic Surgery", "Orthopaedic Surgery"),
    "physical-medicine": ("American Board of Physical Medicine and Rehabilitation", "Physical Medicine and Rehabilitation"),
}
TRIED = (
    "Six weeks of physical therapy",
    "Anti-inflammatory medicine",
    "Walking every day",
    "Core strengthening at home",
    "A targeted injection",
    "Therapy in warm water",
    "Better sleep and pacing",
    "Stopping smoking",
    "A brace for a few weeks",
    "Watchful waiting with a second scan",
    "Nerve pain medicine at a low dose",
    "Weight loss with a dietitian",
)
SAYS = (
    "Most backs get better without me, and I say so on the first visit.",
    "I read the scan together with the person, never the scan alone.",
    "An operation is a tool, not a plan.",
    "I ask what you want to be able to do again, and we start from there.",
    "If two things work equally well, we take the smaller one.",
    "I would rather see you three times than operate once too early.",
    "Time is a treatment, as long as somebody watches.",
    "We write down what would change our minds.",
    "Nobody should decide about their spine while in a panic.",
    "I tell you what I do not know.",
)
BRING = (
    "MRI images on a disc",
    "The radiologist's report",
    "A list of medicines",
    "Notes of earlier treatment",
    "A diary of your pain for two weeks",
    "The names of your other doctors",
)
WAYS = ("takes time", "explains with drawings", "starts small", "calls back", "follows up for years")
SHARES = ((0.08, "nopt"), (0.12, "existptonly"), (0.17, "existptfam"), (1.0, "newpt"))


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


LOW = "lumbar-disc-herniation sciatica lumbar-spinal-stenosis spondylolisthesis degenerative-disc-disease"
NECK = "cervical-disc-herniation cervical-radiculopathy cervical-spinal-stenosis cervical-myelopathy"
PRACTICES = (
    _practice(
        "neurosurgery",
        22,
        "the low back and the neck",
        f"{LOW} {NECK}",
        "spinal-cyst spinal-arthritis failed-back-surgery-syndrome thoracic-disc-herniation spinal-fracture cauda-equina-syndrome",
        "microdiscectomy lumbar-laminectomy anterior-cervical-discectomy-fusion posterior-cervical-fusion foraminotomy lumbar-fusion",
    ),
    _practice(
        "neurosurgery",
        8,
        "tumors and the spinal cord",
        "spinal-tumor spinal-cyst syringomyelia spinal-vascular-malformation",
        f"{NECK} tethered-cord-syndrome arachnoiditis spinal-infection lumbar-disc-herniation",
        "spinal-tumor-resection lumbar-laminectomy tethered-cord-release spinal-infection-debridement",
    ),
    _practice(
        "neurosurgery",
        5,
        "children and the skull base",
        "chiari-malformation tethered-cord-syndrome spina-bifida syringomyelia",
        "congenital-spine-anomaly atlantoaxial-instability torticollis scoliosis spinal-cord-injury",
        "chiari-decompression tethered-cord-release posterior-cervical-fusion",
    ),
    _practice(
        "neurosurgery",
        5,
        "pain after surgery",
        "failed-back-surgery-syndrome chronic-low-back-pain arachnoiditis",
        f"{LOW} cervical-radiculopathy chronic-neck-pain brachial-plexus-injury",
        "spinal-cord-stimulator microdiscectomy revision-spine-surgery",
    ),
    _practice(
        "orthopaedic-spine",
        24,
        "the low back and the neck",
        f"{LOW} {NECK}",
        "spinal-arthritis chronic-low-back-pain spondylolysis failed-back-surgery-syndrome whiplash vertebral-compression-fracture",
        "lumbar-fusion microdiscectomy lumbar-laminectomy anterior-cervical-discectomy-fusion cervical-disc-replacement lumbar-disc-replacement",
    ),
    _practice(
        "orthopaedic-spine",
        10,
        "curves of the spine",
        "scoliosis kyphosis adult-spinal-deformity hyperlordosis",
        "spondylolisthesis ankylosing-spondylitis congenital-spine-anomaly lumbar-spinal-stenosis failed-back-surgery-syndrome",
        "scoliosis-correction adult-deformity-correction revision-spine-surgery lumbar-fusion",
    ),
    _practice(
        "orthopaedic-spine",
        6,
        "fractures and infections",
        "spinal-fracture vertebral-compression-fracture spinal-infection spinal-cord-injury",
        f"{NECK} atlantoaxial-instability cauda-equina-syndrome ankylosing-spondylitis spinal-ligament-ossification",
        "spinal-fracture-fixation kyphoplasty spinal-infection-debridement posterior-cervical-fusion",
    ),
    _practice(
        "physical-medicine",
        16,
        "pain without surgery",
        "chronic-low-back-pain sciatica spinal-arthritis chronic-neck-pain",
        f"{LOW} cervical-radiculopathy sacroiliac-joint-dysfunction piriformis-syndrome coccydynia mid-back-pain",
        "epidural-steroid-injection radiofrequency-ablation",
    ),
    _practice(
        "physical-medicine",
        4,
        "necks, shoulders and arms",
        "chronic-neck-pain whiplash cervical-radiculopathy thoracic-outlet-syndrome",
        "torticollis brachial-plexus-injury cervical-spinal-stenosis mid-back-pain chronic-low-back-pain",
        "epidural-steroid-injection radiofrequency-ablation",
    ),
)
