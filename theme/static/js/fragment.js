/* A question and its place in the address. It lives in the fragment, which no request carries; defaults are left out. */

export const RADIUS = 100;
export const PAGE = 10;
const SORTS = ["best", "nearest", "experience", "name"];
const OWN = ["q", "near", "within", "sort", "condition", "not", "typed", "shown"];
const MOST_SHOWN = 500;

/** The question a fragment asks, with `shown`: how many cards are on the page. */
export function readQuestion(fragment) {
  const fields = new URLSearchParams(fragment.replace(/^#/, ""));
  const text = (name) => (fields.get(name) ?? "").trim();
  const list = (name) => text(name).split(",").filter(Boolean);
  const filters = new Map();
  for (const name of fields.keys()) {
    const values = [...new Set(fields.getAll(name).filter(Boolean))];
    if (!OWN.includes(name) && values.length) filters.set(name, values);
  }
  return {
    words: text("q"), near: text("near"), within: readRadius(text("within")), filters,
    sort: SORTS.includes(text("sort")) ? text("sort") : SORTS[0],
    condition: text("condition"), without: list("not"), kept: list("typed"),
    shown: Math.max(PAGE, Math.min(MOST_SHOWN, Math.trunc(Number(text("shown"))) || PAGE)),
  };
}

/** Miles; 0 is any distance, null the usual one. */
export function readRadius(text) {
  if (text === "any") return 0;
  const miles = /^[0-9]{1,4}$/.test(text) ? Number(text) : RADIUS;
  return miles === RADIUS || miles === 0 ? null : miles;
}

/** The fragment of a question, without its #. */
export function writeQuestion(question) {
  const fields = new URLSearchParams();
  const put = (name, value, usual) => value && value !== usual && fields.set(name, value);
  put("q", question.words);
  put("near", question.near);
  put("within", question.within === null ? "" : question.within === 0 ? "any" : String(question.within));
  put("sort", question.sort, SORTS[0]);
  put("condition", question.condition);
  put("not", question.without.join(","));
  put("typed", question.kept.join(","));
  put("shown", String(question.shown), String(PAGE));
  for (const [name, values] of question.filters) for (const value of values) fields.append(name, value);
  return fields.toString();
}

/** Whether nothing is asked at all. */
export function asksNothing(question) {
  return !(question.words || question.near || question.condition || question.filters.size);
}

/** Filters without one value. */
export function filtersWithout(filters, facet, value) {
  const others = [...filters].map(([name, values]) => [name, name === facet ? values.filter((one) => one !== value) : values]);
  return new Map(others.filter(([, values]) => values.length));
}

const LEADING = new Set(["in", "near", "around", "from", "by", "close", "to", "at", "outside", "en", "cerca", "de", "of"]);
const plain = (word) => word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** The text without the words in `dropped` and without the "near" or "in" that led to them; null when they do not stand there. */
export function textWithout(text, dropped) {
  const spans = [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((found) => ({ word: plain(found[0]), from: found.index, to: found.index + found[0].length }));
  const wanted = [...plain(dropped).matchAll(/[\p{L}\p{N}]+/gu)].map((found) => found[0]);
  let first = spans.findIndex((_, start) => wanted.length && wanted.every((word, step) => spans[start + step]?.word === word));
  if (first < 0) return null;
  const last = first + wanted.length - 1;
  while (first > 0 && LEADING.has(spans[first - 1].word)) first -= 1;
  return `${text.slice(0, spans[first].from)} ${text.slice(spans[last].to)}`.replace(/\s+/g, " ").replace(/^[\s,;.]+|[\s,;]+$/g, "");
}
