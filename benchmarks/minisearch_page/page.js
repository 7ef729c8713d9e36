// The same with MiniSearch as its documentation shows it: an index made before, prefixes, typos.

import MiniSearch from "./minisearch.js";

const OPTIONS = {
  fields: ["name", "section", "text"],
  storeFields: ["name", "url", "section", "description"],
  searchOptions: { boost: { name: 5 }, prefix: true, fuzzy: 0.2 },
};

/** The serialised index of texts.json. */
export async function indexed() {
  const index = new MiniSearch(OPTIONS);
  index.addAll(await (await fetch("texts.json")).json());
  return JSON.stringify(index);
}

/** Shows answers under a field. @param {HTMLInputElement} field */
export async function attach(field) {
  const index = MiniSearch.loadJSON(await (await fetch("index.json")).text(), OPTIONS);
  const list = document.querySelector("ul");
  const show = () => list.replaceChildren(...index.search(field.value).slice(0, 6).map(item));
  field.addEventListener("input", show);
  show();
}

function item({ name, url, section, description }) {
  const link = Object.assign(document.createElement("a"), { href: url, textContent: name });
  const li = Object.assign(document.createElement("li"), { className: "result" });
  li.append(link, ` ${section} `, description);
  return li;
}
