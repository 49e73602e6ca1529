// A patient's words to surgeons, with every reason; twin of match.py. Fetches only what the question needs.
import { linesOf, reasonsOf, scoreOf } from "./fit.js";
import { openLanguage } from "./language.js";
import { cityWords, findPlace, wholeMiles } from "./places.js";
import { openStore, readCard } from "./store.js";
import { isAlpha, stems, tokens } from "./text.js";
import { CLOSE, understand } from "./understand.js";
import { deniersOf } from "./vocabulary.js";
import { findWishes, nameStarts, placeStarts, strangeWords } from "./wishes.js";

const WITHIN = 100;
const SHARE = 55;
const SHARED = 6;
const FAR = 99999;

/** A store of the search files beside a manifest, with the language of its texts. */
export function openSearch(address, alarmScript) {
  const store = openStore(address, alarmScript);
  return { ...store, language: openLanguage(store) };
}

/** The answer to a question; see README, "How the search works". Rejects when a file could not be had. */
export async function answer(store, question) {
  const core = await store.core();
  const found = tokens(question.words);
  const kept = new Set(question.kept ?? []);
  const first = await store.language(found, kept);
  const { names, gazetteer } = await lookUp(store, found, first, question.near);
  const wishes = findWishes(found, first.vocabulary, first.lexicon, names, gazetteer, kept);
  const matcher = wishes.taken.size ? await store.language(found.filter((_, number) => !wishes.taken.has(number)), kept) : first;
  const { vocabulary } = matcher;
  const understood = understand(matcher, found, kept, wishes.taken);
  const conditions = conditionsOf(vocabulary, understood.meant, question.without ?? []);
  const need = needOf(vocabulary, question, understood, conditions, wishes);
  const near = stems(question.near);
  const place = near.length ? findPlace(question.near, gazetteer, vocabulary.states) : wishes.place;
  const filters = filtersOf(question, wishes);
  const weighting = understood.secondOpinion ? "second_opinion" : "usual";
  const [urgent, list] = await Promise.all([
    urgentOf(store, vocabulary, found, understood.spelled.tokens),
    need ? listFor(store, core, { need, place, filters, wishes, weighting, question }) : emptyList(),
  ]);
  return {
    corrected: understood.spelled.corrected,
    ignored: understood.ignored,
    urgent,
    conditions,
    need,
    place: place ? { name: place.name, state: place.state, latitude: place.point.latitude, longitude: place.point.longitude } : null,
    placeWords: near.length ? "" : wishes.placeWords,
    filters,
    found: wishes.filters,
    named: wishes.surgeons.map((row) => row.slug),
    secondOpinion: understood.secondOpinion,
    articles: articlesFor(core, vocabulary, conditions),
    ...list,
  };
}

/** The most serious sign in the words as typed or as understood; the alarms are fetched only for a story, or for words that danger is told with. */
async function urgentOf(store, { gate, grammar, alarms }, found, read) {
  const sum = [...new Set([...found, ...read].map((token) => token.stem))].reduce((all, stem) => all + (gate.weights.get(stem) ?? 0), gate.bias);
  if (gate.weights.size && found.length < gate.long && sum <= gate.opens) return null;
  const alarm = await store.alarm();
  return alarm(found, read, { turning: grammar.turning, filler: grammar.filler, deniersOf: (words) => deniersOf(words, grammar) }, alarms);
}

/** The names and places that the text and the place box can mean. */
async function lookUp(store, found, { vocabulary, lexicon }, near) {
  const strange = strangeWords(found, lexicon);
  const zips = new Set();
  const cities = new Set();
  const letters = new Set(nameStarts(found, lexicon).map((number) => found[number].stem[0]));
  for (const token of found) if (/^[0-9]{5}$/.test(token.word)) zips.add(token.word.slice(0, 3));
  for (const number of placeStarts(found, lexicon, strange, vocabulary.states)) cities.add(cityWords([found[number].stem])[0].slice(0, 2));
  const [first] = stems(near);
  if (/^[0-9]{5}$/.test(first ?? "")) zips.add(first.slice(0, 3));
  else if (first) cities.add(cityWords([first])[0].slice(0, 2));
  const gazetteer = { zips: new Map(), cities: new Map() };
  const names = { family: new Map(), hospital: new Map() };
  await Promise.all([
    ...[...zips].map(async (key) => readZips(await store.zips(key), gazetteer)),
    ...[...cities].map(async (key) => readCities(await store.cities(key), gazetteer)),
    ...[...letters].map(async (letter) => readNames(await store.names(letter), names)),
  ]);
  return { names, gazetteer };
}

function pointsOfColumns(latitudes, longitudes) {
  let latitude = 0;
  let longitude = 0;
  return latitudes.map((step, n) => {
    latitude += step;
    longitude += longitudes[n];
    return { latitude, longitude };
  });
}

function readZips(file, gazetteer) {
  if (!file) return;
  const [codes, names, states, latitudes, longitudes] = file;
  const points = pointsOfColumns(latitudes, longitudes);
  codes.forEach((code, n) => gazetteer.zips.set(code, { name: names[n], state: states[n], point: points[n], size: 1 }));
}

