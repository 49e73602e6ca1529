// Raw words against the urgent signs; twin of danger.py.
import { deniersOf } from "./vocabulary.js";

const URGENT_LEVELS = ["emergency", "soon"];

/** The alarms of the core file, with the classes of the language file when that has been fetched. */
export function readAlarms(core, language, vocabulary) {
  const classes = new Map();
  for (const [name, texts] of [...Object.entries(core.alarms.classes), ...Object.entries(language?.classes ?? {})]) {
    if (!classes.has(name)) classes.set(name, []);
    if (texts) classes.get(name).push(...texts.split("|").map((phrase) => phrase.split(" ")));
  }
  const { gap, reach, denial } = core.alarms;
  return {
    signs: core.alarms.signs.map(([level, sign]) => ({ level: URGENT_LEVELS[level], sign })),
    patterns: core.alarms.patterns.map(([sign, text]) => ({ sign, ...compilePattern(text, classes) })),
    calm: core.alarms.calm.map((text) => compilePattern(text, classes)),
    grammar: vocabulary.grammar,
    gap,
    reach,
    denial,
  };
}

function compilePattern(text, classes) {
  const undeniable = text.startsWith("!");
  const parts = text.replace(/^!+/, "").split("&").map((part) => part.split(" ").filter(Boolean).map((word) => (word[0] === "{" ? classes.get(word.replace(/[{}]/g, "")) : [[word]])));
  return { parts, undeniable };
}

function placesOf(found) {
  const where = new Map();
  found.forEach((token, number) => {
    for (const key of [token.stem, `=${token.word}`]) {
      if (!where.has(key)) where.set(key, []);
      where.get(key).push(number);
    }
  });
  return where;
}

function fills(found, where, slot, after, sentence) {
  let best = null;
  for (const phrase of slot) {
    for (const start of where.get(phrase[0]) ?? []) {
      if (start <= after || found[start].sentence !== sentence) continue;
      const end = start + phrase.length - 1;
      if (end < found.length && found[end].sentence === sentence && phrase.every((part, n) => !n || found[start + n].stem === part)) {
        if (!best || start < best[0] || (start === best[0] && end > best[1])) best = [start, end];
        break;
      }
    }
  }
  return best;
}

function matchesOf(alarms, found, where, part) {
  const result = [];
  const starts = new Set(part[0].flatMap((phrase) => where.get(phrase[0]) ?? []));
  for (const start of [...starts].sort((a, b) => a - b)) {
    const { sentence } = found[start];
    const first = fills(found, where, part[0], start - 1, sentence);
    if (!first || first[0] !== start) continue;
    let end = first[1];
    let whole = true;
    for (const slot of part.slice(1)) {
      const following = fills(found, where, slot, end, sentence);
      if (!following || following[0] - end - 1 > alarms.gap) {
        whole = false;
        break;
      }
      end = following[1];
    }
    if (whole) result.push([start, end]);
  }
  return result;
}

function spansOf(alarms, found, where, pattern) {
  let spans = matchesOf(alarms, found, where, pattern.parts[0]).map((one) => [one]);
  for (const part of pattern.parts.slice(1)) {
    const others = spans.length ? matchesOf(alarms, found, where, part) : [];
    spans = spans.flatMap((span) => others.filter((other) => fitsSpan(alarms, span, other)).map((other) => [...span, other]));
  }
  return spans;
}

function fitsSpan(alarms, span, other) {
  const first = Math.min(...span.map((one) => one[0]), other[0]);
  const last = Math.max(...span.map((one) => one[1]), other[1]);
  return last - first <= alarms.reach && span.every((one) => other[1] < one[0] || other[0] > one[1]);
}

function isDenied(alarms, found, deniers, span) {
  const inside = (number) => span.some(([first, last]) => number >= first && number <= last);
  for (const [start] of span) {
    for (let number = start - 1; number >= Math.max(0, start - alarms.denial); number -= 1) {
      if (found[number].clause !== found[start].clause || alarms.grammar.turning.has(found[number].stem)) break;
      if (deniers.has(number) && !inside(number)) return true;
    }
  }
  return false;
}

function overlaps(a, b) {
  return a.some((one) => b.some((other) => one[0] <= other[1] && other[0] <= one[1]));
}

/** The most serious sign in the text: {level, message, because}, or null. */
export function checkDanger(found, alarms) {
  const where = placesOf(found);
  const deniers = deniersOf(found, alarms.grammar);
  const calm = alarms.calm.flatMap((pattern) => spansOf(alarms, found, where, pattern)).filter((span) => !isDenied(alarms, found, deniers, span));
  let best = null;
  for (const pattern of alarms.patterns) {
    for (const span of spansOf(alarms, found, where, pattern)) {
      if (calm.some((one) => overlaps(span, one)) || isDenied(alarms, found, deniers, pattern.undeniable ? span.slice(1) : span)) continue;
      const sign = alarms.signs[pattern.sign];
      const level = URGENT_LEVELS.indexOf(sign.level);
      const first = Math.min(...span.map((one) => one[0]));
      if (best && (level > best.level || (level === best.level && first >= best.first))) continue;
      const words = new Set();
      for (const [start, end] of span) for (let n = start; n <= end; n += 1) words.add(n);
      best = { level, first, urgent: { level: sign.level, message: sign.sign, because: [...words].sort((a, b) => a - b).map((n) => found[n].word) } };
    }
  }
  return best ? best.urgent : null;
}

/** The more serious of two alarms. */
export function moreSerious(one, other) {
  if (!one || !other) return one ?? other;
  return URGENT_LEVELS.indexOf(other.level) < URGENT_LEVELS.indexOf(one.level) ? other : one;
}
