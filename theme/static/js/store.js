// Fetches the files of the search, once each, and checks that they are what they should be. Nothing is kept beyond the page.
import { buildLexicon, withStems } from "./spelling.js";
import { buildMatcher } from "./understand.js";
import { readVocabulary, shardOf } from "./vocabulary.js";

const CARD_FIELDS = [
  "slug", "name", "credentials", "initials", "tint", "person", "acceptingCode", "accepting", "ways", "certificate", "wait", "place", "languages", "phone", "office", "sentences",
  "since", "percent", "day", "photo", "photoAlt",
];
const STOCKED = ["person", "acceptingCode", "accepting", "ways", "certificate"];
const COLUMN_FIELDS = ["slug", "name", "credentials", "initials", "tint", "photo", "photoAlt"];

/** A store of the search files beside a manifest; `alarm` is the address of the script of danger. Every promise rejects with an Error when its file could not be had; asking again fetches again. */
export function openStore(address, alarm = new URL("./alarm.js", import.meta.url).href) {
  const manifestAddress = new URL(address, document.baseURI);
  const files = new Map();

  function fetchOnce(url, cache) {
    const key = String(url);
    if (!files.has(key)) {
      const pending = fetch(url, { cache, referrerPolicy: "no-referrer" }).then((response) => {
        if (!response.ok) throw new Error(`${key} answered ${response.status}`);
        return response.json();
      });
      pending.catch(() => files.delete(key));
      files.set(key, pending);
    }
    return files.get(key);
  }

  const manifest = () => fetchOnce(manifestAddress, "no-cache");
  const file = (name) => fetchOnce(new URL(name, manifestAddress), "force-cache");
  const named = async (name) => file((await manifest())[name]);
  const made = new Map();
  const shards = new Map();
  let tries = 0;
  const lexicon = () => once("lexicon", async () => buildLexicon(await named("spelling")));

  /** Makes a value of fetched files once; a failure is forgotten. */
  function once(key, make) {
    if (!made.has(key)) {
      const pending = make();
      pending.catch(() => made.delete(key));
      made.set(key, pending);
    }
    return made.get(key);
  }

  return {
    core: () => named("vocabulary"),
    language,
    matcher: ({ key, vocabulary }, spelling) => once(`matcher ${key} ${spelling}`, async () => buildMatcher(vocabulary, withStems(spelling ? await lexicon() : buildLexicon(null), vocabulary.stems))),
    alarm: () => once("alarm", readAlarm),
    list: async (number) => file(`lists/${number}-${(await manifest()).lists}.json`),
    near: async (number) => file(`lists/near-${number}-${(await manifest()).lists}.json`),
    rows: (head, name) => file(`${head.folder}/${name}.json`),
    card: (number) => inBlock("cards", number),
    facet: async (name) => file((await manifest()).facets[name]),
    order: () => named("order"),
    names: async (letter) => {
      const { names } = await manifest();
      return names[letter] ? file(names[letter]) : null;
    },
    zips: async (key) => {
      const { places } = await manifest();
      return places.nozip.split(" ").includes(key) ? null : file(`${places.folder}/zip/${key}.json`);
    },
    cities: async (key) => {
      const { places } = await manifest();
      return places.city.split("|").includes(key) ? file(`${places.folder}/city/${key}.json`) : null;
    },
    profilesOf: (slugs) => profilesOf(slugs),
  };

  /** The script of danger with its data. A browser may remember a script that did not come: another try has another fragment. */
  async function readAlarm() {
    tries += 1;
    const [script, data] = await Promise.all([import(`${new URL(alarm, document.baseURI)}#${tries}`), named("alarms")]);
    return script.alarmOf(data);
  }

  /**
   * The vocabulary for a text, {key, vocabulary}: the core, and the files of the language for its words outside the core.
   * Whatever was fetched before is in it too; it changes nothing, as it only speaks of words that the text has not.
   */
  async function language(found) {
    const core = await named("vocabulary");
    const plain = await once("vocabulary ", async () => readVocabulary(core, []));
    const numbers = new Set(found.filter((token) => !plain.stems.has(token.stem) && !/^[0-9]{5}$/.test(token.word)).map((token) => shardOf(core, token.stem)));
    const folder = await manifest();
    await Promise.all([...numbers].map(async (number) => shards.set(number, await file(`${folder.language}/${number}.json`))));
    const sorted = [...shards.keys()].sort((a, b) => a - b);
    const key = sorted.join(" ");
    return { key, vocabulary: await once(`vocabulary ${key}`, async () => readVocabulary(core, sorted.map((number) => shards.get(number)))) };
  }

  async function numbersOf(slugs) {
    const all = await named("surgeons");
    return slugs.map((slug) => all.indexOf(slug));
  }

  /** What a folder of blocks holds for the surgeon of this number. */
  async function inBlock(folder, number) {
    const found = await manifest();
    return (await file(`${found[folder]}/${Math.floor(number / found.cardsize)}.json`))[number % found.cardsize];
  }

  /** Heads of columns with rows of [question, answer], for the comparison; those who are not in the search are left out. */
  async function profilesOf(slugs) {
    const numbers = (await numbersOf(slugs)).filter((number) => number >= 0);
    return Promise.all(numbers.map(async (number) => {
      const [head, rows] = await inBlock("profiles", number);
      return { card: withNames(COLUMN_FIELDS, head), rows };
    }));
  }
}

/** A card of its values; `core` has the texts that many cards share, and the sentences. */
export function readCard(core, values) {
  const card = withNames(CARD_FIELDS, values);
  for (const field of STOCKED) card[field] = core.stock[card[field]];
  return { ...card, sentences: card.sentences.map((number) => Object.keys(core.fit.sentences)[number]), phoneHref: `tel:+1${card.phone.replace(/[^0-9]/g, "")}` };
}

function withNames(fields, values) {
  return Object.fromEntries(fields.map((name, n) => [name, values[n] ?? ""]));
}
