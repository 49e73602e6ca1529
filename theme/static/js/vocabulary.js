// The exported vocabulary made ready, and the grammar of a sentence; twin of vocabulary.py.
import { readFronted } from "./fronted.js";
import { readTable, spotted, terms } from "./text.js";

export const NAME = 0;
export const SYMPTOM = 1;
export const NOT_THIS = 2;
const REACH_OF_DENIAL = 5;

function wordSet(text) {
  return new Set(text ? text.split(" ") : []);
}

/** The title that most entries have: their slug as words. */
function titleOf(slug) {
  return slug[0].toUpperCase() + slug.slice(1).replaceAll("-", " ");
}

/** The vocabulary of the core file and of those files of the language that were fetched. */
export function readVocabulary(core, shards) {
  const names = core.terms.split(" ");
  const regionNames = core.regionnames;
  const table = (name) => readTable(core[name], ...shards.map((shard) => shard[name]).filter(Boolean));
  const vocabulary = {
    entries: core.entries.map(([kind, slug, title, regions, common, linked]) => ({ kind: kind ? "procedure" : "condition", slug, title: title || titleOf(slug), regions: regions.map((n) => regionNames[n]), common, linked })),
    phrases: readPhrases(core.phrases, names),
    grammar: { rewrites: table("same"), filler: new Set(readFronted(core.filler)), negation: table("negation"), turning: wordSet(core.turning), undenied: table("undenied") },
    near: new Map(core.near.map(([term, ...others]) => [names[term], others.map((n) => names[n])])),
    general: new Set(core.general.map((n) => names[n])),
    regions: new Map(core.regions.map(([term, region]) => [names[term], regionNames[region]])),
    levels: new Map(Object.entries(core.levels).map(([letter, region]) => [letter, regionNames[region]])),
    everywhere: new Set(core.everywhere.map((n) => regionNames[n])),
    weights: new Map(names.map((term, n) => [term, core.weights[n]]).filter(([, weight]) => weight)),
    impacts: null,
    elsewhere: table("elsewhere"),
    second: table("second"),
    preferences: table("preferences"),
    asks: wordSet(core.asks),
    states: readStates(core.states),
    gate: { long: core.gate[0], opens: core.gate[1], ...readScale(core.gate.slice(2), names, shards.map((shard) => shard.gate)) },
    ours: readScale(core.ours, names, shards.map((shard) => shard.ours)),
    oursFacts: core.oursfacts,
    leanings: readLeanings(core.means, names, shards.map((shard) => shard.means)),
    alarms: shards.map((shard) => shard.alarms),
    english: new Set(shards.flatMap((shard) => readFronted(shard.english))),
    stems: null,
  };
  vocabulary.impacts = readImpacts(core.impacts, names, vocabulary.phrases);
  readPairs(core.others).forEach((pairs, n) => addImpacts(vocabulary.impacts.get(names[n]), pairs));
  for (const shard of shards) addShard(vocabulary, names, shard);
  vocabulary.stems = gatherStems(shards, names, vocabulary);
  return vocabulary;
}

/** States by each of their names: `AK alaska|NJ new_jersey`; the code in small letters is a name too. */
function readStates(text) {
  return new Map(text.split("|").flatMap((row) => {
    const [code, ...names] = row.split(" ");
    return [code.toLowerCase(), ...names.map((name) => name.replaceAll("_", " "))].map((name) => [name, code]);
  }));
}

function addImpacts(table, pairs) {
  for (const [entry, impact] of pairs) table.set(entry, impact);
}

/** A whole number of its letter: the lowest is "0", and the next ones follow in the order of Unicode. */
function numberOf(letter, step = 1, lowest = 0) {
  return lowest + step * (letter.charCodeAt(0) - 48);
}

/** Rows of pairs from their two texts: the firsts with a space between rows, and the seconds on end. */
function readPairs([firsts, seconds], step, lowest) {
  let at = 0;
  return firsts.split(" ").map((row) => [...row].map((letter) => [numberOf(letter), numberOf(seconds[at++], step, lowest)]));
}

/** A scale, {bias, weights}: a letter for each term of the core, pairs of terms side by side, and `-120,kidney,heart|90,12 7`: a weight before words side by side, or their numbers; `=10` is the word 10. */
function readScale([bias, step, lowest, letters, behind, rest], names, more) {
  const weights = new Map(names.map((term, n) => [term, numberOf(letters[n], step, lowest)]));
  readPairs(behind, step, lowest).forEach((pairs, n) => pairs.forEach(([other, weight]) => weights.set(`${names[n]} ${names[other]}`, weight)));
  for (const row of [rest, ...more].filter(Boolean).flatMap((text) => text.split("|"))) {
    const [weight, ...keys] = row.split(",");
    for (const key of keys) weights.set(key.split(" ").map((word) => (/^[0-9]+$/.test(word) ? names[word] : word.replace("=", ""))).join(" "), Number(weight));
  }
  return { bias, weights };
}

