// What a text says as a whole: whether it is this field's business, and to which conditions it leans; twin of sense.py.
import { isLevel } from "./vocabulary.js";

export const LEANING = 600;
const WORTH = 150;
const LEANS = 50;
const MOST_SAID = 1500;
const MOST_FOREIGN = 1000;

/** How far a text speaks for this field, in hundredths of log odds: its terms and its neighbouring terms, each once, and what counts beside them. */
export function oursIn({ ours, oursFacts }, spoken, said, foreign) {
  let sum = ours.bias;
  for (const name of new Set(spoken.flatMap((one, n) => (n ? [one.term, `${spoken[n - 1].term} ${one.term}`] : [one.term])))) sum += ours.weights.get(name) ?? 0;
  const known = { said: Math.min(said, MOST_SAID), foreign: Math.min(foreign, MOST_FOREIGN), level: spoken.some((one) => isLevel(one.term)) ? 100 : 0 };
  for (const [name, weight] of Object.entries(oursFacts)) sum += Math.floor((weight * known[name]) / 100);
  return sum;
}

/** The positions of terms that speak for other doctors. */
export function othersIn(vocabulary, spoken) {
  return spoken.map((_, position) => position).filter((position) => (vocabulary.ours.weights.get(spoken[position].term) ?? 0) < 0);
}

/** For each entry what it gains, and the positions of the terms that speak for it: entry -> [gain, positions]. */
export function leaningsIn({ leanings: { biases, weights } }, spoken) {
  const said = new Map(spoken.map((one, position) => [`${one.denied ? "!" : ""}${one.term}`, position]).reverse());
  if (![...said.keys()].some((term) => weights.has(term))) return new Map();
  const sums = new Map(biases);
  const reasons = new Map([...biases.keys()].map((entry) => [entry, new Set()]));
  for (const [term, position] of said) {
    for (const [entry, weight] of weights.get(term) ?? []) {
      sums.set(entry, sums.get(entry) + weight);
      if (weight >= LEANS) reasons.get(entry).add(position);
    }
  }
  const most = Math.max(...sums.values());
  return new Map([...sums].map(([entry, sum]) => [entry, [Math.floor((Math.max(0, LEANING + sum - most) * WORTH) / 100), reasons.get(entry)]]));
}
