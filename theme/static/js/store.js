// Fetches the files of the search, once each, and checks that they are what they should be. Nothing is kept beyond the page.
import { readAlarms } from "./danger.js";
import { buildLexicon } from "./spelling.js";
import { buildMatcher } from "./understand.js";
import { readVocabulary } from "./vocabulary.js";

const CARD_FIELDS = [
  "slug", "name", "credentials", "person", "initials", "tint", "photo", "board", "years", "place", "acceptingCode", "accepting", "secondOpinion", "languages", "phone",
  "phoneLabel", "overdue", "sentences", "certificate", "since", "percent", "day", "photoAlt",
];

/** A store of the search files beside a manifest. Every promise rejects with an Error when its file could not be had; asking again fetches again. */
export function openStore(address) {
  const manifestAddress = new URL(address, document.baseURI);
  const files = new Map();

  function fetchOnce(url, cache) {
    const key = String(url);
    if (!files.has(key)) {
      const pending = fetch(url, { cache, credentials: "omit", referrerPolicy: "no-referrer" }).then((response) => {
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
    vocabulary: readLanguage,
    matcher: (full, spelling) => once(`matcher ${full} ${spelling}`, async () => {
      const { vocabulary } = await readLanguage(full);
      return buildMatcher(vocabulary, buildLexicon(vocabulary.stems, spelling ? await named("spelling") : null));
    }),
    list: async (key) => {
      const { lists } = await manifest();
      return lists[key] ? file(lists[key]) : null;
    },
    rows: (name) => file(name),
    cards: (name) => file(name).then((rows) => rows.map(readCard)),
    readCard,
    facets: () => named("facets"),
    order: () => named("order"),
    surgeons: () => named("surgeons"),
    cardAddresses: () => named("cards"),
    profileAddresses: () => named("profiles"),
    profiles: (name) => file(name),
    cardSize: async () => (await manifest()).cardsize,
    names: async (letter) => {
      const { names } = await manifest();
      return names[letter] ? file(names[letter]) : null;
    },
    zips: (key) => placeShard("zip", key, " "),
    cities: (key) => placeShard("city", key, "|"),
    cardsOf: (slugs) => cardsOf(slugs),
    profilesOf: (slugs) => profilesOf(slugs),
  };

  function readLanguage(full) {
    return once(`vocabulary ${full}`, async () => {
      const core = await named("vocabulary");
      const language = full ? await named("language") : null;
      const vocabulary = readVocabulary(core, language);
      return { vocabulary, alarms: readAlarms(core, language, vocabulary) };
    });
  }

  async function placeShard(kind, key, separator) {
    const { places } = await manifest();
    return places[kind].split(separator).includes(key) ? file(`${places.folder}/${kind}/${key}.json`) : null;
  }

  async function numbersOf(slugs) {
    const all = await named("surgeons");
    return slugs.map((slug) => all.indexOf(slug));
  }

  async function blockOf(addresses, number) {
    const size = (await manifest()).cardsize;
    return { address: addresses[Math.floor(number / size)], place: number % size };
  }

  /** Cards of the surgeons with these slugs; those who are not in the search are left out. */
  async function cardsOf(slugs) {
    const addresses = await named("cards");
    const cards = [];
    for (const number of await numbersOf(slugs)) {
      if (number < 0) continue;
      const { address: name, place } = await blockOf(addresses, number);
      cards.push(readCard((await file(name))[place]));
    }
    return cards;
  }

  /** Cards with rows of [question, answer] for the comparison. */
  async function profilesOf(slugs) {
    const addresses = await named("profiles");
    const profiles = [];
    for (const number of await numbersOf(slugs)) {
      if (number < 0) continue;
      const [card] = await cardsOf([(await named("surgeons"))[number]]);
      const { address: name, place } = await blockOf(addresses, number);
      profiles.push({ card, rows: (await file(name))[place] });
    }
    return profiles;
  }
}

function readCard(values) {
  const card = {};
  CARD_FIELDS.forEach((name, n) => {
    card[name] = values[n];
  });
  card.phoneHref = `tel:+1${card.phone.replace(/[^0-9]/g, "")}`;
  return card;
}
