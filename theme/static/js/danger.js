// Raw words against the urgent signs; twin of danger.py.
const URGENT_LEVELS = ["emergency", "soon"];

/** The alarms of their file; who asks adds the ear and the grammar. */
export function readAlarms(file) {
  const slots = new Map(Object.keys(file.classes).map((name) => [name, []]));
  addClasses(slots, file.classes);
  return {
    signs: file.signs.map(([level, sign]) => ({ level: URGENT_LEVELS[level], sign })),
    patterns: file.patterns.map(([sign, text]) => ({ sign, ...compilePattern(text, slots) })),
    calm: file.calm.map((text) => compilePattern(text, slots)),
    slots,
    classes: [...slots].sort((a, b) => (a[0] < b[0] ? -1 : 1)),
    gap: file.gap,
    reach: file.reach,
    denial: file.denial,
  };
}

/** Phrases of classes join those that are known: `phrase|phrase` by class. Patterns hold the same lists. */
export function addClasses(slots, classes) {
  for (const [name, texts] of Object.entries(classes)) for (const phrase of texts ? texts.split("|") : []) slots.get(name).push(phrase.split(" "));
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

/** Every place where a slot is filled: [first token, last token of the longest phrase that begins there]. */
function standsOf(text, slot) {
  if (!text.slots.has(slot)) {
    const ends = new Map();
    for (const phrase of slot) {
      for (const start of text.where.get(phrase[0]) ?? []) {
        const end = start + phrase.length - 1;
        const same = end < text.found.length && text.found[end].sentence === text.found[start].sentence;
        if (same && phrase.every((part, n) => !n || (text.where.get(part) ?? []).includes(start + n))) ends.set(start, Math.max(end, ends.get(start) ?? end));
      }
    }
    text.slots.set(slot, [...ends].sort((a, b) => a[0] - b[0]));
  }
  return text.slots.get(slot);
}

/** The classes that stand in a text, by name in order, each with every place where it does. */
export function classSpans(found, alarms) {
  const text = { found, where: placesOf(found), slots: new Map() };
  return alarms.classes.map(([name, slot]) => [name, standsOf(text, slot)]).filter(([, places]) => places.length);
}

function matchesOf(alarms, text, part) {
  const result = [];
  for (const [start, first] of standsOf(text, part[0])) {
    let end = first;
    const all = part.slice(1).every((slot) => {
      const following = standsOf(text, slot).find((one) => one[0] > end);
      if (!following || following[0] - end - 1 > alarms.gap || text.found[following[0]].sentence !== text.found[start].sentence) return false;
      end = following[1];
      return true;
    });
    if (all) result.push([start, end]);
  }
  return result;
}

function spansOf(alarms, text, pattern) {
  let spans = matchesOf(alarms, text, pattern.parts[0]).map((one) => [one]);
  for (const part of pattern.parts.slice(1)) {
    const others = spans.length ? matchesOf(alarms, text, part) : [];
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
  const text = { found, where: placesOf(found), slots: new Map() };
  const deniers = alarms.grammar.deniersOf(found);
  const calm = alarms.calm.flatMap((pattern) => spansOf(alarms, text, pattern)).filter((span) => !isDenied(alarms, found, deniers, span));
  let best = null;
  for (const pattern of alarms.patterns) {
    for (const span of spansOf(alarms, text, pattern)) {
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
