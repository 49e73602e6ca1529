"""Python and the browser answer every question alike, to the digit and the sentence, from the exported files."""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from built import ROOT
from surgeon_directory.browser_index import Chunks, export
from surgeon_directory.browser_language import SHARDS, shard_of
from surgeon_directory.match import Directory, Question, answer

FIRST = 12
SCRIPTS = ROOT / "theme" / "static" / "js"
ASK = """
async ([questions, first]) => {
  const { answer, openSearch } = await import("/js/match.js");
  const store = openSearch("/search/manifest.json");
  const answers = [];
  for (const asked of questions) {
    const found = await answer(store, { ...asked, filters: new Map(Object.entries(asked.filters)) });
    const page = await found.page(0, first);
    answers.push({
      corrected: found.corrected, ignored: found.ignored, urgent: found.urgent, conditions: found.conditions.map((one) => [one.slug, one.title, one.score, one.because]),
      need: found.need && [found.need.kind, found.need.slug], place: found.place && [found.place.name, found.place.state, found.place.latitude, found.place.longitude],
      found: found.found, named: found.named, secondOpinion: found.secondOpinion, total: found.total, articles: found.articles.map((one) => [one.slug, one.title]),
      surgeons: page.map((one) => [one.slug, one.name, one.score, one.miles, one.reasons.map((reason) => [reason.part, reason.points, reason.most, reason.text])]),
    });
  }
  return answers;
}
"""
KNOWN = """
async (shards) => {
  const { openSearch } = await import("/js/match.js");
  const { readFronted } = await import("/js/fronted.js");
  const store = openSearch("/search/manifest.json");
  const { vocabulary } = await store.language([], new Set());
  const files = await Promise.all(Array.from({ length: shards }, (_, number) => store.words(number)));
  return { core: [...vocabulary.stems], stems: files.map((file) => readFronted(file.stems)), english: files.map((file) => readFronted(file.english)) };
}
"""
STRANGE = [
    "", " ", "constructor", "__proto__", "toString hasOwnProperty", "((((", "AND OR NOT", "c:x AND", "l4-l5", "L4/5 l5 s1", "C5 C6", "t12", "S1 s6 c9 t13", "A&E",
    "ｓｃｉａｔｉｃａ", "sciática", "SCIATICA!!!", "sci\u0301atica", "can\u2019t feel my legs", "İstanbul back pain", "straße œdema", "😀 neck pain 😀", "\u202eniap kcab", "𝓼𝓬𝓲𝓪𝓽𝓲𝓬𝓪",
    "back\tpain\nleg", "a" * 3000, "back pain " * 1500, "no no no not never", "tumour behaviour", "08043", "scoliosis 08043 60614", "in", "near", "dr", "dr.", "doctor doctor",
    "Kummell’s disease", "Bekhterev's", "1234567890", "l4l5", "c6-7", "c8-t1", "\x00\x01", "<script>alert(1)</script>", "%20%00", "neck " * 130 + "tumor",
]
PLACES = ["", "", "", "08043", "60614", "Camden, NJ", "houston", "new york", "99999", "Nowhere", "st louis mo", "Boston MA", "85001"]
FILTERS = [
    {}, {}, {}, {"language": ["Spanish"]}, {"insurance": ["Medicare", "Aetna"]}, {"gender": ["woman"]}, {"second_opinion": ["video"], "accepting": ["newpt"]}, {"state": ["NJ", "PA"]},
    {"specialty": ["neurosurgery"]}, {"procedure": ["microdiscectomy"]}, {"language": ["Klingon"]}, {"constructor": ["x"]},
]  # fmt: skip
SORTS = ["best", "best", "nearest", "experience", "name"]


