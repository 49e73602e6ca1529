/* The search page: the address asks, the page answers. The only module that touches it.
   Every control writes a new fragment; reading the fragment draws everything. A slow answer never overwrites a newer one. */

import { answer, openSearch } from "./match.js";
import { PAGE, RADIUS, asksNothing, readQuestion, readRadius, textWithout, writeQuestion } from "./fragment.js";
import { correctedLine, countLine, emptyLine, grouped, headLine, placeIsUnknown, placeName, quoteAll, titleLine } from "./sentences.js";
import { copyOf, drawCard, drawChip, drawCondition, drawFacet, drawLine, drawLink, fillSlots, part } from "./draw.js";
import { easierWays, removals } from "./ways.js";

const MOST_CONDITIONS = 4;
const WIDE = "(min-width: 62rem)";
const show = (id, shown) => { part(id).hidden = !shown; };

/** The page asks for another question: it goes into the address as a new step of the history. `focus` is where the eyes go then. */
function ask(desk, change, focus) {
  const fragment = writeQuestion({ ...desk.question, shown: PAGE, ...change });
  desk.focus = focus;
  if (fragment === location.hash.slice(1)) return respond(desk);
  keepScroll();
  location.hash = fragment;
}

function keepScroll() {
  history.replaceState({ y: scrollY }, "");
}

/** The page shows what the address asks. */
async function respond(desk) {
  const turn = ++desk.turn;
  const focus = desk.focus;
  desk.focus = "search";
  desk.again = () => respond(desk);
  desk.question = readQuestion(location.hash);
  fillForm(desk.question);
  show("failure", false);
  if (asksNothing(desk.question)) return showStart(desk);
  show("found", true);
  show("examples", false);
  part("found").setAttribute("aria-busy", "true");
  part("results-heading").textContent = "Looking …";
  try {
    const drawn = await prepare(desk);
    if (turn !== desk.turn) return;
    drawAnswer(desk, drawn);
    await null; // page.js has shown its buttons on the new cards, and the page has its height
    moveFocus(desk.result, focus);
  } catch {
    if (turn === desk.turn) showFailure();
  }
}

/** Everything an answer needs to be drawn in one go. */
async function prepare(desk) {
  const { store, question } = desk;
  const result = await answer(store, question);
  const listed = result.need && !placeIsUnknown(question, result);
  const titles = result.filters.size ? await result.titles() : new Map();
  const cards = listed && result.total ? await result.page(0, question.shown) : [];
  const ways = listed && !result.total ? await easierWays(desk, result, titles) : [];
  return { result, listed, titles, cards, ways };
}

function fillForm(question) {
  const { q, near, within } = part("search").elements;
  q.value = question.words;
  near.value = question.near;
  within.value = question.within === 0 ? "any" : String(question.within ?? RADIUS);
  if (!within.value) within.value = String(RADIUS);
  part("sort").value = question.sort;
}

function showStart(desk) {
  part("found").removeAttribute("aria-busy");
  show("found", false);
  for (const id of ["examples", "browse"]) show(id, true);
  part("urgent").replaceChildren();
  part("status").textContent = "";
  part("search").elements.near.removeAttribute("aria-invalid");
  document.title = desk.title;
}

function showFailure() {
  part("found").removeAttribute("aria-busy");
  for (const id of ["found", "examples"]) show(id, false);
  for (const id of ["failure", "browse"]) show(id, true);
  part("urgent").replaceChildren();
  part("status").textContent = "";
  const heading = part("failure-heading");
  document.title = titleLine(heading.textContent, null, siteName());
  heading.focus();
}

function siteName() {
  return document.title.split(" | ").at(-1);
}

function drawAnswer(desk, { result, listed, titles, cards, ways }) {
  const { question, noun, root } = desk;
  desk.result = result;
  const unknown = placeIsUnknown(question, result);
  const line = unknown ? `We do not know the place “${question.near}”.` : countLine(question, result, noun);
  part("found").removeAttribute("aria-busy");
  drawUrgent(result.urgent);
  part("results-heading").textContent = headLine(question, result);
  part("status").textContent = line;
  document.title = titleLine(line, result.urgent, siteName());
  drawChips(desk, result, titles);
  drawNotes(desk, result);
  drawConditions(desk, result);
  part("article-list").replaceChildren(...result.articles.map(({ slug, title }) => drawLink(title, `${root}articles/${slug}/`, "")));
  show("articles", result.articles.length > 0);
  drawEmpty(desk, result, ways, !listed || !result.total);
  drawList(desk, result, cards, titles);
  hold(result.urgent?.level === "emergency" && desk.anyway !== question.words);
  if (unknown) part("search").elements.near.setAttribute("aria-invalid", "true");
  else part("search").elements.near.removeAttribute("aria-invalid");
}

/** In an emergency the list waits until it is asked for. */
function hold(held) {
  show("held", held);
  show("answer", !held);
  if (held) show("to-list", false);
}

