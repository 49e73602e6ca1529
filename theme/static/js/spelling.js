// Misspelled, joined and split words read as words the vocabulary knows; twin of spelling.py.
import { readFronted } from "./fronted.js";
import { isAlpha, stem } from "./text.js";

const SHORTEST = 4;
const LONG = 7;
const VOWELS = new Set(["a", "e", "i", "o", "u"]);

function lettersOf(word) {
  let bits = 0;
  for (const char of word) bits |= 1 << (char.charCodeAt(0) - 97);
  return bits;
}

function bitCount(bits) {
  let count = 0;
  for (let left = bits; left; left &= left - 1) count += 1;
  return count;
}

function push(table, key, value) {
  if (!table.has(key)) table.set(key, []);
  table.get(key).push(value);
}

/** The lexicon of the exported words, none without a file: targets looked up by first letter, by sound, and by what is left without one letter. */
export function buildLexicon(file) {
  const lexicon = { byStart: new Map(), bySound: new Map(), byGap: new Map(), gladness: new Map(), stems: new Set(), english: new Set() };
  readFronted(file?.words ?? "").forEach((word, number) => {
    const target = { word, letters: lettersOf(word), gladness: file.glad.charCodeAt(number) - 97, sound: sound(word) };
    lexicon.gladness.set(word, target.gladness);
    push(lexicon.byStart, word[0], target);
    push(lexicon.bySound, target.sound, target);
    for (const gap of gaps(word)) push(lexicon.byGap, gap, target);
  });
  return lexicon;
}

/** The same lexicon with the words that a vocabulary knows. */
export function knowing(lexicon, { stems, english }) {
  return { ...lexicon, stems, english };
}

function gaps(word) {
  const result = new Set([word]);
  for (let cut = 0; cut < word.length; cut += 1) result.add(word.slice(0, cut) + word.slice(cut + 1));
  return result;
}

/** How a word sounds, roughly. */
export function sound(word) {
  const out = [];
  for (let position = 0; position < word.length; position += 1) {
    let char = word[position];
    const following = word[position + 1] ?? "";
    const first = position === 0;
    if (char === "p" && following === "h") {
      char = "f";
      position += 1;
    } else if (char === "c") {
      if (following === "h") {
        char = "k";
        position += 1;
      } else char = following && "eiy".includes(following) ? "s" : "k";
    } else if (char === "q") char = "k";
    else if (char === "x") char = first ? "s" : "ks";
    else if (char === "z") char = "s";
    else if (char === "y") char = "i";
    else if (char === "h" && !first) char = "";
    if (VOWELS.has(char) && out.length && VOWELS.has(out.at(-1))) char = "";
    else if ((char === "e" || char === "o" || char === "u") && position > 0) char = "a";
    if (char && out.at(-1) !== char) out.push(char);
  }
  return out.join("");
}

/** Optimal string alignment distance, or `most` + 1 when it is greater. */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [];
  let above = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      let best = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, before[j - 2] + 1);
      row.push(best);
      least = Math.min(least, best);
    }
    if (least > most) return most + 1;
    before = above;
    above = row;
  }
  return above.at(-1) <= most ? above.at(-1) : most + 1;
}

function allowed(length) {
  return length < SHORTEST ? 0 : length < 6 ? 1 : length < 9 ? 2 : 3;
}

export function isKnown(word, lexicon) {
  return !isAlpha(word) || lexicon.stems.has(stem(word)) || lexicon.english.has(stem(word));
}

function rank(cost, far, word, target) {
  return [cost, far, target.word[0] === word[0] ? 0 : 1, target.word.length === word.length ? 0 : 1, target.gladness, target.word];
}

/** Whether a comes before b, item by item. */
export function isBefore(a, b) {
  for (let n = 0; n < a.length; n += 1) {
    if (a[n] < b[n]) return true;
    if (a[n] > b[n]) return false;
  }
  return false;
}

