// The surgeons of a list, in order, with what their cards need; fetches only those parts of the list that the question can mean.
import { linesOf, reasonsOf, scoreOf } from "./fit.js";
import { wholeMiles } from "./places.js";
import { readCard } from "./store.js";

const WITHIN = 100;
const FAR = 99999;

/** The list of a question that is not about surgeons. */
export function emptyList() {
  return { total: 0, page: async () => [], facets: async () => [], titles: async () => new Map(), numbers: async () => [] };
}

/** Numbers that stand as one text a digit, the last digit first: base 91, a letter a digit, without " and \\. */
function readDigits(texts) {
  const digit = (letter) => letter.charCodeAt(0) - (letter > "\\" ? 36 : 35);
  return [...texts[0]].map((_, n) => texts.reduceRight((sum, text) => sum * 91 + digit(text[n]), 0));
}

/** The values of a facet row by row, each a set of numbers of values. */
function readSets([sets, numbers]) {
  return readDigits(numbers).map((number) => sets[number]);
}

/** The points of a block, and for each row those of its offices. */
function readSpots(columns) {
  let latitude = columns.south;
  const longitudes = readDigits(columns.lon);
  const points = readDigits(columns.lat).map((step, n) => {
    latitude += step;
    return { latitude, longitude: columns.west + longitudes[n] };
  });
  const at = readDigits(columns.at);
  let from = 0;
  return readDigits(columns.offices).map((offices) => at.slice(from, (from += offices)).map((n) => points[n]));
}

/** Columns as rows; points and slugs only where the columns have them. */
function readRows(columns, year) {
  const [focus, cases, since, kind] = ["focus", "cases", "since", "kind"].map((name) => readDigits(columns[name]));
  const spots = columns.at ? readSpots(columns) : [];
  const steps = columns.slug ? readDigits(columns.slug) : [];
  let slug = 0;
  return readDigits(columns.n).map((number, n) => {
    slug += steps[n];
    return {
      number: columns.base + number,
      slug,
      focus: focus[n],
      about: columns.about[columns.about.length > 1 ? n : 0],
      cases: cases[n] - 2,
      years: Math.max(0, year - columns.oldest - since[n]),
      since: columns.oldest + since[n],
      kind: columns.kinds[kind[n]],
      points: spots[n],
    };
  });
}

/**
 * Whether a block with these bounds can hold a point within so many miles. Never too strict: half a chord is at most half an arc,
 * no parallel in reach is shorter than the one nearest to a pole, and an earth of 3,900 miles is too small.
 */
function canMatter([south, north, west, east], { latitude, longitude }, within) {
  const radians = (units) => (units / 10000) * (Math.PI / 180);
  const away = (at, low, high) => (at >= low && at <= high ? 0 : Math.min(...[low, high].map((end) => Math.sin(radians(Math.abs(at - end)) / 2))));
  const shortest = (at) => Math.cos(radians(Math.min(900000, Math.abs(at))));
  const parallels = shortest(latitude) * Math.min(shortest(south), shortest(north));
  return 2 * 3900 * Math.sqrt(away(latitude, south, north) ** 2 + parallels * away(longitude, west, east) ** 2) <= within + 1;
}

/** Lists are numbered: anyone first, then the entries in their order. */
function numberOfList(entries, need) {
  return need.kind === "any" ? 0 : 1 + entries.findIndex((entry) => entry.kind === need.kind && entry.slug === need.slug);
}

/** The list of those who serve a need: {total, numbers, page, facets, titles}; all but the total are fetched when they are asked for. */
export async function listFor(store, core, entries, { need, place, filters, named, weighting, sort, within }) {
  const measured = place || named.length || sort !== "best";
  const number = named.length ? 0 : numberOfList(entries, need);
  const [head, allowed] = await Promise.all([measured ? store.near(number) : store.list(number), allowedValues(store, core, filters)]);
  const list = { store, core, head, weighting, allowed, place, wanted: named, sort, within: within ?? WITHIN };
  const { total, rowsFrom, valuesOf } = measured ? await measuredList(list) : await rankedList(list);
  const topCards = new Map(measured ? [] : readRows(head.rows, core.fit.year).map((row, n) => [row.number, head.cards[n]]));
  const everyFacet = async () => Promise.all(core.facets.map(([name]) => store.facet(name)));
  return {
    total,
    numbers: rowsFrom,
    page: async (first, count) => Promise.all((await rowsFrom(first, count)).map(async (row) => {
      const card = readCard(core, topCards.get(row.number) ?? (await store.card(row.number)));
      const condition = row.about >= 0 ? entries[row.about].title : "";
      return { ...card, ...linesOf(core.fit, row, card), score: row.score, miles: row.miles, reasons: reasonsOf(core.fit, row, card, condition, weighting) };
    })),
    facets: async () => facetsOf(core, await everyFacet(), filters, await valuesOf(), allowed),
    titles: async () => titlesOf(core, filters, await Promise.all(core.facets.map(([name]) => (filters.has(name) ? store.facet(name) : [])))),
  };
}

