// A patient's words to surgeons, with every reason; twin of match.py. Fetches only what the question needs.
import { openLanguage } from "./language.js";
import { emptyList, listFor } from "./lists.js";
import { cityWords, findPlace } from "./places.js";
import { respell } from "./spelling.js";
import { openStore } from "./store.js";
import { isAlpha, stems, tokens } from "./text.js";
import { CLOSE, understand } from "./understand.js";
import { deniersOf } from "./vocabulary.js";
import { findWishes, mayBeMisspelled, nameStarts, nearlyNamed, placeStarts, strangeWords } from "./wishes.js";

const SHARE = 55;
const SHARED = 6;

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
  const { names, gazetteer } = await lookUp(store, found, first, question.near, kept);
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
    need ? listFor(store, core, vocabulary.entries, { need, place, filters, named: wishes.surgeons, weighting, sort: question.sort, within: question.within }) : emptyList(),
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
async function lookUp(store, found, { vocabulary, lexicon }, near, kept) {
  const strange = strangeWords(found, lexicon);
  const zips = new Set();
  const cities = new Set();
  for (const token of found) if (/^[0-9]{5}$/.test(token.word)) zips.add(token.word.slice(0, 3));
  for (const number of placeStarts(found, lexicon, strange, vocabulary.states)) cities.add(cityWords([found[number].stem])[0].slice(0, 2));
  const [first] = stems(near);
  if (/^[0-9]{5}$/.test(first ?? "")) zips.add(first.slice(0, 3));
  else if (first) cities.add(cityWords([first])[0].slice(0, 2));
  const gazetteer = { zips: new Map(), cities: new Map() };
  const names = { family: new Map(), hospital: new Map() };
  const lost = new Set(respell(found, lexicon, kept).unknown);
  await Promise.all([
    ...[...zips].map(async (key) => readZips(await store.zips(key), gazetteer)),
    ...[...cities].map(async (key) => readCities(await store.cities(key), gazetteer)),
    ...nameStarts(found, lexicon).map((number) => lookUpName(store, found, number, lost, names)),
  ]);
  return { names, gazetteer };
}

/** The names that a token may mean, those of another spelling too. */
async function lookUpName(store, found, number, lost, names) {
  const { stem } = found[number];
  readNames(await store.names(stem), names);
  if (names.family.has(stem) || !mayBeMisspelled(found, number, lost)) return;
  const alike = nearlyNamed(stem, await store.namesAlike(stem[0]));
  if (alike) readNames(await store.names(alike), names);
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
