// How well a surgeon fits, in whole points, and the sentences that say why; twin of fit.py.

const FOCUS_LEVELS = [100, 65, 25, 0, 100];
const FOCUS_KEYS = ["focus-main", "focus-regular", "focus-occasional", "focus-none", "focus-any"];

export function pointsOf(weight, level) {
  return Math.floor((weight * level + 50) / 100);
}

function volumeLevel(cases, enough) {
  return Math.min(100, Math.floor(Math.sqrt(Math.floor((cases * 10000) / enough))));
}

/** The levels of all parts, 0-100, of a row of a list. */
export function levelsOf(fit, row) {
  const volume = row.cases === -1 ? 0 : row.cases === -2 ? 100 : volumeLevel(row.cases, fit.cases);
  const [certification, conservative, freshness, second] = row.kind;
  return [FOCUS_LEVELS[row.focus], volume, certification, Math.min(100, Math.floor((row.years * 100) / fit.years)), conservative, freshness, second];
}

/** The fit out of 100. */
export function scoreOf(fit, row, weighting) {
  const levels = levelsOf(fit, row);
  return fit[weighting].reduce((sum, weight, n) => sum + pointsOf(weight, levels[n]), 0);
}

function fillIn(fit, key, values) {
  let text = fit.sentences[key];
  for (const [name, value] of values) text = text.replaceAll(`{${name}}`, () => String(value));
  return text.replaceAll("{enough}", String(key.startsWith("volume") ? fit.cases : fit.years));
}

/** The lines of a card that are sentences of the fit, or kin to them: board, years, second opinions, and a check that is due. */
export function linesOf(fit, row, card) {
  const line = (key) => fillIn(fit, key, [["certificate", card.certificate], ["since", card.since], ["day", card.day]]).replace(/\.$/, "");
  const counted = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
  return {
    board: line(card.sentences[0]),
    years: row.years ? `${counted(row.years, "year")} in practice` : "First year in practice",
    secondOpinion: card.wait < 0 ? card.ways : `${card.ways}; usual wait ${card.wait ? counted(card.wait, "day") : "none"}`,
    overdue: card.sentences[3] === "freshness-overdue" ? line(card.sentences[3]) : "",
  };
}

/** The reasons of a fit: {part, title, points, most, text}; parts without weight are left out. */
export function reasonsOf(fit, row, card, condition, weighting) {
  const levels = levelsOf(fit, row);
  const volume = row.cases === -1 ? "volume-none" : row.cases === -2 ? "volume-same" : "volume-stated";
  const keys = [FOCUS_KEYS[row.focus], volume, ...card.sentences];
  const values = [
    ["condition", condition], ["cases", Math.max(0, row.cases)], ["certificate", card.certificate], ["since", card.since],
    ["years", row.years], ["percent", card.percent], ["day", card.day],
  ];
  return fit.parts
    .map((part, n) => ({ part, title: fit.titles[n], points: pointsOf(fit[weighting][n], levels[n]), most: fit[weighting][n], text: fillIn(fit, keys[n], values) }))
    .filter((reason) => reason.most);
}
