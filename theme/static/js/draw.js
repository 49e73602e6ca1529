/* Parts of the page from its patterns: a <template> is cloned and its [data-slot] elements are filled with text, never with markup. */

import { distanceLine } from "./sentences.js";

const OPEN_REASONS = 3;
const MOST_CHOICES = 7;
const FIRST_CHOICES = 5;

export const part = (id) => document.getElementById(id);

/** A copy of a pattern, and its slots by name. */
export function copyOf(id) {
  const element = part(id).content.firstElementChild.cloneNode(true);
  return { element, slots: new Map([...element.querySelectorAll("[data-slot]")].map((slot) => [slot.dataset.slot, slot])) };
}

/** Texts are in their slots; an empty text takes its slot away. */
export function fillSlots(slots, texts) {
  for (const [name, text] of Object.entries(texts)) {
    const slot = slots.get(name);
    if (text === "") slot.remove();
    else slot.textContent = text;
  }
}

/** A surgeon's card, the same as the build writes. */
export function drawCard(card, place, root) {
  const { element, slots } = copyOf("card");
  element.dataset.surgeon = card.slug;
  drawPortrait(slots.get("portrait"), card, root);
  fillSlots(slots, {
    name: card.name, credentials: card.credentials, person: card.person, place: place ? `${card.place} ·` : card.place, distance: distanceLine(card.miles ?? null, place),
    board: card.board, years: card.years, accepting: card.accepting, second: card.secondOpinion, languages: `Speaks ${card.languages}`, overdue: card.overdue,
    phone: `Call ${card.office}, ${card.phone}`, "keep-name": `: ${card.name}`,
  });
  slots.get("accepting").classList.add(card.acceptingCode);
  slots.get("name").href = `${root}surgeons/${card.slug}/`;
  slots.get("phone").href = card.phoneHref;
  Object.assign(element.querySelector("[data-keep]").dataset, { keep: card.slug, name: card.name });
  if (typeof card.score === "number") drawWhy(element, slots, card);
  else {
    delete element.dataset.score;
    element.classList.add("plain");
    slots.get("why").remove();
  }
  return element;
}

/** A photo where there is one, else the monogram. */
export function drawPortrait(slot, card, root) {
  if (!card.photo) {
    slot.textContent = card.initials;
    slot.classList.add(`tint-${card.tint}`);
    return;
  }
  const image = document.createElement("img");
  Object.assign(image, { className: slot.className, src: root + card.photo, alt: card.photoAlt, width: 64, height: 64, loading: "lazy", decoding: "async" });
  slot.replaceWith(image);
}

function drawWhy(element, slots, card) {
  element.dataset.score = card.score;
  slots.get("score").textContent = card.score;
  slots.get("bar").append(...drawBar(card.reasons));
  slots.get("reasons").append(...card.reasons.slice(0, OPEN_REASONS).map(drawReason));
  const rest = card.reasons.slice(OPEN_REASONS);
  if (!rest.length) return slots.get("rest").remove();
  slots.get("rest-label").textContent = `${rest.length} more reason${rest.length === 1 ? "" : "s"}`;
  slots.get("more-reasons").append(...rest.map(drawReason));
}

function drawReason(reason) {
  const { element, slots } = copyOf("reason");
  element.dataset.part = reason.part;
  fillSlots(slots, { title: reason.title, text: reason.text, points: `${reason.points} of ${reason.most}` });
  return element;
}

/** One slot a part, as wide as its most points, filled as far as its points go. */
function drawBar(reasons) {
  let x = 0;
  return reasons.flatMap(({ points, most }) => {
    const [slot, fill] = copyOf("segment").element.children;
    for (const [rect, width] of [[slot, most - 0.6], [fill, points < most ? points : most - 0.6]]) {
      rect.setAttribute("x", x);
      rect.setAttribute("width", width);
    }
    x += most;
    return [slot, fill];
  });
}

/** A line with a button behind it, or without one. */
export function drawLine(text, label, act) {
  const { element, slots } = copyOf("note-line");
  fillSlots(slots, { text, undo: label ?? "" });
  if (label) slots.get("undo").addEventListener("click", act);
  return element;
}

/** A removable chip. */
export function drawChip(label, act) {
  const { element, slots } = copyOf("chip");
  slots.get("label").textContent = label;
  element.firstElementChild.addEventListener("click", act);
  return element;
}

/** A link to a page, with a note. */
export function drawLink(title, address, note) {
  const { element, slots } = copyOf("article-link");
  fillSlots(slots, { title, note });
  slots.get("title").href = address;
  return element;
}

/** The choices of one facet; those that lead nowhere are left out. Null when none is left. */
export function drawFacet(facet) {
  const choices = facet.choices.filter(({ count, chosen }) => count || chosen);
  if (!choices.length) return null;
  const { element, slots } = copyOf("facet");
  slots.get("title").textContent = facet.title;
  const first = choices.length > MOST_CHOICES ? commonest(choices) : choices;
  const rest = choices.filter((choice) => !first.includes(choice));
  slots.get("choices").append(...first.map((choice) => drawChoice(facet.name, choice)));
  slots.get("more-choices").append(...rest.map((choice) => drawChoice(facet.name, choice)));
  fillSlots(slots, { "rest-label": `${rest.length} more`, "rest-title": `: ${facet.title}` });
  if (!rest.length) slots.get("rest").remove();
  return element;
}

/** The chosen and the most frequent, in their order. */
function commonest(choices) {
  const byCount = [...choices].sort((a, b) => b.chosen - a.chosen || b.count - a.count);
  const least = new Set(byCount.slice(0, FIRST_CHOICES));
  return choices.filter((choice) => choice.chosen || least.has(choice));
}

function drawChoice(name, { value, title, count, chosen }) {
  const { element, slots } = copyOf("choice");
  fillSlots(slots, { label: title, count: String(count) });
  Object.assign(element.querySelector("input"), { name, value, checked: chosen });
  return element;
}

/** A condition the words may mean; `current` when the list is for it. */
export function drawCondition(condition, current, root, choose, reject) {
  const { element, slots } = copyOf("suggestion");
  const { slug, title, because } = condition;
  element.dataset.condition = slug;
  fillSlots(slots, {
    title, because: because.length ? `because of ${because.map((word) => `“${word}”`).join(", ")}` : "",
    "what-name": ` ${title}`, "choose-name": `: list for ${title}`, "not-name": `: ${title}`,
  });
  slots.get("what").href = `${root}conditions/${slug}/`;
  slots.get(current ? "choose" : "current").remove();
  if (current) element.setAttribute("aria-current", "true");
  else slots.get("choose").addEventListener("click", choose);
  slots.get("not").addEventListener("click", reject);
  return element;
}
