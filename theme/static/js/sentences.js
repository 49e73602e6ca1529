/* What the search says, as sentences. Nothing here touches the page. */

import { RADIUS } from "./fragment.js";

/** A whole number as people write it, "1,234". Intl does the same, but to wake it takes a cheap phone a sixteenth of a second. */
export function grouped(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** `12 surgeons`, `1 surgeon`, `No surgeon`. */
export function countOf(number, noun) {
  return number === 0 ? `No ${noun}` : `${grouped(number)} ${noun}${number === 1 ? "" : "s"}`;
}

/** `a`, `a and b`, `a, b and c`, each in quotation marks. */
export function quoteAll(words) {
  const marked = words.map((word) => `“${word}”`);
  return marked.length > 1 ? `${marked.slice(0, -1).join(", ")} and ${marked.at(-1)}` : marked.join("");
}

/** `Voorhees, NJ`. */
export function placeName(place) {
  return `${place.name}, ${place.state}`;
}

/** `12 miles from Voorhees, NJ`; empty without a place. */
export function distanceLine(miles, place) {
  if (!place) return "";
  if (miles === null) return `distance from ${placeName(place)} not known`;
  return `${miles === 0 ? "less than a mile" : miles === 1 ? "1 mile" : `${grouped(miles)} miles`} from ${placeName(place)}`;
}

/** Where the list looks: ` within 100 miles of Voorhees, NJ`. */
export function aroundLine(question, result) {
  if (!result.place || result.named.length) return "";
  const within = question.within ?? RADIUS;
  return within ? ` within ${within} miles of ${placeName(result.place)}` : `, at any distance from ${placeName(result.place)}`;
}

/** The count, said once: `12 surgeons for Sciatica within 100 miles of Voorhees, NJ, with 2 filters`. */
export function countLine(question, result, noun) {
  if (!result.need) return `No ${noun} fits these words.`;
  const named = result.named.length ? " by that name" : result.need.title ? ` for ${result.need.title}` : "";
  const filters = [...result.filters.values()].flat().length;
  const narrowed = filters ? `, with ${filters} filter${filters === 1 ? "" : "s"}` : "";
  return `${countOf(result.total, noun)}${named}${aroundLine(question, result)}${narrowed}.`;
}

/** The heading over everything found. */
export function headLine(question, result) {
  if (placeIsUnknown(question, result)) return "We do not know this place";
  if (!result.need) return "Nothing here fits these words";
  if (result.total) return "What we found";
  if ([...result.filters.values()].flat().length) return "Nobody here fits all of that";
  return aroundLine(question, result) && question.within !== 0 ? `Nobody near ${placeName(result.place)}` : "Nobody here yet";
}

/** Whether the place box holds something that is no place we know. */
export function placeIsUnknown(question, result) {
  return question.near !== "" && !result.place;
}

/** What an empty list says about itself, before the ways on. */
export function emptyLine(question, result, noun) {
  if (placeIsUnknown(question, result)) return `We do not know the place “${question.near}”. Look at the digits of the ZIP code, or write the city and its state, like Camden, NJ.`;
  if (!result.need) {
    return "We could not join these words to anything this directory looks after. Say it in other words: where it hurts, what it feels like, what a doctor called it. Or it may be something for another kind of doctor: your own doctor can say whom to ask.";
  }
  if ([...result.filters.values()].flat().length) return "Nobody here meets all of this at once. Changing one part may help:";
  if (aroundLine(question, result) && question.within !== 0) return "Nobody in this directory who looks after this has an office there.";
  return `No ${noun} in this directory says that they look after this.`;
}

/** The title of the window, which tells the states apart. */
export function titleLine(line, urgent, site) {
  const first = urgent?.level === "emergency" ? "Emergency signs. " : urgent ? "Call a doctor today. " : "";
  return `${first}${line.replace(/\.$/, "")} | ${site}`;
}

/** What was corrected in the words. */
export function correctedLine(pairs) {
  return `You typed ${quoteAll(pairs.map(([typed]) => typed))}. We read ${quoteAll(pairs.map(([, read]) => read))}.`;
}