function readCities(file, gazetteer) {
  if (!file) return;
  const [keys, names, states, latitudes, longitudes, sizes] = file;
  const points = pointsOfColumns(latitudes, longitudes);
  keys.forEach((key, n) => {
    if (!gazetteer.cities.has(key)) gazetteer.cities.set(key, new Map());
    gazetteer.cities.get(key).set(states[n], { name: names[n], state: states[n], point: points[n], size: Math.abs(sizes[n]), plain: sizes[n] < 0 });
  });
}

function readNames(file, names) {
  if (!file) return;
  for (const [word, rows] of file.family) names.family.set(word, rows.map(([family, given, slug, number, block]) => ({ family: family.split(" "), given: given.split(" "), slug, number, block })));
  for (const [word, rows] of file.hospital) names.hospital.set(word, rows.map(([key, name]) => [key.split(" "), name]));
}

function conditionsOf(vocabulary, meant, without) {
  const scores = new Map();
  const because = new Map();
  for (const one of meant) {
    const entry = vocabulary.entries[one.entry];
    const shares = entry.kind === "condition" ? [[one.entry, 100]] : entry.linked.slice(0, SHARED - 1).map((number, n) => [number, SHARE - 10 * n]);
    for (const [number, perCent] of shares) {
      scores.set(number, (scores.get(number) ?? 0) + Math.floor((one.score * perCent) / 100));
      because.set(number, [...new Set([...(because.get(number) ?? []), ...one.because])]);
    }
  }
  const found = [...scores].map(([number, score]) => ({ slug: vocabulary.entries[number].slug, title: vocabulary.entries[number].title, score, because: because.get(number) }));
  const kept = found.filter((one) => !without.includes(one.slug)).sort((a, b) => b.score - a.score || (a.slug < b.slug ? -1 : 1));
  return kept.filter((one) => one.score * 100 >= kept[0].score * CLOSE);
}

function needOf(vocabulary, question, understood, conditions, wishes) {
  const entryOf = (kind, slug) => vocabulary.entries.find((entry) => entry.kind === kind && entry.slug === slug);
  const needFor = (entry) => ({ kind: entry.kind, slug: entry.slug, title: entry.title });
  const chosen = question.condition ? entryOf("condition", question.condition) : undefined;
  if (chosen) return needFor(chosen);
  const [first] = understood.meant;
  if (first && !(question.without ?? []).length && vocabulary.entries[first.entry].kind === "procedure") return needFor(vocabulary.entries[first.entry]);
  if (conditions.length) return needFor(entryOf("condition", conditions[0].slug));
  const asks = understood.spelled.tokens.some((token) => vocabulary.asks.has(token.stem));
  const filtered = [...question.filters.values()].some((values) => values.length);
  const wished = wishes.filters.length || wishes.place || wishes.surgeons.length || stems(question.near).length || filtered;
  return (wished || asks || understood.secondOpinion) && !understood.elsewhere.length ? { kind: "any", slug: "", title: "" } : null;
}

function filtersOf(question, wishes) {
  const merged = new Map([...question.filters].filter(([, values]) => values.length).map(([name, values]) => [name, [...values]]));
  for (const [facet, value] of wishes.filters) merged.set(facet, [...new Set([...(merged.get(facet) ?? []), value])]);
  return merged;
}

function articlesFor(core, vocabulary, conditions) {
  const asked = new Set(conditions.slice(0, 2).map((one) => vocabulary.entries.findIndex((entry) => entry.kind === "condition" && entry.slug === one.slug)));
  return core.articles.filter(([, , about]) => about.some((number) => asked.has(number))).slice(0, 3).map(([slug, title]) => ({ slug, title }));
}

function emptyList() {
  return { total: 0, page: async () => [], facets: async () => [], titles: async () => new Map(), numbers: async () => [] };
}

// Lists

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
function numberOfList(core, need) {
  const kind = need.kind === "procedure" ? 1 : 0;
  return need.kind === "any" ? 0 : 1 + core.entries.findIndex((entry) => entry[0] === kind && entry[1] === need.slug);
}

async function listFor(store, core, asked) {
  const { place, filters, wishes, weighting, question } = asked;
  const need = wishes.surgeons.length ? { kind: "any", slug: "" } : asked.need;
  const measured = place || wishes.surgeons.length || question.sort !== "best";
  const number = numberOfList(core, need);
  const [head, allowed] = await Promise.all([measured ? store.near(number) : store.list(number), allowedValues(store, core, filters)]);
  const list = { store, core, head, weighting, allowed, place, wanted: wishes.surgeons, sort: question.sort, within: question.within ?? WITHIN };
  const { total, rowsFrom, valuesOf } = measured ? await measuredList(list) : await rankedList(list);
  const topCards = new Map(measured ? [] : readRows(head.rows, core.fit.year).map((row, n) => [row.number, head.cards[n]]));
  const everyFacet = async () => Promise.all(core.facets.map(([name]) => store.facet(name)));
  return {
    total,
    numbers: rowsFrom,
    page: async (first, count) => Promise.all((await rowsFrom(first, count)).map(async (row) => {
      const card = readCard(core, topCards.get(row.number) ?? (await store.card(row.number)));
      const condition = row.about >= 0 ? core.entries[row.about][2] : "";
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