/** What whole texts lean to: a bias by entry, and by term the entries it speaks for or against. */
function readLeanings([step, lowest, biases, pairs, rest], names, more) {
  const rows = [[names.join(" "), ...pairs], rest, ...more].flatMap(([terms, ...texts]) => {
    const each = readPairs(texts, step, lowest);
    return terms.split(" ").map((term, n) => [term, each[n]]);
  });
  return { biases: new Map(biases.flatMap((entry, n) => (n % 2 ? [] : [[entry, biases[n + 1]]]))), weights: new Map(rows.filter(([, each]) => each.length)) };
}

/** What a file of the language adds: rare terms, and the phrases that hold them. */
function addShard(vocabulary, names, shard) {
  const more = shard.terms ? shard.terms.split(" ") : [];
  more.forEach((term, n) => {
    if (shard.weights[n]) vocabulary.weights.set(term, shard.weights[n]);
  });
  readPairs(shard.impacts).forEach((pairs, n) => more[n] && vocabulary.impacts.set(more[n], new Map(pairs)));
  for (const phrase of readPhrases(shard.phrases, [...names, ...more], names.length)) vocabulary.phrases.push(phrase);
}

/** Phrases; those of their terms that stand in the list from `rare` on are rare. A phrase is a digit, how many terms of the one before it begins with, and letters. */
function readPhrases(text, names, rare = names.length) {
  const phrases = [];
  text.split(";").forEach((kinds, entry) => {
    kinds.split("/").forEach((rows, kind) => {
      let letters = [];
      for (const row of rows.match(/[0-9][^0-9]*/g) ?? []) {
        letters = [...letters.slice(0, Number(row[0])), ...(row.match(/-?[^-]/gs) ?? []).slice(1)];
        const numbers = letters.map((letter) => letter.charCodeAt(letter.length - 1) - 64);
        const terms = numbers.map((number, n) => (letters[n].length > 1 ? `!${names[number]}` : names[number]));
        phrases.push({ entry, kind, terms, rare: kind === NOT_THIS ? [] : terms.filter((_, n) => numbers[n] >= rare) });
      }
    });
  });
  return phrases;
}

/** Whoosh's impacts: term -> Map(entry -> impact); the entries of a term are those whose phrases say it. */
function readImpacts(text, names, phrases) {
  const said = new Map();
  for (const phrase of phrases) {
    if (phrase.kind === NOT_THIS) continue;
    for (const term of phrase.terms) {
      if (!said.has(term)) said.set(term, new Set());
      said.get(term).add(phrase.entry);
    }
  }
  const impacts = new Map();
  text.split(" ").forEach((row, n) => {
    const entries = row ? [...said.get(names[n])].sort((a, b) => a - b) : [];
    impacts.set(names[n], new Map(entries.map((entry, position) => [entry, row.charCodeAt(position) - 97])));
  });
  return impacts;
}

function gatherStems(shards, names, vocabulary) {
  const stems = new Set([...names, ...vocabulary.impacts.keys(), ...vocabulary.grammar.filler, ...vocabulary.grammar.turning, ...vocabulary.asks]);
  const tables = [vocabulary.grammar.rewrites, vocabulary.grammar.negation, vocabulary.grammar.undenied, vocabulary.elsewhere, vocabulary.second];
  for (const table of tables) for (const rows of table.values()) for (const [key] of rows) for (const part of key) stems.add(part);
  for (const stem of shards.flatMap((shard) => readFronted(shard.stems))) stems.add(stem);
  return stems;
}

/** Whether a term is a vertebral level such as l4 or l4-l5. */
export function isLevel(term) {
  return term.length > 1 && term[1] >= "0" && term[1] <= "9" && (term.length < 4 || term.includes("-"));
}

/** Of which tokens a table speaks. */
export function coveredBy(found, table) {
  const covered = new Set();
  for (const term of spotted(found, table)) for (let n = term.first; n <= term.last; n += 1) covered.add(n);
  return covered;
}

/** The places of the words that deny, without those in phrases that deny nothing. */
export function deniersOf(found, grammar) {
  const undenied = coveredBy(found, grammar.undenied);
  return new Set(terms(found, grammar.negation).filter((term) => term.term === "no" && !undenied.has(term.first)).map((term) => term.first));
}

/** The terms of a text, each marked as filler or denied. */
export function readTerms(found, grammar) {
  const deniers = deniersOf(found, grammar);
  const result = [];
  let reach = 0;
  let clause = -1;
  for (const term of terms(found, grammar.rewrites)) {
    if (term.clause !== clause || grammar.turning.has(term.term)) {
      reach = 0;
      clause = term.clause;
    }
    if (term.first === term.last && deniers.has(term.first)) {
      reach = REACH_OF_DENIAL;
      result.push({ term: term.term, first: term.first, last: term.last, denied: false, filler: true });
      continue;
    }
    const filler = grammar.filler.has(term.term);
    result.push({ term: term.term, first: term.first, last: term.last, denied: reach > 0 && !filler, filler });
    if (!filler) reach = Math.max(0, reach - 1);
  }
  return result;
}
