// Danger by ear: learned weights of words and of their company; twin of heard.py.
import { classSpans } from "./danger.js";
import { readFronted } from "./fronted.js";

const MOST_REASONS = 8;

/** The ear of the alarms file: a scale of urgency, numbered 0, and one for each sign, numbered one more than the sign. */
export function readEar(file, signs) {
  const scales = new Map();
  for (let n = 0; n < file.biases.length; n += 2) scales.set(file.biases[n], { bias: file.biases[n + 1], weights: new Map() });
  const each = [...scales].filter(([number]) => number).map(([number, scale]) => [signs[number - 1], scale]);
  const ear = { urgent: scales.get(0), signs: each, scales, steps: file.steps, enough: file.enough, against: file.against, closeBy: file.closeby, doubt: file.doubt };
  addScales(ear, file);
  return ear;
}

/** Weights join those that are known: for each feature the letters of its scales, and on end a letter for each weight; letters count from "0". */
export function addScales({ scales, steps: [step, lowest] }, { features, weights: [numbers, weights] }) {
  const rows = numbers.split(" ");
  let at = 0;
  readFronted(features).forEach((name, n) => {
    for (const letter of rows[n]) scales.get(letter.charCodeAt(0) - 48).weights.set(name, lowest + step * (weights.charCodeAt(at++) - 48));
  });
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
    const weight = weighHeard(scale, heard) + (sign.level === "emergency" ? ear.doubt : 0);
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