function drawUrgent(urgent) {
  const box = part("urgent");
  box.replaceChildren();
  if (!urgent) return;
  const { element, slots } = copyOf(`urgent-${urgent.level}`);
  fillSlots(slots, { message: urgent.message, because: urgent.because.length ? `Because you wrote ${quoteAll(urgent.because)}.` : "" });
  box.append(element);
}

/** Filters and a place read from the words, each with its way off. */
function drawChips(desk, result, titles) {
  const { question } = desk;
  const chips = removals(question, result).map(([facet, value, change]) => {
    const read = result.found.some(([name, one]) => name === facet && one === value) ? ", read from your words" : "";
    return drawChip(`${titles.get(`${facet}=${value}`) ?? value}${read}`, () => (change ? ask(desk, change, "search") : editWords()));
  });
  if (result.place && !question.near && result.placeWords) {
    const words = textWithout(question.words, result.placeWords);
    chips.push(drawChip(`near ${placeName(result.place)}, read from your words`, () => (words === null ? editWords() : ask(desk, { words }, "search"))));
  }
  part("chips").replaceChildren(...chips);
  show("chips", chips.length > 0);
}

function editWords() {
  part("q").focus();
  part("q").select();
}

function drawNotes(desk, result) {
  const { question } = desk;
  const lines = [];
  if (result.corrected.length) {
    const kept = [...question.kept, ...result.corrected.map(([typed]) => typed)];
    lines.push(drawLine(correctedLine(result.corrected), "Search for exactly what I typed", () => ask(desk, { kept }, "search")));
  }
  if (question.kept.length) {
    lines.push(drawLine(`${quoteAll(question.kept)} left exactly as typed.`, "Correct my spelling", () => ask(desk, { kept: [] }, "search")));
  }
  if (result.ignored.length) lines.push(drawLine(`Not used in this search: ${quoteAll(result.ignored)}.`));
  if (question.without.length) {
    const names = question.without.map((slug) => desk.names.get(slug) ?? slug.replaceAll("-", " "));
    lines.push(drawLine(`You said it is not ${quoteAll(names)}.`, "Take that back", () => ask(desk, { without: [] }, "search")));
  }
  if (result.place && !question.near && question.within === null && !result.named.length && result.need) {
    lines.push(drawLine(`We look within ${RADIUS} miles of ${placeName(result.place)} unless you choose another distance.`));
  }
  part("notes").replaceChildren(...lines);
  show("notes", lines.length > 0);
}

function drawConditions(desk, result) {
  const { question, root } = desk;
  for (const { slug, title } of result.conditions) desk.names.set(slug, title);
  const chosen = result.need?.kind === "condition" ? result.need.slug : "";
  const first = result.conditions.slice(0, MOST_CONDITIONS);
  const shown = first.some(({ slug }) => slug === chosen) || !chosen ? first : [...result.conditions.filter(({ slug }) => slug === chosen), ...first].slice(0, MOST_CONDITIONS);
  const drawn = shown.map((condition) => {
    const { slug } = condition;
    const reject = () => ask(desk, { without: [...new Set([...question.without, slug])], condition: question.condition === slug ? "" : question.condition }, "search");
    return drawCondition(condition, slug === chosen, root, () => ask(desk, { condition: slug }, "list"), reject);
  });
  const leading = Math.max(0, shown.findIndex(({ slug }) => slug === chosen));
  part("condition-list").replaceChildren(...drawn.slice(leading, leading + 1));
  part("other-list").replaceChildren(...drawn.filter((_, n) => n !== leading));
  part("other-conditions").open = matchMedia(WIDE).matches;
  show("other-conditions", drawn.length > 1);
  part("list-for").textContent = result.total && result.need?.title ? `The list is for ${result.need.title}.` : "";
  show("conditions", shown.length > 0);
}

function drawEmpty(desk, result, ways, empty) {
  const { question } = desk;
  const buttons = ways.map(({ text, label, change }) => drawLine(text, label, () => ask(desk, change, "search")));
  if (placeIsUnknown(question, result)) buttons.push(drawLine("Or leave the place out.", "Search everywhere", () => ask(desk, { near: "" }, "search")));
  else if (empty && question.filters.size) buttons.push(drawLine("Or start again from everybody.", "Clear all filters", () => ask(desk, { filters: new Map() }, "search")));
  part("empty-text").textContent = empty ? emptyLine(question, result, desk.noun) : "";
  part("empty-acts").replaceChildren(...buttons);
  show("empty", empty);
  show("examples", empty && !result.need);
  show("browse", empty);
  show("list", !empty);
  show("to-list", !empty && result.conditions.length > 0);
}

function drawList(desk, result, cards) {
  const title = result.need?.title;
  const plural = desk.noun[0].toUpperCase() + desk.noun.slice(1) + (result.total === 1 ? "" : "s");
  part("list-heading").textContent = title && !result.named.length ? `${plural} for ${title}` : plural;
  part("results").replaceChildren(...cards.map((card) => drawCard(card, result.place, desk.root)));
  drawMore(result.total, cards.length);
  const number = [...result.filters.values()].flat().length;
  part("filter-count").textContent = number ? `(${number})` : "";
  part("facets").replaceChildren();
  part("filter-box").open = false;
  part("sort").parentElement.hidden = result.total < 2;
  part("sort").querySelector("[value=nearest]").hidden = !result.place;
}