def written() -> list[str]:
    """Every judged query of tests/evaluation."""
    rows = (json.loads(line) for path in sorted((ROOT / "tests" / "evaluation").glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines())
    return [row["query"] for row in rows]


def misspelled(dice: random.Random, text: str) -> str:
    """The text with one to three letters dropped, doubled, swapped or changed."""
    letters = list(text)
    for _ in range(dice.randint(1, 3)):
        if len(letters) > 3:
            at = dice.randrange(len(letters) - 1)
            letters[at : at + 2] = dice.choice([letters[at], letters[at] * 2 + letters[at + 1], letters[at + 1] + letters[at], dice.choice("aeioust ") + letters[at + 1]])
    return "".join(letters)


def generated(directory: Directory, number: int) -> list[dict]:
    """Questions of every shape, the same at every run."""
    dice = random.Random(20_261_122)
    sayings = [saying for one in directory.catalog.conditions.values() for saying in (*one.also_called, *one.symptoms)]
    names = [row.surgeon.name.full for row in directory.roster.rows]
    stock = [*written(), *sayings]
    questions = [{"words": words} for words in (*STRANGE, *written()[::3])]
    while len(questions) < number:
        words = dice.choice(stock)
        shape = dice.randrange(8)
        if shape == 0:
            words = misspelled(dice, words)
        elif shape == 1:
            words = f"{words} and {dice.choice(sayings)}"
        elif shape == 2:
            words = f"{words} near {dice.choice([place for place in PLACES if place])}"
        elif shape == 3:
            words = misspelled(dice, "dr " + dice.choice(names))
        elif shape == 4:
            words = f"{dice.choice(['second opinion', 'they want to fuse my spine', 'spanish speaking', 'female surgeon', 'no'])} {words}"
        questions.append({"words": words})
    for asked in questions:
        asked |= {"near": dice.choice(PLACES), "within": dice.choice([None, None, 0, 10, 50, 250]), "filters": dice.choice(FILTERS), "sort": dice.choice(SORTS)}
        asked |= {"condition": "", "without": dice.choice([[], [], [], ["sciatica"], ["sciatica", "lumbar-disc-herniation"]]), "kept": []}
    return questions


def in_python(directory: Directory, asked: dict) -> dict:
    """The answer in the form the browser gives it."""
    question = Question(
        asked["words"], asked["near"], asked["within"], {name: tuple(values) for name, values in asked["filters"].items()}, asked["sort"], asked["condition"],
        tuple(asked["without"]), frozenset(asked["kept"]),
    )  # fmt: skip
    found = answer(directory, question)
    plain = {
        "corrected": found.corrected, "ignored": found.ignored,
        "urgent": found.urgent and {"level": found.urgent.level, "message": found.urgent.message, "because": found.urgent.because},
        "conditions": [(one.slug, one.title, one.score, one.because) for one in found.conditions], "need": found.need and (found.need.kind, found.need.slug),
        "place": found.place and (found.place.name, found.place.state, found.place.point.latitude, found.place.point.longitude), "found": found.wishes.filters,
        "named": found.wishes.surgeons, "secondOpinion": found.second_opinion, "total": len(found.surgeons), "articles": found.articles,
        "surgeons": [(one.slug, one.name, one.score, one.miles, [(r.part, r.points, r.most, r.text) for r in one.reasons]) for one in found.surgeons[:FIRST]],
    }  # fmt: skip
    return json.loads(json.dumps(plain))


@pytest.fixture(scope="module")
def tiny(directory: Directory, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The search files cut into tiny chunks, so that every edge is met, served beside the browser's modules."""
    folder = tmp_path_factory.mktemp("search")
    for name, content in export(directory, Chunks(cards=3, rows=4)).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = SCRIPTS / Path(self.path).name if self.path.startswith("/js/") else folder / self.path.lstrip("/")
            content = b"<!doctype html><title>Parity</title>" if self.path == "/" else path.read_bytes() if path.is_file() else None
            self.send_response(404 if content is None else 200)
            self.send_header("Content-Type", "text/javascript" if path.suffix == ".js" else "application/json" if path.suffix == ".json" else "text/html")
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, *_: object) -> None:
            """Keeps the output of the tests clean."""

    with ThreadingHTTPServer(("localhost", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_address[1]}/"
        server.shutdown()


def test_python_and_browser_agree(directory, tiny, browser):
    questions = generated(directory, 2000)
    page = browser.new_page()
    page.goto(tiny)
    differ = []
    for start in range(0, len(questions), 100):
        block = questions[start : start + 100]
        for asked, theirs in zip(block, page.evaluate(ASK, [block, FIRST]), strict=True):
            ours = in_python(directory, asked)
            differ += [(asked, key, ours[key], theirs[key]) for key in ours if ours[key] != theirs[key]]
    page.close()
    assert [] == differ[:5]


def test_what_python_knows_the_browser_knows_from_the_core_or_from_the_file_of_the_word(directory, tiny, browser):
    page, lexicon = browser.new_page(), directory.matcher.lexicon
    page.goto(tiny)
    told = page.evaluate(KNOWN, SHARDS)
    page.close()
    core = set(told["core"])
    assert sorted(lexicon.stems - core) == sorted(stem for stems in told["stems"] for stem in stems)
    assert core <= lexicon.stems
    for name, known in (("stems", lexicon.stems - core), ("english", lexicon.english)):
        assert [] == [stem for stem in sorted(known) if stem not in told[name][shard_of(stem)]]
