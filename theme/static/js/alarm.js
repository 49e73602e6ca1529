// Danger, as a part of its own: the search fetches it with its data only for words that danger is told with. It needs nothing of the other modules.
import { addClasses, checkDanger, moreSerious, readAlarms } from "./danger.js";
import { addScales, listenFor, readEar } from "./heard.js";

/**
 * The alarm of its file: from the tokens as typed and as read to {level, message, because}, or null.
 * The third argument is what the vocabulary knows, {deniersOf, turning, filler}; the fourth what the files of the language add for the words of the text.
 */
export function alarmOf(file) {
  const known = readAlarms(file);
  const ear = readEar(file, known.signs);
  const added = new Set();
  return (found, read, grammar, more) => {
    for (const part of more.filter((one) => !added.has(one))) {
      added.add(part);
      addClasses(known.slots, part.classes);
      addScales(ear, part);
    }
    const alarms = { ...known, ear, grammar };
    return listenFor(read, alarms, moreSerious(checkDanger(found, alarms), checkDanger(read, alarms)));
  };
}
