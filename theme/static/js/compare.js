/* Up to three surgeons side by side, from the address or from the list kept on this device. Every answer is a sentence of the build. */

import { openStore } from "./store.js";
import { copyOf, drawPortrait, fillSlots, part } from "./draw.js";

const MOST = 3;
const KEPT = "second-opinion:list";
const UNSAID = "Not stated";
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The slugs a fragment names, each once, at most three. */
function slugsIn(fragment) {
  const named = (new URLSearchParams(fragment.replace(/^#/, "")).get("s") ?? "").split(",");
  return [...new Set(named.filter((slug) => SLUG.test(slug)))].slice(0, MOST);
}

function keptSurgeons() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT));
    return Array.isArray(kept) ? kept.filter((one) => one && SLUG.test(one.slug) && typeof one.name === "string") : [];
  } catch {
    return [];
  }
}

/** The table shows what the address asks, or else the first of the kept. */
async function showTable(desk) {
  const turn = ++desk.turn;
  const asked = slugsIn(location.hash);
  const kept = keptSurgeons();
  desk.slugs = asked.length ? asked : kept.slice(0, MOST).map(({ slug }) => slug);
  drawChoices(desk, kept);
  for (const id of ["comparison", "failure"]) part(id).hidden = true;
  part("empty").hidden = desk.slugs.length > 0 || kept.length > 0;
  if (!desk.slugs.length) return say(desk, "");
  try {
    const profiles = await desk.store.profilesOf(desk.slugs);
    if (turn === desk.turn) drawTable(desk, profiles, asked.length > 0, kept.length);
  } catch {
    if (turn === desk.turn) showFailed(desk);
  }
}

function say(desk, line) {
  part("status").textContent = line;
  part("share-status").textContent = "";
  document.title = line ? `${line.replace(/\.$/, "")} | ${desk.title}` : desk.title;
}

function showFailed(desk) {
  say(desk, "");
  part("failure").hidden = false;
  document.title = `The facts did not load | ${desk.title}`;
  part("failure-heading").focus();
}

/** A choice among the kept, when there are more of them than columns or others than those shown. */
function drawChoices(desk, kept) {
  const items = kept.map(({ slug, name }) => {
    const { element, slots } = copyOf("compare-choice");
    fillSlots(slots, { name });
    Object.assign(element.querySelector("input"), { value: slug, checked: desk.slugs.includes(slug) });
    return element;
  });
  part("choices").replaceChildren(...items);
  part("choose").hidden = kept.every(({ slug }) => desk.slugs.includes(slug));
  limitChoices();
}

function limitChoices() {
  const boxes = [...part("choices").querySelectorAll("input")];
  const full = boxes.filter((box) => box.checked).length >= MOST;
  for (const box of boxes) box.disabled = full && !box.checked;
}

function drawTable(desk, profiles, fromLink, kept) {
  const table = part("compare");
  table.tHead.rows[0].replaceChildren(document.createElement("td"), ...profiles.map(({ card }) => drawColumn(desk, card)));
  table.tBodies[0].replaceChildren(...questionsOf(profiles).map((question) => drawRow(question, profiles)));
  part("comparison").hidden = !profiles.length;
  part("share").hidden = !navigator.clipboard;
  say(desk, statusLine(desk, profiles.length, fromLink, kept));
}

function statusLine(desk, found, fromLink, kept) {
  const count = (number) => `${number} ${desk.noun}${number === 1 ? "" : "s"}`;
  const gone = desk.slugs.length - found;
  const missing = gone ? ` ${count(gone)} of this link ${gone === 1 ? "is" : "are"} not in the directory any more.` : "";
  if (!found) return "Nobody of this link is in the directory any more.";
  const source = fromLink ? " side by side." : kept > MOST ? ` side by side: the first of the ${kept} on your list.` : " side by side, from your list.";
  return `${count(found)}${source}${missing}`;
}

function drawColumn(desk, card) {
  const { element, slots } = copyOf("compare-column");
  fillSlots(slots, { name: card.name, credentials: card.credentials, "remove-name": `: ${card.name}` });
  drawPortrait(slots.get("portrait"), card, desk.root);
  slots.get("name").href = `${desk.root}surgeons/${card.slug}/`;
  slots.get("remove").addEventListener("click", () => choose(desk, desk.slugs.filter((slug) => slug !== card.slug)));
  return element;
}

/** Every question that somebody answers, in the order of the first who does. */
function questionsOf(profiles) {
  return [...new Set(profiles.flatMap(({ rows }) => rows.map(([question]) => question)))];
}

function drawRow(question, profiles) {
  const { element, slots } = copyOf("compare-row");
  slots.get("question").textContent = question;
  for (const { rows } of profiles) {
    const { element: cell } = copyOf("compare-cell");
    cell.textContent = new Map(rows).get(question) || UNSAID;
    element.append(cell);
  }
  return element;
}

/** These surgeons are in the address; none is the list again. */
function choose(desk, slugs) {
  const fragment = slugs.length ? `s=${slugs.join(",")}` : "";
  desk.focus = true;
  if (fragment === location.hash.slice(1)) showAndFocus(desk);
  else location.hash = fragment;
}

async function showAndFocus(desk) {
  const { focus } = desk;
  desk.focus = false;
  await showTable(desk);
  if (focus && !part("comparison").hidden) part("comparison-heading").focus();
}

async function copyLink(desk) {
  const link = new URL(`#s=${desk.slugs.join(",")}`, location.href).href;
  try {
    await navigator.clipboard.writeText(link);
    part("share-status").textContent = "The link is copied.";
  } catch {
    part("share-status").textContent = `Copy this link: ${link}`;
  }
}

function startComparing(main) {
  const { manifest, root, noun } = main.dataset;
  const desk = { store: openStore(manifest), root, noun, title: document.title, turn: 0, slugs: [], focus: false };
  addEventListener("hashchange", () => {
    const target = location.hash.slice(1);
    if (!target || target.includes("=") || !part(target)) showAndFocus(desk);
  });
  // The list above the table is drawn by page.js, which has heard the same press before.
  document.addEventListener("click", ({ target }) => target.closest?.("[data-drop],[data-list-clear]") && showTable(desk));
  part("choices").addEventListener("change", limitChoices);
  part("choose").addEventListener("submit", (event) => {
    event.preventDefault();
    choose(desk, [...part("choices").querySelectorAll("input:checked")].map(({ value }) => value));
  });
  part("retry").addEventListener("click", () => showAndFocus(desk));
  part("share").addEventListener("click", () => copyLink(desk));
  showTable(desk);
}

startComparing(document.querySelector("main[data-manifest]"));
