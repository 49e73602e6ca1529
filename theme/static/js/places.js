// ZIP codes and cities to points, and the distance between them; twin of places.py.
import { stems } from "./text.js";

const EARTH_MILES = 3958.8;
const RIGHT_ANGLE = 1.5707963267948966;
const RADIAN = 3.141592653589793 / 1800000;
const SPELLED = new Map([["st", "saint"], ["ste", "sainte"], ["ft", "fort"], ["mt", "mount"]]);

// Only + - * / and the square root, which IEEE 754 rounds the same in Python.
function sine(given) {
  let angle = given;
  if (angle > RIGHT_ANGLE) angle = 2 * RIGHT_ANGLE - angle;
  else if (angle < -RIGHT_ANGLE) angle = -2 * RIGHT_ANGLE - angle;
  const square = angle * angle;
  let term = angle;
  let total = angle;
  for (const odd of [3, 5, 7, 9, 11, 13, 15, 17]) {
    term = (-term * square) / (odd * (odd - 1));
    total = total + term;
  }
  return total;
}

function arcSine(value) {
  let low = 0;
  let high = RIGHT_ANGLE;
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2;
    if (sine(middle) < value) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Great-circle distance in statute miles between two {latitude, longitude} in ten-thousandths of a degree. */
export function distanceMiles(a, b) {
  const lat1 = a.latitude * RADIAN;
  const lat2 = b.latitude * RADIAN;
  const halfLat = sine((lat2 - lat1) / 2);
  const halfLon = sine(((b.longitude - a.longitude) * RADIAN) / 2);
  const root = halfLat * halfLat + sine(RIGHT_ANGLE - lat1) * sine(RIGHT_ANGLE - lat2) * halfLon * halfLon;
  return 2 * EARTH_MILES * arcSine(root < 1 ? Math.sqrt(root) : 1);
}

export function wholeMiles(a, b) {
  return Math.floor(distanceMiles(a, b) + 0.5);
}

export function cityWords(words) {
  return words.map((word) => SPELLED.get(word) ?? word);
}

/** The city of that name in that state, or without a state the largest of its name. */
export function cityOf(name, state, known) {
  const found = known.cities.get(name);
  if (!found) return null;
  if (state) return found.get(state) ?? null;
  let best = null;
  for (const place of found.values()) if (!best || place.size > best.size || (place.size === best.size && place.state < best.state)) best = place;
  return best;
}

/** The place written into the place box. */
export function findPlace(text, known, states) {
  const words = stems(text);
  if (words.length === 1 && /^[0-9]{5}$/.test(words[0])) return known.zips.get(words[0]) ?? null;
  const parts = cityWords(words);
  for (const size of [3, 2, 1]) {
    const state = parts.length > size ? states.get(parts.slice(-size).join(" ")) : undefined;
    const place = state ? cityOf(parts.slice(0, -size).join(" "), state, known) : null;
    if (place) return place;
  }
  return cityOf(parts.join(" "), "", known);
}