function nearestRank(word, lexicon) {
  const most = allowed(word.length);
  const bits = lettersOf(word);
  const found = new Map();
  for (const target of lexicon.bySound.get(sound(word)) ?? []) {
    const far = distance(word, target.word, most + 1);
    if (far <= most + 1) found.set(target.word, rank(word.length >= LONG ? 1 : Math.max(1, far), far, word, target));
  }
  if (most) {
    for (const gap of gaps(word)) {
      for (const target of lexicon.byGap.get(gap) ?? []) {
        if (!found.has(target.word) && distance(word, target.word, 1) <= 1) found.set(target.word, rank(2, 1, word, target));
      }
    }
  }
  if (most > 1 && !found.size) {
    const reach = word.length >= 10 ? most : 2;
    for (const target of lexicon.byStart.get(word[0]) ?? []) {
      if (Math.abs(target.word.length - word.length) > reach || bitCount(bits ^ target.letters) > 2 * reach) continue;
      const far = distance(word, target.word, reach);
      if (far <= reach) found.set(target.word, rank(2 * far, far, word, target));
    }
  }
  let best = null;
  for (const one of found.values()) if (!best || isBefore(one, best)) best = one;
  return best;
}

function completed(word, lexicon) {
  if (word.length < 5) return "";
  let best = null;
  for (const target of lexicon.byStart.get(word[0]) ?? []) {
    const row = [target.word.length, target.gladness, target.word];
    if (target.word !== word && target.word.startsWith(word) && (!best || isBefore(row, best))) best = row;
  }
  return best ? best[2] : "";
}

function splitWord(word, lexicon) {
  let best = null;
  for (let cut = 3; cut < word.length - 2; cut += 1) {
    const left = word.slice(0, cut);
    const right = word.slice(cut);
    if (!lexicon.gladness.has(left) || !lexicon.gladness.has(right)) continue;
    const row = [lexicon.gladness.get(left) + lexicon.gladness.get(right), left, right];
    if (!best || isBefore(row, best)) best = row;
  }
  return best ? [best[1], best[2]] : null;
}

/** The tokens with unknown words read as known ones: {tokens, corrected, unknown}; words in `kept` stay as typed. */
export function respell(found, lexicon, kept) {
  const result = { tokens: [], corrected: [], unknown: [] };
  const strange = found.map((token) => !isKnown(token.word, lexicon) && !kept.has(token.word));
  for (let number = 0; number < found.length;) {
    const token = found[number];
    const [used, words] = readAnew(found, strange, number, lexicon, kept);
    if (words.length) {
      result.corrected.push([found.slice(number, number + used).map((one) => one.word).join(" "), words.join(" ")]);
      for (const word of words) result.tokens.push({ word, stem: stem(word), sentence: token.sentence, clause: token.clause });
    } else {
      result.tokens.push(token);
      if (strange[number]) result.unknown.push(token.word);
    }
    number += used;
  }
  return result;
}

function readAnew(found, strange, number, lexicon, kept) {
  for (const size of [3, 2]) {
    const joined = joinedWord(found, strange, number, size, lexicon, kept);
    if (joined) return [size, [joined]];
  }
  if (!strange[number]) return [1, []];
  const word = found[number].word;
  const ranked = nearestRank(word, lexicon);
  if (ranked && ranked[0] <= 2) return [1, [ranked.at(-1)]];
  const parts = splitWord(word, lexicon);
  if (parts) return [1, parts];
  const other = ranked ? ranked.at(-1) : completed(word, lexicon);
  return [1, other ? [other] : []];
}

function joinedWord(found, strange, number, size, lexicon, kept) {
  const members = found.slice(number, number + size);
  if (members.length < size || members.at(-1).sentence !== members[0].sentence || !strange.slice(number, number + size).some(Boolean)) return "";
  const together = members.map((token) => token.word).join("");
  if (together.length < 7 || !isAlpha(together) || members.some((token) => kept.has(token.word))) return "";
  if (lexicon.gladness.has(together)) return together;
  const ranked = together.length >= 8 ? nearestRank(together, lexicon) : null;
  const longest = Math.max(...members.map((token) => token.word.length));
  const near = ranked && (ranked[0] <= 2 || (ranked[0] <= 6 && together.length >= 10 && size === 3));
  return near && ranked.at(-1).length > longest + 2 ? ranked.at(-1) : "";
}
