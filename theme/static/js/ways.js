// Ways on from a question that found nobody, and ways to take a filter off. Nothing here touches the page.
import { RADIUS, filtersWithout, textWithout } from "./fragment.js";
import { answer } from "./match.js";
import { aroundLine, countOf, distanceLine } from "./sentences.js";

const RADII = [25, 50, 100, 250];

/** Changes to the question that would find somebody, each tried. */
export async function easierWays(desk, result, titles) {
  const { store, question } = desk;
  const count = async (change) => (await answer(store, { ...question, ...change })).total;
  const ways = [];
  for (const [facet, value, change] of removals(question, result)) {
    const total = change ? await count(change) : 0;
    if (total) ways.push({ text: `Without “${titles.get(`${facet}=${value}`) ?? value}”: ${countOf(total, desk.noun)}.`, label: "Take this filter away", change });
  }
  return aroundLine(question, result) && question.within !== 0 ? [...await widerWays(desk, result, count), ...ways] : ways;
}

async function widerWays(desk, result, count) {
  const { store, question } = desk;
  const nearest = await answer(store, { ...question, within: 0, sort: "nearest" });
  if (!nearest.total) return [];
  const [card] = await nearest.page(0, 1);
  const ways = [];
  for (const miles of RADII.filter((one) => one > (question.within ?? RADIUS))) {
    const total = ways.length ? 0 : await count({ within: miles });
    if (total) ways.push({ text: `Within ${miles} miles: ${countOf(total, desk.noun)}.`, label: `Look within ${miles} miles`, change: { within: miles } });
  }
  const text = `The nearest is ${card.name} in ${card.place}, ${distanceLine(card.miles, result.place)}.`;
  return [...ways, { text, label: "Show the nearest anyway", change: { within: 0, sort: "nearest" } }];
}

/** Every filter with the change that takes it away; null where only the patient can change the words. */
export function removals(question, result) {
  return [...result.filters].flatMap(([facet, values]) => values.map((value) => [facet, value, removal(question, result, facet, value)]));
}

function removal(question, result, facet, value) {
  const filters = filtersWithout(question.filters, facet, value);
  if (!result.found.some(([name, one]) => name === facet && one === value)) return { filters };
  const words = textWithout(question.words, value);
  return words === null ? null : { filters, words };
}
