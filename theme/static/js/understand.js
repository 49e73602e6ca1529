// Words to conditions; twin of understand.py. All sums are sums of whole numbers.
import { LEANING, leaningsIn, oursIn, othersIn } from "./sense.js";
import { respell } from "./spelling.js";
import { spotted } from "./text.js";
import { NAME, NOT_THIS, isLevel, readTerms } from "./vocabulary.js";

const SYNONYM = 60;
const GENERAL = 42;
const NAME_WORTH = 110;
const WHOLE = 130;
const WINDOW = 6;
const OTHER_REGION = 55;
const SAME_REGION = 112;
const IMPACT = 8;
const MORE_SAYINGS = 5;
const LEAST = 150;
const FULL = 85;
const HALF = 55;
const UNMISTAKABLE = 350;
const TELLING = 170;
export const CLOSE = 30;
const ELSEWHERE = 340;
const PASSING = 110;
const UNHEARD = 450;
const NOT_OURS = 0;
const MOST_WORDS = 120;

function whole(value) {
  return Math.floor(value);
}

function bareOf(term) {
  return term[0] === "!" ? term.slice(1) : term;
}

function weightOf(vocabulary, term) {
  const bare = bareOf(term);
  const heavy = vocabulary.weights.get(bare) ?? UNHEARD;
  return vocabulary.general.has(bare) || isLevel(bare) ? whole((heavy * GENERAL) / 100) : heavy;
}

/** The matcher of a vocabulary: which sayings hold which term. */
export function buildMatcher(vocabulary, lexicon) {
  const holders = new Map();
  const anchors = new Set();
  const totals = vocabulary.phrases.map((phrase, number) => {
    let total = 0;
    for (const term of phrase.terms) {
      if (!holders.has(term)) holders.set(term, []);
      holders.get(term).push(number);
      total += weightOf(vocabulary, term);
      if (phrase.kind === NAME && !vocabulary.general.has(term)) anchors.add(term);
    }
    return total;
  });
  return { vocabulary, lexicon, holders, totals, anchors };
}

/** What a text means: {spelled, meant, regions, elsewhere, secondOpinion, ignored}. */
export function understand(matcher, asked, kept, taken) {
  const { vocabulary } = matcher;
  const spelled = respell(asked.filter((_, number) => !taken.has(number)), matcher.lexicon, kept);
  const found = spelled.tokens;
  const spoken = readTerms(found, vocabulary.grammar).filter((one) => !one.filler && !vocabulary.asks.has(one.term)).slice(0, MOST_WORDS);
  const hits = hitsOf(matcher, spoken);
  const foreign = foreignTerms(matcher, found, spoken, hits);
  const left = new Set();
  for (const term of foreign) for (let n = term.first; n <= term.last; n += 1) left.add(n);
  const content = spoken.filter((one) => {
    for (let n = one.first; n <= one.last; n += 1) if (left.has(n)) return false;
    return true;
  });
  const regions = new Set(content.filter((one) => !one.denied).map((one) => regionOf(vocabulary, one.term)).filter(Boolean));
  const weighed = weigh(matcher, found, content, regions, foreign.length ? hitsOf(matcher, content) : hits);
  const said = foreign.length ? weighed.map((one) => ({ ...one, named: false })) : weighed; // what is left of a text may be a name; the text is not
  const meant = lean(vocabulary, found, spoken, said);
  const against = foreign.reduce((sum, term) => sum + (term.term === "passing" ? PASSING : ELSEWHERE), 0);
  const told = meant.filter((one) => one.score >= LEAST && one.score * 100 >= meant[0].score * CLOSE);
  let theirs = !told.some((one) => one.sure) || meant[0].score <= against;
  if (vocabulary.ours.weights.size) theirs = oursIn(vocabulary, spoken, said[0]?.score ?? 0, against) <= NOT_OURS;
  if (told.some((one) => one.named)) theirs = false;
  const away = foreign.map((term) => found.slice(term.first, term.last + 1).map((token) => token.word).join(" "));
  return {
    spelled,
    meant: theirs ? [] : told,
    elsewhere: away.length || !theirs ? away : becauseOf(found, spoken, othersIn(vocabulary, spoken)),
    secondOpinion: spotted(found, vocabulary.second).length > 0,
    ignored: [...new Set(content.filter((one) => !meansSomething(vocabulary, one)).map((one) => found[one.first].word))],
  };
}

