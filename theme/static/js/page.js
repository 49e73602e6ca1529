/* The small script of every page: the home box, the list a reader keeps, the kit, printing.
   Everything it keeps stays on the device (localStorage); nothing is sent. Without storage, its buttons stay hidden. */

const LIST = "second-opinion:list";
const KIT = "second-opinion:kit";
const MOST = 12;
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const one = (selector) => document.querySelector(selector);
const home = one(".home")?.href ?? location.href;

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** The kept surgeons, oldest first; anything that is not one is dropped. */
function kept() {
  const value = read(LIST);
  const fits = (s) => s && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(s.slug) && typeof s.name === "string";
  return Array.isArray(value) ? value.filter(fits).slice(0, MOST) : [];
}

function keep(slug, name) {
  const list = kept();
  const others = list.filter((s) => s.slug !== slug);
  if (others.length === list.length) {
    if (list.length >= MOST) return alert(`Your list is full: it holds ${MOST}. Take somebody off first.`);
    others.push({ slug, name, url: `surgeons/${slug}/` });
  }
  write(LIST, others.length ? others : null);
  show();
}

function make(tag, text, ...inside) {
  const element = document.createElement(tag);
  element.textContent = text;
  element.append(...inside);
  return element;
}

function item({ slug, name }) {
  const link = make("a", name);
  link.href = new URL(`surgeons/${slug}/`, home).href;
  const hidden = make("span", `: ${name}`);
  hidden.className = "vh";
  const button = make("button", "Take off", hidden);
  button.type = "button";
  button.className = "quiet screen";
  button.dataset.drop = slug;
  return make("li", "", link, " ", button);
}

function press(buttons, list) {
  const slugs = new Set(list.map((s) => s.slug));
  for (const button of buttons) {
    if (!button.dataset.keep) continue;
    button.hidden = false;
    button.setAttribute("aria-pressed", String(slugs.has(button.dataset.keep)));
  }
}

function show() {
  const list = kept();
  for (const link of all("[data-list-link]")) link.hidden = !list.length;
  for (const count of all("[data-list-count]")) count.textContent = list.length;
  for (const box of all("[data-list-empty]")) box.hidden = list.length > 0 || location.hash.length > 1;
  for (const box of all("[data-shortlist]")) {
    box.hidden = !list.length;
    box.querySelector("[data-shortlist-items]").replaceChildren(...list.map(item));
  }
  press(all("[data-keep]"), list);
}

function startList() {
  if (!write("second-opinion:try", 1)) return;
  write("second-opinion:try", null);
  show();
  addEventListener("storage", show);
  addEventListener("pageshow", show);
  new MutationObserver(() => {
    const fresh = all("[data-keep][hidden]");
    if (fresh.length) press(fresh, kept());
  }).observe(one("main"), { childList: true, subtree: true });
  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("button");
    if (!button) return;
    const { keep: slug, drop, name } = button.dataset;
    if (slug) keep(slug, name);
    if (drop) {
      keep(drop);
      (one("[data-drop]") ?? one("main")).focus();
    }
    if ("listClear" in button.dataset) {
      write(LIST, null);
      show();
      one("main").focus();
    }
  });
}

function startHome() {
  const form = one("#start");
  if (!form) return;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = form.elements.q.value.trim();
    location.assign(form.action + (words ? `#q=${encodeURIComponent(words)}` : ""));
  });
}

function addRow(body) {
  const row = body.lastElementChild.cloneNode(true);
  const number = body.children.length + 1;
  for (const field of all("[data-kit]", row)) {
    field.value = "";
    field.dataset.kit = field.dataset.kit.replace(/\d+$/, number);
    field.setAttribute("aria-label", field.getAttribute("aria-label").replace(/\d+$/, number));
  }
  body.append(row);
  return row;
}

function startKit() {
  const form = one("#kit");
  if (!form) return;
  const stored = read(KIT);
  const answers = new Map(Array.isArray(stored) ? stored.filter((pair) => Array.isArray(pair)) : []);
  const body = form.querySelector(".timeline tbody");
  const add = form.querySelector("[data-kit-add]");
  const rows = () => body.children.length;
  while (rows() < 20 && ["when", "what", "help"].some((k) => answers.has(`${k}-${rows() + 1}`))) addRow(body);
  for (const field of all("[data-kit]", form)) {
    const value = answers.get(field.dataset.kit);
    if (field.type === "checkbox") field.checked = value === true;
    else field.value = typeof value === "string" ? value : "";
  }
  form.addEventListener("input", ({ target }) => {
    const name = target.dataset.kit;
    if (!name) return;
    const value = target.type === "checkbox" ? target.checked : target.value;
    if (value) answers.set(name, value);
    else answers.delete(name);
    write(KIT, answers.size ? [...answers] : null);
  });
  add.addEventListener("click", () => {
    addRow(body).querySelector("input").focus();
    add.hidden = rows() >= 20;
  });
  form.querySelector("[data-kit-clear]").addEventListener("click", () => {
    if (!confirm("Clear everything you wrote on this sheet?")) return;
    answers.clear();
    write(KIT, null);
    for (const field of all("[data-kit]", form)) {
      field.value = field.type === "checkbox" ? "on" : "";
      field.checked = false;
    }
  });
  for (const part of all("[data-kit-clear],[data-kit-note],[data-kit-add]", form)) part.hidden = false;
}

for (const button of all("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
startHome();
startList();
startKit();
