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
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from build import ROOT, build
from chrome import Tab, chromium, tab
from playwright.sync_api import Browser
from rivals import write_floor, write_pagefind
from server import Host, Sent, served
from surgeon_directory.browser_index import MANIFEST, Chunks, always_read, export
from surgeon_directory.catalog import Catalog, read_catalog
from surgeon_directory.fit import Weights
from surgeon_directory.match import build_directory
from surgeon_directory.output import Output
from surgeon_directory.places import gazetteer

from surgeons import TODAY, generate

FIRST = "pain shooting down my leg"
WITHOUT = [
    "neck pain and numb fingers",
    "scoliosis in adults",
    "i need a spinal fusion",
    "slipped disc",
    "tailbone pain when sitting",
    "my legs go numb when i walk",
    "spinal tumor",
    "second opinion on my back",
    "hands are clumsy and i drop things",
    "pinched nerve in neck",
]
PLACED = [
    (words, near)
    for words, near in zip([FIRST, *WITHOUT[:9]], ["08043", "60614", "77002", "10001", "90012", "02115", "85001", "98101", "55404", "59718"], strict=True)
]
FILTERED = [
    (FIRST, "language=Spanish"),
    ("sciatica", "insurance=Medicare&insurance=Aetna"),
    ("neck pain", "gender=woman"),
    ("herniated disc", "second_opinion=video&accepting=newpt"),
    ("scoliosis", "state=NJ&state=PA"),
    ("back pain", "specialty=neurosurgery"),
    ("spinal stenosis", "procedure=lumbar-laminectomy"),
    ("spanish speaking surgeon for sciatica", ""),
    ("slipped disc near 60614", "language=Spanish"),
    ("sciatica", "visit=video"),
]
CARD = "#results [data-surgeon]"
TIME = """
async ([queries, manifest]) => {
  const { answer, openSearch } = await import("/js/match.js");
  const store = openSearch(manifest);
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
    folder.parent.mkdir(parents=True, exist_ok=True)
    build(ROOT, folder, "publishconf.py")
    begun = time.perf_counter()
    catalog = catalog_of(number)
    made = time.perf_counter()
    directory = build_directory(catalog, gazetteer(), Weights())
    ready = time.perf_counter()
    files = export(directory, Chunks())
    done = time.perf_counter()
    early = [always_read(known)[0].encode() for known in ({MANIFEST: (folder / MANIFEST).read_bytes()}, files)]
    for path in sorted((folder / "search").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    with tempfile.TemporaryDirectory() as memory:
        output = Output(folder, Path(memory), precompress=True)
        for name, content in files.items():
            output.put(name, content)
        output.put("find/index.html", (folder / "find" / "index.html").read_bytes().replace(*early))  # what the page asks for early
        for path in (ROOT / "theme" / "static" / "js").glob("*.js"):
            output.put(f"js/{path.name}", path.read_bytes())
    size = sum(map(len, files.values()))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    say(
        f"{number:,} surgeons: generated in {made - begun:.1f} s, made ready in {ready - made:.1f} s, exported in {done - ready:.1f} s: "
        f"{len(files):,} files, {size / 1e6:.1f} MB; packed in {time.perf_counter() - done:.1f} s; peak memory {peak} MB"
    )
    return catalog


def address(words: str, near: str = "", filters: str = "") -> str:
    """The fragment of a question."""
    fields = [f"q={words.replace(' ', '+')}", f"near={near}" if near else "", filters]
    return "#" + "&".join(filter(None, fields))


def first_bytes(browser: Browser, host: Host, page: str, words: str) -> tuple[Sent, ...]:
    """Everything sent from a cold start to the first match."""
    host.take()
    with tab(browser, CARD) as opened:
        opened.page.goto(f"{host.home}{page}{address(words)}")
        opened.painted()
        opened.quiet()
        return host.take()


def later_bytes(browser: Browser, host: Host, page: str, first: str, fragment: str) -> tuple[Sent, ...]:
    """What a second question adds after the first match."""
    with tab(browser, CARD) as opened:
        opened.page.goto(f"{host.home}{page}{address(first)}")
        opened.painted()
        opened.quiet()
        host.take()
        opened.page.evaluate("(fragment) => { location.hash = fragment; }", fragment)
        opened.page.wait_for_timeout(150)
        opened.until("!document.querySelector('#found[aria-busy]')")
        opened.quiet()
        opened.page.wait_for_timeout(150)
        return host.take()


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
    rows = [
        json.loads(line)["query"].split()
        for path in sorted((ROOT / "tests" / "evaluation").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    long = [" ".join(words[:5]) for words in rows if len(words) >= 5]
    return random.Random(1).sample(long, number)


def answer_times(browser: Browser, home: str) -> tuple[float, float]:
    """p50 and p95 of 200 questions of five words, in milliseconds, warm, at full speed."""
    with tab(browser) as opened:
        opened.page.goto(f"{home}floor/")
        times = sorted(opened.page.evaluate(TIME, [five_words(200), "/search/manifest.json"]))
        return times[len(times) // 2], times[len(times) * 95 // 100]


def listing(sent: Sequence[Sent]) -> str:
    """Every answer on a line."""
    return "\n".join(f"    {one.size:>8,} {one.path}" for one in sent)


def weight(sent: Sequence[Sent]) -> int:
    """Bytes of all answers."""
    return sum(one.size for one in sent)


def is_search(one: Sent) -> bool:
    """Whether an answer is a script or data, and not the page's own dress."""
    return not one.path.endswith(("/", ".html", ".css", ".woff2", ".svg", ".webmanifest"))