/** The entries with what the text as a whole leans to. */
function lean(vocabulary, found, spoken, meant) {
  const asksForProcedure = meant.length && meant[0].score >= LEANING && !vocabulary.leanings.biases.has(meant[0].entry);
  const gains = asksForProcedure || meant.some((one) => one.named) ? new Map() : leaningsIn(vocabulary, spoken);
  const known = new Map(meant.map((one) => [one.entry, one]));
  const entries = new Set([...known.keys(), ...[...gains].filter(([, [gain, reasons]]) => gain > 0 && reasons.size).map(([entry]) => entry)]);
  return [...entries].map((entry) => {
    const [gain, reasons] = gains.get(entry) ?? [0, []];
    const one = known.get(entry) ?? { entry, score: 0, because: becauseOf(found, spoken, reasons), sure: false, named: false };
    return { ...one, score: one.score + gain };
  }).sort((a, b) => b.score - a.score || a.entry - b.entry);
}

function isExact(vocabulary, hit) {
  return hit.value >= weightOf(vocabulary, hit.term);
}

/** The hits of a phrase when all its terms are said exactly and together; else nothing. */
function saidInFull(matcher, number, hits) {
  const phrase = matcher.vocabulary.phrases[number];
  const exact = hits.filter((hit) => isExact(matcher.vocabulary, hit));
  if (new Set(exact.map((hit) => hit.term)).size < phrase.terms.length) return [];
  const covered = bestWindow(exact, phrase.terms.length);
  return covered.length === phrase.terms.length ? covered : [];
}

function foreignTerms(matcher, found, spoken, hits) {
  const foreign = [...spotted(found, matcher.vocabulary.elsewhere), ...notOurs(matcher, spoken, hits)];
  if (!foreign.length) return [];
  const ours = new Set();
  for (const [number, own] of hits) {
    const phrase = matcher.vocabulary.phrases[number];
    if (phrase.kind !== NAME || phrase.terms.length < 2) continue;
    for (const hit of saidInFull(matcher, number, own)) for (let n = spoken[hit.position].first; n <= spoken[hit.position].last; n += 1) ours.add(n);
  }
  return foreign.filter((term) => {
    for (let n = term.first; n <= term.last; n += 1) if (!ours.has(n)) return true;
    return false;
  });
}

function notOurs(matcher, spoken, hits) {
  const { vocabulary } = matcher;
  const spans = new Map();
  for (const [number, own] of hits) {
    const phrase = vocabulary.phrases[number];
    if (phrase.kind !== NOT_THIS || phrase.terms.every((term) => vocabulary.weights.has(term))) continue;
    const covered = saidInFull(matcher, number, own);
    if (!covered.length) continue;
    const places = covered.map((hit) => hit.position);
    const first = spoken[Math.min(...places)].first;
    const last = spoken[Math.max(...places)].last;
    spans.set(`${first} ${last}`, { term: "elsewhere", first, last });
  }
  return [...spans.values()].sort((a, b) => a.first - b.first || a.last - b.last);
}

function meansSomething(vocabulary, one) {
  return vocabulary.weights.has(one.term) || vocabulary.near.has(one.term) || vocabulary.regions.has(one.term) || /[-0-9]/.test(one.term);
}

function regionOf(vocabulary, term) {
  const named = vocabulary.regions.get(term) ?? "";
  return named || !isLevel(term) ? named : vocabulary.levels.get(term[0]) ?? "";
}

function weigh(matcher, found, content, regions, hits) {
  const { vocabulary } = matcher;
  const byEntry = new Map();
  const barred = new Map();
  const named = new Set();
  for (const [number, own] of hits) {
    const phrase = vocabulary.phrases[number];
    const covered = bestWindow(own, phrase.terms.length);
    const gained = covered.reduce((sum, hit) => sum + hit.value, 0);
    if (phrase.kind === NOT_THIS) {
      if (covered.length === phrase.terms.length && covered.every((hit) => isExact(vocabulary, hit))) {
        if (!barred.has(phrase.entry)) barred.set(phrase.entry, new Set());
        for (const hit of covered) barred.get(phrase.entry).add(hit.position);
      }
      continue;
    }
    let worth = worthOf(phrase, gained, matcher.totals[number]);
    if (phrase.kind === NAME && covered.length === content.length && content.length === phrase.terms.length && gained === matcher.totals[number]) {
      worth = whole((worth * WHOLE) / 100);
      named.add(phrase.entry);
    }
    if (!byEntry.has(phrase.entry)) byEntry.set(phrase.entry, []);
    byEntry.get(phrase.entry).push({ worth, number, covered });
  }
  const result = [];
  for (const [entry, rows] of byEntry) {
    const out = barred.get(entry) ?? new Set();
    const said = sayings(vocabulary.phrases, rows, out);
    if (!said.total) continue;
    const felt = impactOf(vocabulary, entry, content, out);
    const score = whole(((said.total + felt.total * IMPACT) * regionFactor(vocabulary, entry, regions) * vocabulary.entries[entry].common) / 10000);
    const positions = new Set([...said.explained, ...felt.positions]);
    result.push({ entry, score, because: becauseOf(found, content, positions), sure: rows.some((row) => isSure(matcher, row)), named: named.has(entry) });
  }
  return result.sort((a, b) => b.score - a.score || a.entry - b.entry);
}

