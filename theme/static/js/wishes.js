// Places, people and preferences in a text; twin of wishes.py.
import { cityOf, cityWords } from "./places.js";
import { distance, isBefore, isKnown, respell } from "./spelling.js";
import { isAlpha, spotted } from "./text.js";

const BEFORE_PLACE = new Set(["in", "near", "around", "from", "by", "close", "to", "at", "outside", "en", "cerca", "de"]);
const BEFORE_NAME = new Set(["dr", "doctor", "doc", "dra", "surgeon", "mr", "ms", "mrs"]);
const CALLINGS = new Set(["doctor", "doc", "surgeon"]);
const AMBIGUOUS = new Set(["in", "or", "me", "hi", "ok", "oh", "id", "la", "de", "al", "ma", "co", "mi", "pa", "so"]);
const SHORT = 8;
const WHOLE_NAME = 3;
const BIG_CITY = 8;

export function strangeWords(found, lexicon) {
  return new Set(found.filter((token) => !isKnown(token.word, lexicon)).map((token) => token.word));
}

/** The tokens at which a city may begin. */
export function placeStarts(found, lexicon, strange, states) {
  const unknown = (number) => number < found.length && isAlpha(found[number].word) && !lexicon.stems.has(found[number].stem);
  const starts = [];
  for (let number = 0; number < found.length; number += 1) {
    const after = number > 0 && BEFORE_PLACE.has(found[number - 1].word);
    const nearStrange = [number, number + 1].some((n) => n < found.length && strange.has(found[n].word));
    const stateFollows = [number + 1, number + 2, number + 3].some((n) => n < found.length && states.has(found[n].stem) && !AMBIGUOUS.has(found[n].stem));
    const odd = unknown(number) || unknown(number + 1);
    if (isAlpha(found[number].word) && ((odd && (after || (nearStrange && found.length <= SHORT))) || (stateFollows && (after || odd)))) starts.push(number);
  }
  return starts;
}

/** The tokens that may be a name. */
export function nameStarts(found, lexicon) {
  const strange = strangeWords(found, lexicon);
  const starts = [];
  found.forEach((token, number) => {
    const before = number > 0 ? found[number - 1].word : "";
    const called = BEFORE_NAME.has(before) && (!CALLINGS.has(before) || !lexicon.stems.has(token.stem));
    const alone = (strange.has(token.word) && found.length <= SHORT) || (!lexicon.stems.has(token.stem) && found.length <= WHOLE_NAME);
    if (token.word.length >= 3 && isAlpha(token.word) && (called || alone)) starts.push(number);
  });
  return starts;
}

function nameOf(words) {
  return cityWords(words.map((token) => token.stem)).join(" ");
}

function placeIn(found, lexicon, strange, gazetteer, states) {
  for (let number = 0; number < found.length; number += 1) {
    const { word } = found[number];
    if (word.length === 5 && gazetteer.zips.has(word)) return [gazetteer.zips.get(word), new Set([number])];
  }
  for (const number of placeStarts(found, lexicon, strange, states)) {
    for (const size of [3, 2, 1]) {
      const place = cityAt(found, number, size, lexicon, gazetteer, states);
      if (place) return place;
    }
  }
  return [null, new Set()];
}

function range(first, end) {
  return Array.from({ length: end - first }, (_, n) => first + n);
}

function cityAt(found, number, size, lexicon, gazetteer, states) {
  const words = found.slice(number, number + size);
  if (words.length < size || words.at(-1).sentence !== words[0].sentence) return null;
  const name = nameOf(words);
  if (!gazetteer.cities.has(name)) return null;
  for (const length of [2, 1]) {
    const state = found.length >= number + size + length ? states.get(nameOf(found.slice(number + size, number + size + length))) : undefined;
    const place = state ? cityOf(name, state, gazetteer) : null;
    if (place) return [place, new Set(range(number, number + size + length))];
  }
  const after = number > 0 && BEFORE_PLACE.has(found[number - 1].word);
  const largest = cityOf(name, "", gazetteer);
  const ours = words.every((token) => lexicon.stems.has(token.stem));
  const least = after ? 1 : BIG_CITY * (size === 1 ? 3 : 1);
  if (!largest || ours || largest.size < least || (!after && largest.plain)) return null;
  return [largest, new Set(range(number, number + size))];
}