def report(browser: Browser, host: Host, runs: int, rival: bool, say: Callable[[str], None]) -> None:
    """Every figure, measured and said."""
    first = first_bytes(browser, host, "find/", FIRST)
    ours = [one for one in first if is_search(one)]
    say("First match:\n" + listing(first))
    theirs = [one for one in first_bytes(browser, host, "pf/", FIRST) if is_search(one)] if rival else []
    say("First match of Pagefind:\n" + listing(theirs))
    dress = weight(first) - weight(ours)
    rows = [
        row("first match, kB, scripts included", weight(ours) / 1e3, weight(theirs) / 1e3, "60"),
        row("first match, requests", len(ours), len(theirs), "6"),
        row("  the page itself (html, css, font), kB", dress / 1e3, 0, ""),
        *later_rows(browser, host, rival, say),
    ]
    p50, p95 = answer_times(browser, host.home)
    rows += [row("answer, 5 words, warm, p50 ms", p50, 0, ""), row("answer, 5 words, warm, p95 ms", p95, 0, "10"), *slow_rows(browser, host.home, runs, rival)]
    say(table(rows))


def slow_rows(browser: Browser, home: str, runs: int, rival: bool) -> list[tuple[str, ...]]:
    """Times on the slow phone."""
    rows = []
    for name, measure in (("from navigation", from_navigation), ("from typing", from_typing)):
        ours, theirs, floor = (
            median(lambda page=page, words=words, measure=measure: measure(browser, home, page, words), runs) if page else 0
            for page, words in (("find/", FIRST), ("pf/" if rival else "", FIRST), ("floor/", "x"))
        )
        rows += [row(f"slow phone, first match {name}, s", ours / 1e3, theirs / 1e3, "1.2"), row(f"  the floor {name}, s", floor / 1e3, 0, "")]
    ours = median(lambda: later_time(browser, home, "find/", FIRST, WITHOUT[0]), runs)
    theirs = median(lambda: later_time(browser, home, "pf/", FIRST, "neck pain"), runs) if rival else 0
    return [*rows, row("slow phone, a later match, s", ours / 1e3, theirs / 1e3, "")]


def later_rows(browser: Browser, host: Host, rival: bool, say: Callable[[str], None]) -> list[tuple[str, ...]]:
    """Bytes of later matches by kind, each the second question of a visit."""
    groups = {
        "without a place": [address(words) for words in WITHOUT],
        "with a ZIP code": [address(words, near) for words, near in PLACED],
        "with a filter": [address(words, "", filters) for words, filters in FILTERED],
    }
    rows, everything = [], []
    for name, fragments in groups.items():
        sent = [(fragment, later_bytes(browser, host, "find/", "degenerative disc disease", fragment)) for fragment in fragments]
        sizes, requests = [weight(one) for _, one in sent], statistics.median(len(one) for _, one in sent)
        everything += sizes
        say(f"Later match {name}:\n" + "\n".join(f"  {weight(one):>7,} B in {len(one):>2}  {fragment}" for fragment, one in sent))
        say("  the heaviest:\n" + listing(max(sent, key=lambda pair: weight(pair[1]))[1]))
        rows.append(
            (
                f"later match {name}, kB, median / max (requests)",
                f"{statistics.median(sizes) / 1e3:.1f} / {max(sizes) / 1e3:.1f} ({requests:.0f})",
                "",
                "",
                "15",
            )
        )
    theirs = (
        [weight(later_bytes(browser, host, "pf/", FIRST, address(words))) for words in ("neck pain", "scoliosis", "spinal tumor", "herniated disc", "whiplash")]
        if rival
        else [0]
    )
    return [*rows, row("later match, all, kB, median", statistics.median(everything) / 1e3, statistics.median(theirs) / 1e3, "15")]


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
        with served(folder) as host, chromium() as browser:
            report(browser, host, asked.runs, bool(asked.pagefind), lambda text: print(text, flush=True))


if __name__ == "__main__":
    main()