/** For each phrase, in the order of numbers, which content words stand for which of its terms, and for how much. */
function hitsOf(matcher, content) {
  const { vocabulary } = matcher;
  const hits = new Map();
  content.forEach((one, position) => {
    const mark = one.denied ? "!" : "";
    const readings = [[mark + one.term, 100], ...(vocabulary.near.get(one.term) ?? []).map((near) => [mark + near, SYNONYM])];
    for (const [term, quality] of readings) {
      const holders = matcher.holders.get(term);
      if (!holders) continue;
      const value = whole((weightOf(vocabulary, term) * quality) / 100);
      for (const number of holders) {
        if (!hits.has(number)) hits.set(number, []);
        hits.get(number).push({ position, term, value });
      }
    }
  });
  const said = ([number, own]) => !vocabulary.phrases[number].rare.length || own.some((hit) => vocabulary.phrases[number].rare.includes(hit.term));
  return [...hits].filter(said).sort((a, b) => a[0] - b[0]);
}

function bestWindow(hits, size) {
  let best = [];
  let most = -1;
  for (let start = 0; start < hits.length; start += 1) {
    if (start && hits[start].position === hits[start - 1].position) continue;
    const inside = new Map();
    for (let n = start; n < hits.length && hits[n].position - hits[start].position < size + WINDOW; n += 1) {
      const known = inside.get(hits[n].term);
      if (!known || hits[n].value > known.value) inside.set(hits[n].term, hits[n]);
    }
    let gained = 0;
    for (const hit of inside.values()) gained += hit.value;
    if (gained > most) {
      most = gained;
      best = inside;
    }
  }
  return [...best.values()].sort((a, b) => (a.term < b.term ? -1 : 1));
}

function worthOf(phrase, gained, total) {
  return total ? whole((whole((gained * gained) / total) * (phrase.kind === NAME ? NAME_WORTH : 100)) / 100) : 0;
}

function isSure(matcher, row) {
  const gained = row.covered.reduce((sum, hit) => sum + hit.value, 0);
  const total = matcher.totals[row.number];
  if (gained * 100 >= total * FULL) return row.covered.length > 1 || saysItAll(matcher, row.covered[0].term);
  return row.covered.length > 1 && gained * 100 >= total * HALF && row.covered.some((hit) => matcher.anchors.has(hit.term));
}

function saysItAll(matcher, term) {
  const heavy = weightOf(matcher.vocabulary, term);
  return heavy >= UNMISTAKABLE || (matcher.anchors.has(term) && (heavy >= TELLING || matcher.vocabulary.regions.has(term)));
}

/** Phrases of an entry in order: by kind, then by their terms in the order of the alphabet. */
function inOrder(a, b) {
  if (a.kind !== b.kind) return a.kind - b.kind;
  return [...a.terms].sort().join(" ") < [...b.terms].sort().join(" ") ? -1 : 1;
}

function sayings(phrases, rows, barred) {
  const explained = new Set();
  let total = 0;
  let taken = 0;
  for (const row of [...rows].sort((a, b) => b.worth - a.worth || inOrder(phrases[a.number], phrases[b.number]))) {
    const fresh = row.covered.filter((hit) => !explained.has(hit.position) && !barred.has(hit.position));
    const gained = fresh.reduce((sum, hit) => sum + hit.value, 0);
    const all = row.covered.reduce((sum, hit) => sum + hit.value, 0);
    if (!gained || !row.worth) continue;
    total += whole(whole((row.worth * gained) / all) / (taken ? 2 : 1));
    for (const hit of fresh) explained.add(hit.position);
    taken += 1;
    if (taken > MORE_SAYINGS) break;
  }
  return { total, explained };
}

function impactOf(vocabulary, entry, content, barred) {
  const seen = new Set();
  const positions = new Set();
  let total = 0;
  content.forEach((one, position) => {
    if (one.denied || barred.has(position) || seen.has(one.term)) return;
    seen.add(one.term);
    const impact = vocabulary.impacts.get(one.term)?.get(entry) ?? 0;
    if (!impact) return;
    total += vocabulary.general.has(one.term) ? whole((impact * GENERAL) / 100) : impact;
    positions.add(position);
  });
  return { total, positions };
}

function regionFactor(vocabulary, entry, regions) {
  const own = vocabulary.entries[entry].regions;
  if (!regions.size) return 100;
  if (regions.has(own[0])) return SAME_REGION;
  return own.some((region) => regions.has(region) || vocabulary.everywhere.has(region)) ? 100 : OTHER_REGION;
}

function becauseOf(found, content, positions) {
  const words = [...positions].sort((a, b) => a - b).map((n) => found.slice(content[n].first, content[n].last + 1).map((token) => token.word).join(" "));
  return [...new Set(words)];
}
