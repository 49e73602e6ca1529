// The one tokeniser, twin of text.py: fold, split, keep vertebral levels whole, stem.

const LONGEST_QUERY = 2000;
const LIGATURES = new Map([["ß", "ss"], ["æ", "ae"], ["œ", "oe"], ["ø", "o"], ["ł", "l"], ["đ", "d"], ["ð", "d"], ["þ", "th"], ["ı", "i"]]);
const APOSTROPHES = new Set(["'", "\u2018", "\u2019", "\u201b", "\u02bc", "\u00b4", "`"]);
const LEVELS_OF = new Map([["c", 8], ["t", 12], ["l", 6], ["s", 5]]);
const SHORTENED = new Set(["st", "ste", "ft", "mt", "dr", "mr", "mrs", "ms", "vs"]);
const NEXT_LETTER = new Map([["l", "s"], ["t", "l"], ["c", "t"]]);
const TIGHT = new Set(["-", "/", "\u2013", "\u2010", "\u2011", "\u2012", "\u2014"]);
const LOOSE = new Set(["", "-", "/", "\u2013"]);

/** Small letters without accents or apostrophes; everything else is left to split at. */
export function fold(text) {
  const folded = [];
  for (const char of Array.from(text).slice(0, LONGEST_QUERY)) {
    if (APOSTROPHES.has(char)) continue;
    const code = char.codePointAt(0);
    if (code < 128) folded.push(char.toLowerCase());
    else if (code >= 0x3000) folded.push(" ");
    else {
      for (const plain of char.normalize("NFKD")) {
        const point = plain.codePointAt(0);
        if (point >= 0x300 && point <= 0x36f) continue;
        const small = point < 0x250 ? plain.toLowerCase() : plain;
        folded.push(LIGATURES.get(small) ?? small);
      }
    }
  }
  return folded.join("");
}

export function isAlpha(word) {
  return /^[a-z]+$/.test(word);
}

/** The word without its English endings, by few and safe rules. */
export function stem(given) {
  let word = given;
  if (word.length <= 3 || !isAlpha(word)) return word;
  word = word.replaceAll("aem", "em").replaceAll("paed", "ped").replaceAll("oedem", "edem");
  if (word.endsWith("ours") && word.length > 6) word = word.slice(0, -4) + "ors";
  if (word.endsWith("our") && word.length > 5) word = word.slice(0, -3) + "or";
  if (word.endsWith("oses")) return word.slice(0, -2) + "is";
  if (word.endsWith("ies") && word.length > 4) word = word.slice(0, -3) + "y";
  else if (/(?:sses|xes|ches|shes)$/.test(word)) word = word.slice(0, -2);
  else if (word.endsWith("s") && !/(?:ss|us|is)$/.test(word)) word = word.slice(0, -1);
  if (word.endsWith("ness") && word.length > 6) word = word.slice(0, -4);
  else if (word.endsWith("ing") && word.length > 5 && /[aeiouy]/.test(word.slice(0, -3))) word = undouble(word.slice(0, -3));
  else if (word.endsWith("ed") && word.length > 5 && !word.endsWith("eed") && /[aeiouy]/.test(word.slice(0, -2))) word = undouble(word.slice(0, -2));
  if (word.endsWith("e") && word.length > 5) word = word.slice(0, -1);
  return word;
}

function undouble(word) {
  const last = word.at(-1);
  return word.length > 3 && last === word.at(-2) && !"lsz".includes(last) ? word.slice(0, -1) : word;
}

function isLevelOf(letter, number) {
  const value = Number(number);
  return value >= 1 && value <= LEVELS_OF.get(letter);
}

function levelToken(word) {
  const two = /^([ctls])([0-9]{1,2})([ctls])([0-9]{1,2})$/.exec(word);
  if (two && isLevelOf(two[1], two[2]) && isLevelOf(two[3], two[4])) return `${two[1]}${Number(two[2])}-${two[3]}${Number(two[4])}`;
  const one = /^([ctls])([0-9]{1,2})$/.exec(word);
  return one && isLevelOf(one[1], one[2]) ? `${one[1]}${Number(one[2])}` : "";
}

