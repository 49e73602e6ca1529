"""What a search costs at N surgeons, in a real Chromium, beside Pagefind on the same surgeons in the same session.

`python tests/benchmarks/search.py` prints the table; `--number`, `--runs`, `--keep FOLDER`, `--pagefind COMMAND` change it.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent)]

from built import ROOT, build
from chrome import Fetched, Tab, chromium, tab, weight
from playwright.sync_api import Browser
from rivals import write_floor, write_pagefind
from server import served
from surgeon_directory.browser_index import Chunks, export
from surgeon_directory.catalog import Catalog, read_catalog
from surgeon_directory.fit import Weights
from surgeon_directory.match import build_directory
from surgeon_directory.output import Output
from surgeon_directory.places import gazetteer
from surgeons import TODAY, generate

FIRST = "pain shooting down my leg"
RIVAL = "leg pain sciatica"  # Pagefind drops whole sentences that no page has: its own first query is in its favour
WITHOUT = ["neck pain and numb fingers", "scoliosis in adults", "i need a spinal fusion", "slipped disc", "tailbone pain when sitting", "my legs go numb when i walk",
           "spinal tumor", "second opinion on my back", "hands are clumsy and i drop things", "pinched nerve in neck"]  # fmt: skip
PLACED = [(words, near) for words, near in zip(
    [FIRST, *WITHOUT[:9]], ["08043", "60614", "77002", "10001", "90012", "02115", "85001", "98101", "55404", "59718"], strict=True)]  # fmt: skip
FILTERED = [(FIRST, "language=Spanish"), ("sciatica", "insurance=Medicare&insurance=Aetna"), ("neck pain", "gender=woman"), ("herniated disc", "second_opinion=video&accepting=newpt"),
            ("scoliosis", "state=NJ&state=PA"), ("back pain", "specialty=neurosurgery"), ("spinal stenosis", "procedure=lumbar-laminectomy"), ("spanish speaking surgeon for sciatica", ""),
            ("slipped disc near 60614", "language=Spanish"), ("sciatica", "visit=video")]  # fmt: skip
CARD = "#results [data-surgeon]"
TIME = """
async ([queries, manifest]) => {
  const { openStore } = await import("/js/store.js");
  const { answer } = await import("/js/match.js");
  const store = openStore(manifest);
  const asked = (words) => ({ words, near: "", within: null, filters: new Map(), sort: "best", condition: "", without: [], kept: [] });
  for (const words of queries) await answer(store, asked(words));
  const times = [];
  for (const words of queries) {
    const begun = performance.now();
    await answer(store, asked(words));
    times.push(performance.now() - begun);
  }
  return times;
}
"""


def catalog_of(number: int) -> Catalog:
    """This repository's medicine with so many invented surgeons."""
    read = read_catalog(ROOT, TODAY).catalog
    assert read
    return dataclasses.replace(read, surgeons=generate(number))


