// Words in the exported files; a module of its own because the script of danger needs it too.

/** The file of a word among so many. */
export function shareOf(word, shares) {
  let sum = 0;
  for (const char of word) sum += char.codePointAt(0);
  return sum % shares;
}

/** Sorted words, each behind a capital letter that says how much of its beginning it shares with the one before (A: nothing). */
export function readFronted(text) {
  let word = "";
  return text.split(/(?=[A-Z])/).filter(Boolean).map((part) => {
    word = word.slice(0, part.charCodeAt(0) - 65) + part.slice(1);
    return word;
  });
}
