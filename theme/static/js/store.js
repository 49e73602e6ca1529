// Fetches the files of the search, once each, and checks that they are what they should be. Nothing is kept beyond the page.

import { readFronted, shareOf } from "./fronted.js";

const CARD_FIELDS = [
  "slug", "name", "credentials", "initials", "tint", "person", "acceptingCode", "accepting", "ways", "certificate", "wait", "place", "languages", "phone", "office", "sentences",
  "since", "percent", "day", "photo", "photoAlt",
];
const STOCKED = ["person", "acceptingCode", "accepting", "ways", "certificate"];
const COLUMN_FIELDS = ["slug", "name", "credentials", "initials", "tint", "photo", "photoAlt"];

/** A store of the search files beside a manifest; `alarmScript` is the address of the script of danger. Every promise rejects with an Error when its file could not be had; asking again fetches again. */
export function openStore(address, alarmScript = new URL("./alarm.js", import.meta.url).href) {
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
  let tries = 0;
  let alarmMade = null;

  return {
    core: () => named("vocabulary"),
    words: async (number) => file(`${(await manifest()).language}/${number}.json`),
    spelling: () => named("spelling"),
    alarm,
    list: async (number) => file(`lists/${number}-${(await manifest()).lists}.json`),
    near: async (number) => file(`lists/near-${number}-${(await manifest()).lists}.json`),
    rows: (head, name) => file(`${head.folder}/${name}.json`),
    card: (number) => inBlock("cards", number),
    facet: async (name) => file(`${(await manifest()).facets}/${name}.json`),
    order: () => named("order"),
    names: async (word) => {
      const { folder, shares } = (await manifest()).names;
      return file(`${folder}/${shareOf(word, shares)}.json`);
    },
    namesAlike: async (letter) => {
      const { folder, letters } = (await manifest()).names;
      return letters.includes(letter) ? readFronted(await file(`${folder}/${letter}.json`)) : [];
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

  /** The alarm of the script of danger and its data, made once. A browser may remember a script that did not come: another try has another fragment. */
  function alarm() {
    alarmMade ??= readAlarm().catch((failure) => {
      alarmMade = null;
      throw failure;
    });
    return alarmMade;
  }

  async function readAlarm() {
    tries += 1;
    const [script, data] = await Promise.all([import(`${new URL(alarmScript, document.baseURI)}#${tries}`), named("alarms")]);
    return script.alarmOf(data);
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
