// Danger by ear: learned weights of words and of their company; twin of heard.py.
import { classSpans } from "./danger.js";

const MOST_REASONS = 8;

/** The ear of the alarms file: a scale of urgency, and one for each sign. */
export function readEar(file, signs) {
  const ear = { urgent: { bias: 0, weights: new Map() }, signs: [], enough: file.enough, against: file.against, closeBy: file.closeby };
  for (const text of file.scales) {
    const [head, ...rows] = text.split("\n");
    const [sign, bias] = head.split(" ").map(Number);
    const scale = { bias, weights: new Map(rows.map((row) => { const at = row.indexOf(" "); return [row.slice(at + 1), Number(row.slice(0, at))]; })) };
    if (sign < 0) ear.urgent = scale;
    else ear.signs.push([signs[sign], scale]);
  }
  return ear;
}

/** What can be weighed in a text: feature -> Set of the tokens it stands on. */
function featuresOf(found, alarms) {
  const table = new Map();
  const add = (name, numbers) => {
    if (!table.has(name)) table.set(name, new Set());
    for (const number of numbers) table.get(name).add(number);
  };
  found.forEach((token, number) => {
    add(`w ${token.stem}`, [number]);
    if (number) add(`b ${found[number - 1].stem} ${token.stem}`, [number - 1, number]);
  });
  const spans = classSpans(found, alarms);
  const numbersOf = ([first, last]) => Array.from({ length: last - first + 1 }, (_, n) => first + n);
  spans.forEach(([name, places], one) => {
    add(`c ${name}`, places.flatMap(numbersOf));
    for (const [other, others] of spans.slice(one + 1)) {
      for (const a of places) for (const b of others) if (a[0] !== b[0] && Math.abs(a[0] - b[0]) <= alarms.ear.closeBy) add(`p ${name} ${other}`, [...numbersOf(a), ...numbersOf(b)]);
    }
  });
  return table;
}

function weighHeard(scale, heard) {
  let sum = scale.bias;
  for (const name of heard.keys()) sum += scale.weights.get(name) ?? 0;
  return sum;
}

/** The alarm of the patterns unless the ear is all against it; without one, what the ear hears by itself. */
export function listenFor(found, alarms, told) {
  const { ear } = alarms;
  if (!ear.signs.length) return told;
  const heard = featuresOf(found, alarms);
  const sum = weighHeard(ear.urgent, heard);
  if (told) return sum > ear.against ? told : null;
  if (sum <= ear.enough) return null;
  let best = null;
  for (const [sign, scale] of ear.signs) {
    const weight = weighHeard(scale, heard);
    if (!best || weight > best.weight) best = { sign, weight };
  }
  return { level: best.sign.level, message: best.sign.sign, because: becauseHeard(found, alarms, heard) };
}

function becauseHeard(found, { ear, grammar }, heard) {
  const weights = new Map();
  for (const [name, positions] of heard) {
    const weight = ear.urgent.weights.get(name) ?? 0;
    if (weight > 0) for (const number of positions) if (!grammar.filler.has(found[number].stem)) weights.set(number, (weights.get(number) ?? 0) + weight);
  }
  const heaviest = Math.max(0, ...weights.values());
  const kept = [...weights].filter(([, weight]) => weight * 4 >= heaviest).sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_REASONS);
  return kept.map(([number]) => number).sort((a, b) => a - b).map((number) => found[number].word);
}