/** Whether a name may be looked for that is nearly this one: behind a title, or where no correction was found. */
export function mayBeMisspelled(found, number, lost) {
  return (number > 0 && BEFORE_NAME.has(found[number - 1].word)) || lost.has(found[number].word);
}

function surgeonsIn(found, starts, lost, names, used) {
  for (const number of starts) {
    const token = found[number];
    const nearly = mayBeMisspelled(found, number, lost) ? nearlyNamed(token.stem, names.family.keys()) : "";
    const word = names.family.has(token.stem) ? token.stem : nearly;
    if (used.has(number) || !word) continue;
    const near = new Set(found.slice(Math.max(0, number - 3), number + 4).map((other) => other.stem));
    const bearers = names.family.get(word);
    const among = bearers.filter((row) => row.given.some((part) => near.has(part)));
    const narrowed = among.length ? among : bearers;
    const own = new Set(narrowed.flatMap((row) => [...row.family, ...row.given]));
    const span = new Set(range(Math.max(0, number - 3), Math.min(found.length, number + 4)).filter((n) => n === number || own.has(found[n].stem)));
    const before = Math.min(...span) - 1;
    if (before >= 0 && BEFORE_NAME.has(found[before].word)) span.add(before);
    return [[...new Map(narrowed.map((row) => [row.slug, row])).values()].sort((a, b) => (a.slug < b.slug ? -1 : 1)), span];
  }
  return [[], new Set()];
}

/** The family name nearest to a misspelled one with the same first letter, or an empty string. */
export function nearlyNamed(word, family) {
  const most = word.length < 8 ? 1 : 2;
  let best = null;
  for (const name of family) {
    if (word.length < 5 || name[0] !== word[0]) continue;
    const row = [distance(word, name, most), name];
    if (row[0] <= most && (!best || isBefore(row, best))) best = row;
  }
  return best ? best[1] : "";
}

function hospitalIn(found, starts, names, used) {
  for (const number of starts) {
    for (const [key, name] of names.hospital.get(found[number].stem) ?? []) {
      for (const size of [key.length, 2]) {
        const span = range(number, number + size);
        if (key.length >= size && number + size <= found.length && key.slice(0, size).every((part, n) => found[number + n].stem === part) && !span.some((n) => used.has(n))) return [[name], new Set(span)];
      }
    }
  }
  return [[], new Set()];
}

/** Everything in a text that is a wish about who and where: {filters, place, placeWords, surgeons, taken}. */
export function findWishes(found, vocabulary, lexicon, names, gazetteer, kept) {
  const strange = strangeWords(found, lexicon);
  const lost = new Set(respell(found, lexicon, kept).unknown);
  const [place, placeTokens] = placeIn(found, lexicon, strange, gazetteer, vocabulary.states);
  const starts = nameStarts(found, lexicon);
  const [surgeons, nameTokens] = surgeonsIn(found, starts, lost, names, placeTokens);
  const taken = new Set([...placeTokens, ...nameTokens]);
  const [hospitals, hospitalTokens] = hospitalIn(found, starts, names, taken);
  for (const n of hospitalTokens) taken.add(n);
  const filters = hospitals.map((name) => ["hospital", name]);
  for (const term of spotted(found, vocabulary.preferences)) {
    const span = range(term.first, term.last + 1);
    const cut = term.term.indexOf("=");
    const facet = term.term.slice(0, cut);
    if (span.some((n) => taken.has(n)) || (facet === "state" && place)) continue;
    if (!filters.some(([name, value]) => name === facet && value === term.term.slice(cut + 1))) filters.push([facet, term.term.slice(cut + 1)]);
    for (const n of span) taken.add(n);
  }
  return { filters, place, placeWords: [...placeTokens].sort((a, b) => a - b).map((n) => found[n].word).join(" "), surgeons, taken };
}