function drawMore(total, shown) {
  part("more").hidden = shown >= total;
  part("more").textContent = `Show ${Math.min(PAGE, total - shown)} more of ${grouped(total)}`;
}

function lookAt(heading, still) {
  heading.focus({ preventScroll: true });
  if (!still) heading.scrollIntoView({ block: "start" });
}

/** Focus, and with it the eyes: the urgent card before all else, then what was asked for. */
function moveFocus(result, focus) {
  const y = history.state?.y;
  const heading = part("urgent").querySelector("h2") ?? part(focus === "list" && !part("list").hidden ? "list-heading" : "results-heading");
  if (focus !== "stay") lookAt(heading, y !== undefined);
  if (y === undefined) return;
  scrollTo({ top: y, behavior: "instant" });
  history.replaceState(null, "");
}

/** The next ten are below the others; the address remembers how many, and the first new one has the focus. */
async function showMore(desk) {
  const { turn, question, result, root } = desk;
  const shown = part("results").children.length;
  desk.again = () => showMore(desk);
  try {
    const cards = await result.page(shown, PAGE);
    if (turn !== desk.turn) return;
    part("results").append(...cards.map((card) => drawCard(card, result.place, root)));
    desk.question = { ...question, shown: shown + PAGE };
    history.replaceState(history.state, "", `#${writeQuestion(desk.question)}`);
    drawMore(result.total, shown + cards.length);
    part("results").children[shown]?.querySelector("a").focus();
  } catch {
    if (turn === desk.turn) showFailure();
  }
}

/** The choices are fetched when the box is opened. */
async function fillFacets(desk) {
  const { turn, result } = desk;
  if (!part("filter-box").open || part("facets").childElementCount) return;
  try {
    const facets = await result.facets();
    if (turn === desk.turn) part("facets").replaceChildren(...facets.map(drawFacet).filter(Boolean));
  } catch {
    if (turn === desk.turn) showFailure();
  }
}

/** The boxes that are ticked, as filters; what the words ask for already needs no filter. */
function tickedFilters(result) {
  const filters = new Map();
  for (const { name, value } of part("filters").querySelectorAll("input:checked")) {
    if (!result.found.some(([facet, one]) => facet === name && one === value)) filters.set(name, [...(filters.get(name) ?? []), value]);
  }
  return filters;
}

/** Words without the wishes in them whose boxes are not ticked any more. */
function tickedWords(question, result) {
  const gone = result.found.filter(([facet, value]) => !part("filters").querySelector(`input[name="${CSS.escape(facet)}"][value="${CSS.escape(value)}"]:checked`));
  return gone.reduce((words, [, value]) => textWithout(words, value) ?? words, question.words);
}

function submitSearch(desk) {
  const { q, near, within } = part("search").elements;
  const words = q.value.trim();
  const place = { near: near.value.trim(), within: readRadius(within.value) };
  const fresh = { words, condition: "", without: [], kept: [], filters: new Map() };
  ask(desk, words === desk.question.words ? place : { ...fresh, ...place }, "search");
}

function listen(desk) {
  const on = (id, type, act) => part(id).addEventListener(type, (event) => {
    if (type === "submit") event.preventDefault();
    act();
  });
  on("search", "submit", () => submitSearch(desk));
  part("q").addEventListener("focus", () => desk.store.language([], new Set()).catch(() => {}), { once: true });  // ready before the first word is typed
  on("filters", "submit", () => ask(desk, { filters: tickedFilters(desk.result), words: tickedWords(desk.question, desk.result) }, "list"));
  on("clear-filters", "click", () => ask(desk, { filters: new Map() }, "list"));
  on("filter-box", "toggle", () => fillFacets(desk));
  on("sort", "change", () => ask(desk, { sort: part("sort").value }, "stay"));
  on("more", "click", () => showMore(desk));
  on("to-list", "click", () => lookAt(part("list-heading")));
  on("anyway", "click", () => {
    desk.anyway = desk.question.words;
    hold(false);
    lookAt(part("list-heading"));
  });
  on("retry", "click", () => desk.again());
  addEventListener("pagehide", keepScroll);
  document.addEventListener("click", ({ target }) => target.closest?.("a") && keepScroll());
  addEventListener("hashchange", () => {
    const target = location.hash.slice(1);
    if (target && !target.includes("=") && part(target)) history.replaceState(null, "", `#${writeQuestion(desk.question)}`);
    else respond(desk);
  });
}

function startFinder(finder) {
  const { manifest, alarm, root, noun } = finder.dataset;
  const [visit] = performance.getEntriesByType("navigation");
  const desk = { store: openSearch(manifest, alarm), root, noun, title: document.title, turn: 0, names: new Map(), focus: visit?.type === "reload" ? "stay" : "search", question: readQuestion("") };
  history.scrollRestoration = "manual";
  finder.hidden = false;
  listen(desk);
  desk.store.core().catch(() => {}); // the page has asked for it already
  respond(desk);
}

startFinder(part("finder"));