/** The numbers of the values that each filtered facet allows: facet -> Set. A filter that no facet has is none. */
async function allowedValues(store, core, filters) {
  const found = core.facets.map(async ([name], facet) => {
    const values = filters.get(name);
    if (!values?.length) return [];
    const pairs = await store.facet(name);
    return [[facet, new Set(pairs.flatMap(([value], number) => (values.includes(value) ? [number] : [])))]];
  });
  return new Map((await Promise.all(found)).flat());
}

/** Whether the values of a row, facet by facet, are allowed. */
function passes(values, allowed, except) {
  for (const [facet, numbers] of allowed) if (facet !== except && !values[facet].some((value) => numbers.has(value))) return false;
  return true;
}

/** A list by fit alone: the rows stand in the files in that order, and a filter needs but its own column. */
async function rankedList({ store, core, head, weighting, allowed }) {
  const columns = async (facets) => Promise.all(facets.map(async (facet) => readSets(await store.rows(head, `${weighting}-${core.facets[facet][0]}`))));
  const facets = [...allowed.keys()];
  const asked = await columns(facets);
  const ranks = [];
  for (let rank = 0; rank < head.total; rank += 1) {
    if (facets.every((facet, n) => asked[n][rank].some((value) => allowed.get(facet).has(value)))) ranks.push(rank);
  }
  const scored = (row) => ({ ...row, miles: null, score: scoreOf(core.fit, row, weighting) });

  async function rowsFrom(first, count) {
    const best = head.top[weighting];
    const top = readRows(head.rows, core.fit.year);
    return Promise.all(ranks.slice(first, first + count).map(async (rank) => {
      if (rank < best.length) return scored(top.find((row) => row.number === best[rank]));
      return scored(readRows(await store.rows(head, `${weighting}-${Math.floor(rank / head.size)}`), core.fit.year)[rank % head.size]);
    }));
  }

  async function valuesOf() {
    const all = await columns(core.facets.map((_, facet) => facet));
    return Array.from({ length: head.total }, (_, rank) => all.map((values) => values[rank]));
  }
  return { total: ranks.length, rowsFrom, valuesOf };
}

/** A list by distance, by name, by years, or of those who were named: every row that can matter is read and put in order. */
async function measuredList(list) {
  const { store, core, head, weighting, allowed, place, wanted, sort, within } = list;
  const near = place && within && !wanted.length;
  const numbers = new Set(wanted.map((one) => one.number));
  const blocks = new Set(wanted.map((one) => one.block));
  const chunks = [...head.bounds.keys()].filter((n) => (wanted.length ? blocks.has(n) : !near || canMatter(head.bounds[n], place.point, within)));

  async function reach(withValues) {
    const read = async (n) => {
      const [columns, values] = await Promise.all([store.rows(head, `near-${n}`), withValues ? store.rows(head, `values-${n}`) : []]);
      const sets = values.map(readSets);
      return readRows(columns, core.fit.year).map((row, at) => ({ ...row, values: sets.map((each) => each[at]) }));
    };
    const rows = (await Promise.all(chunks.map(read))).flat().filter((row) => !numbers.size || numbers.has(row.number));
    const miles = (row) => (place && row.points.length ? Math.min(...row.points.map((point) => wholeMiles(place.point, point))) : null);
    const told = rows.map((row) => ({ ...row, miles: miles(row), score: scoreOf(core.fit, row, weighting) }));
    return told.filter((row) => !near || (row.miles !== null && row.miles <= within));
  }

  const names = sort === "name" ? await store.order() : null;
  const ordered = (await reach(allowed.size > 0)).filter((row) => passes(row.values, allowed)).sort((a, b) => compareRows(sort, names, a, b));
  return { total: ordered.length, rowsFrom: async (first, count) => ordered.slice(first, first + count), valuesOf: async () => (await reach(true)).map((row) => row.values) };
}

function compareRows(sort, names, a, b) {
  const far = (row) => row.miles ?? FAR;
  const keys = {
    nearest: (row) => [far(row), -row.score, row.slug],
    experience: (row) => [row.since, -row.score, row.slug],
    name: (row) => [names[row.number]],
  };
  const key = keys[sort] ?? ((row) => [-row.score, far(row), row.slug]);
  const left = key(a);
  const right = key(b);
  for (let n = 0; n < left.length; n += 1) if (left[n] !== right[n]) return left[n] - right[n];
  return 0;
}

function titlesOf(core, filters, pairs) {
  return new Map(core.facets.flatMap(([name], facet) => pairs[facet].filter(([value]) => filters.get(name).includes(value)).map(([value, title]) => [`${name}=${value}`, title])));
}

/** Every facet with the counts its choices would give under the place and the other filters; `rows`: the values of each row. */
function facetsOf(core, pairs, filters, rows, allowed) {
  return core.facets.map(([name, title], facet) => {
    const counts = new Map();
    for (const values of rows) if (passes(values, allowed, facet)) for (const value of values[facet]) counts.set(value, (counts.get(value) ?? 0) + 1);
    const chosen = filters.get(name) ?? [];
    const choices = pairs[facet].map(([value, label], number) => ({ value, title: label, count: counts.get(number) ?? 0, chosen: chosen.includes(value) }));
    return { name, title, choices: choices.filter((choice) => choice.count || choice.chosen) };
  });
}