def make_site(number: int, folder: Path, say: Callable[[str], None]) -> Catalog:
    """The published site of this repository in the folder, with the search of so many surgeons, packed as a publication is."""
    build(ROOT, folder, settings="publishconf.py", environ={"SITEURL": ""})
    begun = time.perf_counter()
    catalog = catalog_of(number)
    made = time.perf_counter()
    directory = build_directory(catalog, gazetteer(), Weights())
    ready = time.perf_counter()
    files = export(directory, Chunks())
    done = time.perf_counter()
    for path in sorted((folder / "search").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    with tempfile.TemporaryDirectory() as memory:
        output = Output(folder, Path(memory), precompress=True)
        for name, content in files.items():
            output.put(name, content)
        for path in (ROOT / "theme" / "static" / "js").glob("*.js"):
            output.put(f"js/{path.name}", path.read_bytes())
    size = sum(map(len, files.values()))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    say(f"{number:,} surgeons: generated in {made - begun:.1f} s, made ready in {ready - made:.1f} s, exported in {done - ready:.1f} s: "
        f"{len(files):,} files, {size / 1e6:.1f} MB; packed in {time.perf_counter() - done:.1f} s; peak memory {peak} MB")  # fmt: skip
    return catalog


def address(words: str, near: str = "", filters: str = "") -> str:
    """The fragment of a question."""
    fields = [f"q={words.replace(' ', '+')}", f"near={near}" if near else "", filters]
    return "#" + "&".join(filter(None, fields))


def first_bytes(browser: Browser, home: str, page: str, words: str) -> tuple[Fetched, ...]:
    """Everything fetched from a cold start to the first match."""
    with tab(browser, CARD) as opened:
        opened.page.goto(f"{home}{page}{address(words)}")
        opened.painted()
        opened.quiet()
        return opened.take()


def later_bytes(browser: Browser, home: str, page: str, first: str, fragment: str) -> tuple[Fetched, ...]:
    """What a second question adds after the first match."""
    with tab(browser, CARD) as opened:
        opened.page.goto(f"{home}{page}{address(first)}")
        opened.painted()
        opened.quiet()
        opened.take()
        opened.page.evaluate("(fragment) => { location.hash = fragment; }", fragment)
        opened.page.wait_for_timeout(150)
        opened.until("!document.querySelector('#found[aria-busy]')")
        opened.quiet()
        return opened.take()


def from_navigation(browser: Browser, home: str, page: str, words: str) -> float:
    """Milliseconds from the navigation to the first card, on the slow phone."""
    with tab(browser, CARD) as opened:
        opened.slow()
        opened.page.goto(f"{home}{page}{address(words)}", wait_until="commit")
        return opened.painted()


def from_typing(browser: Browser, home: str, page: str, words: str) -> float:
    """Milliseconds from the question to the first card, on the slow phone, when the page is loaded already."""
    with tab(browser, CARD) as opened:
        opened.slow()
        opened.page.goto(home + page)
        opened.quiet()
        return ask(opened, words)


def ask(opened: Tab, words: str) -> float:
    """Milliseconds from the question to the next card."""
    opened.page.evaluate("(fragment) => { globalThis.begun = performance.now(); globalThis.painted = null; location.hash = fragment; }", address(words))
    return opened.painted()


def later_time(browser: Browser, home: str, page: str, first: str, words: str) -> float:
    """Milliseconds for a second question, on the slow phone."""
    with tab(browser, f"{CARD}:not([data-old])") as opened:
        opened.slow()
        opened.page.goto(f"{home}{page}{address(first)}")
        opened.painted()
        opened.quiet()
        opened.page.evaluate(f"document.querySelectorAll('{CARD}').forEach((card) => {{ card.dataset.old = ''; }})")
        return ask(opened, words)


def median(measure: Callable[[], float], runs: int) -> float:
    """The median of so many runs."""
    return statistics.median(measure() for _ in range(runs))


def five_words(number: int) -> list[str]:
    """So many questions of five words, cut from the judged ones."""
    rows = [json.loads(line)["query"].split() for path in sorted((ROOT / "tests" / "evaluation").glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    long = [" ".join(words[:5]) for words in rows if len(words) >= 5]
    return random.Random(1).sample(long, number)


def answer_times(browser: Browser, home: str) -> tuple[float, float]:
    """p50 and p95 of 200 questions of five words, in milliseconds, warm, at full speed."""
    with tab(browser) as opened:
        opened.page.goto(f"{home}floor/")
        times = sorted(opened.page.evaluate(TIME, [five_words(200), "/search/manifest.json"]))
        return times[len(times) // 2], times[len(times) * 95 // 100]


def kinds(fetched: Sequence[Fetched]) -> Mapping[str, int]:
    """Bytes of the page's own dress, of scripts, and of data."""
    found = {"page": 0, "scripts": 0, "data": 0}
    for one in fetched:
        found["page" if one.kind in ("Document", "Stylesheet", "Font", "Image", "Manifest") else "scripts" if one.url.endswith(".js") else "data"] += one.total
    return found


def listing(fetched: Sequence[Fetched]) -> str:
    """Every request on a line."""
    return "\n".join(f"    {one.total:>8,} {one.url}" for one in fetched)


def search_only(fetched: Sequence[Fetched]) -> tuple[Fetched, ...]:
    """Without the page's own dress."""
    return tuple(one for one in fetched if one.kind not in ("Document", "Stylesheet", "Font", "Image", "Manifest"))


def report(browser: Browser, home: str, runs: int, rival: bool, say: Callable[[str], None]) -> None:
    """Every figure, measured and said."""
    rows: list[tuple[str, str, str, str, str]] = []
    first = first_bytes(browser, home, "find/", FIRST)
    ours = search_only(first)
    say("First match:\n" + listing(first))
    theirs = search_only(first_bytes(browser, home, "pf/", RIVAL)) if rival else ()
    rows.append(row("first match, kB (scripts included)", weight(ours) / 1e3, weight(theirs) / 1e3, "60"))
    rows.append(row("first match, requests", len(ours), len(theirs) - rival * 0, "6"))
    rows.append(row("page itself (html, css, font), kB", kinds(first)["page"] / 1e3, 0, ""))
    rows += later_rows(browser, home, rival, say)
    p50, p95 = answer_times(browser, home)
    rows += [row("answer, 5 words, warm, p50 ms", p50, 0, ""), row("answer, 5 words, warm, p95 ms", p95, 0, "10")]
    for name, measure in (("from navigation", from_navigation), ("from typing", from_typing)):
        mine = median(lambda: measure(browser, home, "find/", FIRST), runs)  # noqa: B023 (used at once)
        their = median(lambda: measure(browser, home, "pf/", RIVAL), runs) if rival else 0  # noqa: B023
        floor = median(lambda: measure(browser, home, "floor/", "x"), runs)  # noqa: B023
        rows += [row(f"first match on the slow phone, {name}, s", mine / 1e3, their / 1e3, "1.2"), row(f"  the floor, {name}, s", floor / 1e3, 0, "")]
    mine = median(lambda: later_time(browser, home, "find/", FIRST, WITHOUT[0]), runs)
    their = median(lambda: later_time(browser, home, "pf/", RIVAL, "neck pain"), runs) if rival else 0
    rows.append(row("a later match on the slow phone, s", mine / 1e3, their / 1e3, ""))
    say(table(rows))


def later_rows(browser: Browser, home: str, rival: bool, say: Callable[[str], None]) -> list[tuple[str, ...]]:
    """Bytes of later matches by kind, each the second question of a visit."""
    groups = {
        "without a place": [address(words) for words in WITHOUT], "with a ZIP code": [address(words, near) for words, near in PLACED],
        "with a filter": [address(words, "", filters) for words, filters in FILTERED],
    }  # fmt: skip
    rows, everything = [], []
    for name, fragments in groups.items():
        fetched = [(fragment, later_bytes(browser, home, "find/", "degenerative disc disease", fragment)) for fragment in fragments]
        sizes = [weight(one) for _, one in fetched]
        everything += sizes
        heaviest = max(fetched, key=lambda pair: weight(pair[1]))
        say(f"Later match {name}: heaviest is {heaviest[0]}\n{listing(heaviest[1])}")
        requests = [len(one) for _, one in fetched]
        rows.append((f"later match {name}, kB median / max (requests)", f"{statistics.median(sizes) / 1e3:.1f} / {max(sizes) / 1e3:.1f} ({statistics.median(requests):.0f})", "", "", "15"))
    theirs = [weight(later_bytes(browser, home, "pf/", RIVAL, address(words))) for words in ("neck pain", "scoliosis", "spinal tumor", "herniated disc", "whiplash")] if rival else [0]
    rows.append(row("later match, all, kB median", statistics.median(everything) / 1e3, statistics.median(theirs) / 1e3, "15"))
    return rows


def row(name: str, ours: float, theirs: float, target: str) -> tuple[str, str, str, str, str]:
    """A line of the table, with how many times more Pagefind needs."""
    return name, f"{ours:.2f}", f"{theirs:.2f}" if theirs else "", f"{theirs / ours:.1f}" if theirs and ours else "", target


def table(rows: Sequence[Sequence[str]]) -> str:
    """The rows under their heads."""
    heads = ("", "ours", "Pagefind", "times ours", "target")
    wide = max(len(one[0]) for one in rows)
    return "\n".join(f"{one[0]:<{wide}}  {one[1]:>22}  {one[2]:>9}  {one[3]:>10}  {one[4]:>6}" for one in (heads, *rows))


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description="What a search costs in a real browser.")
    parser.add_argument("--number", type=int, default=10_000, help="how many surgeons")
    parser.add_argument("--runs", type=int, default=5, help="runs of which the median is told")
    parser.add_argument("--keep", type=Path, help="a folder for the site; one that is there is measured again as far as Pagefind goes")
    parser.add_argument("--pagefind", default="npx --yes pagefind@1.6.0", help="the command that runs Pagefind; empty for none")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as spare:
        folder = (asked.keep or Path(spare)) / "site"
        rival = (asked.keep or Path(spare)) / "rival"
        catalog = make_site(asked.number, folder, print)
        write_floor(folder)
        if asked.pagefind and not (rival / "pf").is_dir():
            write_pagefind(catalog, rival, asked.pagefind)
        for name in ("pf", "pagefind") if asked.pagefind else ():
            if not (folder / name).exists():
                (folder / name).symlink_to((rival / name).resolve())
        with served(folder) as home, chromium() as browser:
            report(browser, home, asked.runs, bool(asked.pagefind), lambda text: print(text, flush=True))


if __name__ == "__main__":
    main()
