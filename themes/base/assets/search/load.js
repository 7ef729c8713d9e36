// What the search form fetches -> an index that can be asked.

import { Index } from "./engine.js";

/** @param {HTMLFormElement} form */
export async function loadIndex(form) {
  const { results = "", stemmer } = form.dataset;
  const [response, { stem }] = await Promise.all([
    fetch(`${results}index.json`),
    stemmer ? import(stemmer) : { stem: String },
  ]);
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return new Index(await response.json(), stem, new URL("../", response.url).pathname);
}
