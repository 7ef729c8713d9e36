// What the list under the field and the page of results share: texts, marks, announcements.

/** @typedef {{ text: string, marked: boolean }} Fragment */
/** @typedef {{ title: Fragment[], url: string, section: string, snippet: Fragment[] }} Hit */

// Languages that don't write 0 to 9 so, or not everywhere (CLDR's default numbering systems).
const OTHER_DIGITS =
  /^(?:ar|as|az|bgc|bgn|bho|bn|ccp|ckb|dz|fa|ff|hnj|ks|lrc|mni|mr|my|mzn|ne|nqo|pa|ps|raj|sa|sat|sd|sdh|ur|uz)\b/i;
const PAUSE = 500; // ms without a key before counts are announced and the address is changed

/**
 * A new element. @param {string} tag @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 */
export function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Text with the words that were searched in `mark`. @param {Fragment[]} fragments */
export function pieces(fragments) {
  return fragments.map(({ text, marked }) => (marked ? element("mark", {}, text) : text));
}

/** A text with a number in its place. @param {string} text @param {number} number */
export function numbered(text, number) {
  return text.replace("{number}", () => written(number, document.documentElement.lang));
}

/** A number as a language writes it. @param {number} number @param {string} language */
export function written(number, language) {
  // The browser's own way takes as long, the first time, as a search.
  const plain = number < 1000 && !OTHER_DIGITS.test(language);
  return plain ? String(number) : number.toLocaleString(language);
}

/** The address of the page of results. @param {HTMLFormElement} form @param {string} query */
export function resultsUrl(form, query) {
  return `${form.dataset.results}?${new URLSearchParams({ q: query })}`;
}

/**
 * "Did you mean …?" with the words as a link.
 * @param {HTMLFormElement} form @param {string} query @param {Record<string, string>} attributes
 */
export function question(form, query, attributes = {}) {
  const [before, after = ""] = (form.dataset.mean ?? "").split("{query}");
  return [before, element("a", { href: resultsUrl(form, query), dir: "auto", ...attributes }, query), after];
}

/** Calls a function once there was a pause. @param {() => void} act */
export function afterPause(act) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, PAUSE);
  };
}

/** Tells people who listen what was found, once the typing pauses. @param {HTMLFormElement} form */
export function announcer(form) {
  const place = element("div", { class: "visually-hidden", role: "status" });
  let text = "";
  const speak = afterPause(() => (place.textContent = text));
  form.append(place);
  return (/** @type {string} */ what) => {
    text = what;
    speak();
  };
}

/** Whether a key belongs to a word that is still being composed. @param {KeyboardEvent} event */
export function composing(event) {
  return event.isComposing || event.keyCode === 229; // Safari ends a composition before its last key
}
