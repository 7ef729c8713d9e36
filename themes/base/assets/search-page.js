// The page of results: follows the field, and keeps what is searched in the address.

import { loadIndex } from "./search-box.js";
import { afterPause, announcer, composing, element, numbered, pieces, question } from "./search/view.js";

const STEP = 10;
const title = document.title;
const form = /** @type {HTMLFormElement} */ (document.querySelector("form.search"));
const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
const results = /** @type {HTMLElement} */ (document.querySelector(".results"));
const [hint, count, mean, list, more] = ["hint", "count", "mean", "list", "more"].map(
  (name) => /** @type {HTMLElement} */ (results.querySelector(`.results-${name}`)),
);
const announce = announcer(form);
const remember = afterPause(keep);
/** @type {{ search: Function } | undefined} */
let index;
let limit = STEP;
let typing = false; // whether the address at hand came from typing, and follows it

/** Shows what is found, from the place of the first answer that isn't there yet. */
function show(from = 0) {
  const query = field.value.trim();
  document.title = query ? `${query} – ${title}` : title;
  hint.hidden = Boolean(query);
  const { corrected = "", total = 0, hits = [] } = query ? (index?.search(query, { limit }) ?? {}) : {};
  count.hidden = !query || !index;
  count.textContent = total ? numbered(form.dataset.found ?? "", total) : (form.dataset.none ?? "");
  mean.hidden = !corrected;
  mean.replaceChildren(...(corrected ? question(form, corrected) : []));
  list.hidden = !hits.length;
  list.replaceChildren(...[...list.children].slice(0, from), ...hits.slice(from).map(item));
  more.hidden = total <= hits.length;
  announce(count.hidden ? "" : (count.textContent ?? ""));
}

/** @param {import("./search/view.js").Hit} hit */
function item({ title, url, section, snippet }) {
  return element(
    "li",
    {},
    element("a", { href: url }, ...pieces(title)),
    element("p", { class: "search-section" }, section),
    element("p", {}, ...pieces(snippet)),
  );
}

/** Puts what is searched into the address: one step back leads to what was there before the typing. */
function keep() {
  const query = field.value.trim();
  const url = query ? `?${new URLSearchParams({ q: query })}` : location.pathname;
  const changed = query !== asked();
  history[changed && !typing && asked() ? "pushState" : "replaceState"]({ limit }, "", url);
  typing ||= changed;
}

/** What the address asks for. */
function asked() {
  return new URLSearchParams(location.search).get("q")?.trim() ?? "";
}

/** Shows what the address asks for. */
function restore() {
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  limit = history.state?.limit ?? STEP;
  typing = false;
  show();
}

function follow() {
  limit = STEP;
  show();
  remember();
}

async function start() {
  restore();
  try {
    index = await loadIndex(form);
    show();
  } catch (error) {
    console.warn("Search can't be loaded.", error);
    hint.firstChild?.replaceWith(`${results.dataset.failed} `);
    hint.hidden = false;
  }
}

field.addEventListener("input", (event) => /** @type {InputEvent} */ (event).isComposing || follow());
field.addEventListener("compositionend", follow);
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && composing(event)) event.preventDefault();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  show();
  keep();
  typing = false;
  if (matchMedia("(pointer: coarse)").matches) field.blur(); // the keyboard lies on the results
});
more.addEventListener("click", () => {
  const from = list.children.length;
  limit += STEP;
  show(from);
  keep();
  list.children[from]?.querySelector("a")?.focus();
});
results.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("a");
  if (link && list.contains(link)) keep();
});
window.addEventListener("popstate", restore);
start();