function joinedLevel(first, between, second) {
  const one = /^([ctls])([0-9]{1,2})$/.exec(first);
  if (!one || !isLevelOf(one[1], one[2])) return "";
  const tight = TIGHT.has(between);
  const two = /^([ctls])([0-9]{1,2})$/.exec(second);
  if (two && (tight || LOOSE.has(between.replace(/^ +| +$/g, ""))) && isLevelOf(two[1], two[2])) return `${one[1]}${Number(one[2])}-${two[1]}${Number(two[2])}`;
  if (tight && /^[0-9]{1,2}$/.test(second)) {
    const letter = isLevelOf(one[1], second) && Number(second) > Number(one[2]) ? one[1] : NEXT_LETTER.get(one[1]) ?? "";
    if (letter && isLevelOf(letter, second)) return `${one[1]}${Number(one[2])}-${letter}${Number(second)}`;
  }
  return "";
}

const CODE = /^[a-z][0-9][0-9ab][0-9][0-9a-z]{0,3}$/; // ICD-10-CM without its dot: m5416, s32010a

/** `m54` `.` `16` as one code of the ICD-10-CM without its dot; an empty string when it is none. */
function codeOf(word, between, following) {
  if (CODE.test(word)) return word;
  const together = word + following;
  return word.length === 3 && between === "." && /^[0-9][0-9a-z]{0,3}$/.test(following) && CODE.test(together) ? together : "";
}

/** The words of a text in order: {word, stem, sentence, clause}. */
export function tokens(text) {
  const folded = fold(text);
  const found = [...folded.matchAll(/[a-z0-9]+/g)];
  const result = [];
  let sentence = 0;
  let clause = 0;
  let end = 0;
  let skip = -1;
  for (let number = 0; number < found.length; number += 1) {
    const word = found[number][0];
    const start = found[number].index;
    const between = folded.slice(end, start);
    end = start + word.length;
    if (number === skip) continue;
    if (/[.!?;\n]/.test(between) && !(SHORTENED.has(result.at(-1)?.word) && between.replace(/^[ \t]+|[ \t]+$/g, "") === ".")) {
      sentence += 1;
      clause += 1;
    } else if (/[,:()]/.test(between)) clause += 1;
    let level = levelToken(word);
    if (level && number + 1 < found.length) {
      const following = found[number + 1];
      const joined = joinedLevel(word, folded.slice(end, following.index), following[0]);
      if (joined) {
        level = joined;
        skip = number + 1;
      }
    }
    const next = found[number + 1];
    const code = level ? "" : codeOf(word, next ? folded.slice(end, next.index) : "", next ? next[0] : "");
    if (code) {
      if (code !== word) skip = number + 1;
      for (const size of [4, 5]) if (code.length >= size) result.push({ word: code.slice(0, size), stem: code.slice(0, size), sentence, clause });
      continue;
    }
    result.push(level ? { word: level, stem: level, sentence, clause } : { word, stem: stem(word), sentence, clause });
  }
  return result;
}

export function stems(text) {
  return tokens(text).map((token) => token.stem);
}

/** Tables of files, each [terms, "stems|stems,..."] with nothing for the term itself, as one for `terms`: first stem -> [[stems, term], ...], the longest first. */
export function readTable(...parts) {
  const table = new Map();
  for (const [each, keys] of parts) {
    const rows = keys.split(",");
    each.forEach((term, n) => {
      for (const text of rows[n].split("|")) {
        const key = (text || term).split(" ");
        if (!table.has(key[0])) table.set(key[0], []);
        table.get(key[0]).push([key, term]);
      }
    });
  }
  for (const rows of table.values()) rows.sort((a, b) => b[0].length - a[0].length);
  return table;
}

function stands(read, position, key) {
  const last = read[position + key.length - 1];
  return last !== undefined && last.sentence === read[position].sentence && key.every((part, n) => read[position + n].stem === part);
}

/** The terms of a text: {term, first, last, sentence, clause, row}; `row` tells that the table gave it. */
export function terms(read, table) {
  const result = [];
  let position = 0;
  while (position < read.length) {
    const token = read[position];
    const row = (table.get(token.stem) ?? []).find(([key]) => stands(read, position, key));
    const length = row ? row[0].length : 1;
    result.push({ term: row ? row[1] : token.stem, first: position, last: position + length - 1, sentence: token.sentence, clause: token.clause, row: row !== undefined });
    position += length;
  }
  return result;
}

/** Just those terms that come from the table. */
export function spotted(read, table) {
  return terms(read, table).filter((term) => term.row);
}
