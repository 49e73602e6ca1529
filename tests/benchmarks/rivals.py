"""The same surgeons as plain profile pages, and Pagefind over them; and the floor: two requests of 5 kB together."""

from __future__ import annotations

import shlex
import subprocess
from html import escape
from pathlib import Path

import brotli
from surgeon_directory.cards import ACCEPTING, board, credentials, person, place, second_opinion, years
from surgeon_directory.catalog import Catalog
from surgeon_directory.models import Surgeon

ASK = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Pagefind</title>
<form><label>Search <input id="q"></label></form><ol id="results"></ol>
<script type="module">
let pagefind;
async function ask(words) {
  pagefind ??= await import("/pagefind/pagefind.js");
  const { results } = await pagefind.search(words);
  const found = await Promise.all(results.slice(0, 10).map((one) => one.data()));
  document.querySelector("#results").replaceChildren(...found.map(({ url, meta, plain_excerpt }) => {
    const item = document.createElement("li");
    item.className = "card";
    item.dataset.surgeon = url;
    item.textContent = `${meta.title}: ${plain_excerpt}`;
    return item;
  }));
  document.body.dataset.total = results.length;
  document.body.dataset.asked = words;
}
const asked = () => ask(new URLSearchParams(location.hash.slice(1)).get("q"));
addEventListener("hashchange", asked);
if (location.hash) asked();
</script></html>"""
FLOOR = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Floor</title><ol id="results"></ol>
<script type="module">
async function ask() {
  await fetch("a.json");
  const text = await (await fetch("b.json")).text();
  const item = document.createElement("li");
  item.dataset.surgeon = item.textContent = text.slice(0, 40);
  document.querySelector("#results").append(item);
}
addEventListener("hashchange", ask);
if (location.hash) ask();
</script></html>"""


def write_pagefind(catalog: Catalog, folder: Path, command: str) -> None:
    """A profile page for every surgeon, Pagefind's index of them, and a page that asks it."""
    for slug, surgeon in catalog.surgeons.items():
        path = folder / "surgeons" / slug / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(profile_page(catalog, surgeon), encoding="utf-8")
    subprocess.run(
        [*shlex.split(command), "--site", str(folder / "surgeons"), "--output-path", str(folder / "pagefind")], check=True, capture_output=True, timeout=600
    )
    for path in folder.glob("pagefind/*.js"):
        path.with_name(f"{path.name}.br").write_bytes(brotli.compress(path.read_bytes(), quality=11))
    (folder / "pf").mkdir(exist_ok=True)
    (folder / "pf" / "index.html").write_text(ASK, encoding="utf-8")


def write_floor(folder: Path) -> None:
    """A page that fetches one small file after another."""
    (folder / "floor").mkdir(exist_ok=True)
    (folder / "floor" / "index.html").write_text(FLOOR, encoding="utf-8")
    for name in ("a.json", "b.json"):
        (folder / "floor" / name).write_text('"' + "x" * 2498 + '"', encoding="utf-8")


def profile_page(catalog: Catalog, surgeon: Surgeon) -> str:
    """The whole profile as a page without any dress."""
    care = surgeon.conservative_care
    conditions = [(catalog.conditions[focus.condition], focus.focus) for focus in surgeon.conditions]
    parts = [
        f"<h1>{escape(surgeon.name.full)}</h1>",
        _lines("p", [credentials(surgeon), person(catalog, surgeon), surgeon.summary, board(surgeon), years(catalog, surgeon), place(surgeon)]),
        _lines("p", [ACCEPTING[surgeon.accepting_patients], second_opinion(surgeon), *surgeon.second_opinion.bring]),
        _lines("h2", ["Before surgery"]),
        _lines("p", [care.philosophy, care.when_not_to_wait or ""]),
        _lines("li", care.tried_first),
        _lines("h2", ["Good fit for"]),
        _lines("li", [f"{one.title}. {one.summary} {focus} focus" for one, focus in conditions]),
        _lines("h2", ["How often, how many"]),
        _lines("li", [f"{catalog.procedures[one.procedure].title}: {one.cases_a_year} a year, {one.patients}, {one.period}" for one in surgeon.volumes]),
        _lines("h2", ["Training"]),
        _lines("li", [f"{one.kind}: {one.place}, {one.subject or ''} {one.completed}" for one in surgeon.training]),
        _lines("li", [*surgeon.languages, *surgeon.insurance, *surgeon.hospitals]),
        _lines("li", [f"{one.name}, {one.street}, {one.city}, {one.state} {one.zip}, {one.phone}" for one in surgeon.offices]),
    ]
    head = f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(surgeon.name.full)}</title></head>'
    return f"{head}<body><main>{''.join(parts)}</main></body></html>"


def _lines(tag: str, texts) -> str:
    return "".join(f"<{tag}>{escape(text)}</{tag}>" for text in texts if text)
