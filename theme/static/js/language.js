// What is known of words, as far as a text needs it: the core, and the files for its words outside the core, and the spelling.
import { shareOf } from "./fronted.js";
import { buildLexicon, isKnown, knowing, respell } from "./spelling.js";
import { buildMatcher } from "./understand.js";
import { readVocabulary } from "./vocabulary.js";

/**
 * The languages of a store: from the tokens of a text, and the words to leave as they are, to its matcher.
 *
 * Whatever was fetched for an earlier text is in it too; it changes nothing, as it only speaks of words that this one has not.
 */
export function openLanguage(store) {
  const files = new Map(); // those of the language that were fetched, by number
  let core = null;
  let coreStems = null; // a stem of another text's file still needs its own
  let newest = null; // {key, matcher} with all of them
  let lexicon = null;

  /** The matcher of the files fetched so far. Sums of weights and impacts do not depend on the order of files. */
  function matcherOf() {
    const numbers = [...files.keys()].sort((a, b) => a - b);
    const key = numbers.join(" ");
    if (newest?.key !== key) {
      const vocabulary = readVocabulary(core, numbers.map((number) => files.get(number)));
      newest = { key, matcher: buildMatcher(vocabulary, knowing(buildLexicon(null), vocabulary)) };
    }
    return newest.matcher;
  }

  async function matcherFor(found) {
    core ??= await store.core();
    coreStems ??= matcherOf().vocabulary.stems;
    const numbers = new Set(found.filter((token) => !coreStems.has(token.stem) && !/^[0-9]{5}$/.test(token.word)).map((token) => shareOf(token.stem, core.shards)));
    await Promise.all([...numbers].map(async (number) => files.set(number, await store.words(number))));
    return matcherOf();
  }

  async function correcting(matcher) {
    lexicon ??= buildLexicon(await store.spelling());
    return { ...matcher, lexicon: knowing(lexicon, matcher.vocabulary) };
  }

  return async function languageFor(found, kept) {
    const plain = await matcherFor(found);
    if (found.every((token) => isKnown(token.word, plain.lexicon))) return plain;
    const { tokens } = respell(found, (await correcting(plain)).lexicon, kept);
    return correcting(await matcherFor([...found, ...tokens]));
  };
}
