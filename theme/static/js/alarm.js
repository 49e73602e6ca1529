// Danger, as a part of its own: the search fetches it with its data only for words that danger is told with. It needs nothing of the other modules.
import { checkDanger, moreSerious, readAlarms } from "./danger.js";
import { listenFor, readEar } from "./heard.js";

/**
 * The alarm of its file: from the tokens as typed and as read to {level, message, because}, or null.
 * Its third argument is what the vocabulary knows: {deniersOf, turning, filler}.
 */
export function alarmOf(file) {
  const known = readAlarms(file);
  const ear = readEar(file, known.signs);
  return (found, read, grammar) => {
    const alarms = { ...known, ear, grammar };
    return listenFor(read, alarms, moreSerious(checkDanger(found, alarms), checkDanger(read, alarms)));
  };
}
