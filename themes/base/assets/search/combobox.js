// The search field with a list of answers under it: a combobox as the ARIA practices describe it,
// w3.org/WAI/ARIA/apg/patterns/combobox/. The focus stays in the field.

import { announcer, composing, element, numbered, pieces, question, resultsUrl } from "./view.js";

const SHOWN = 6;
const ROOM = 280; // px under the field below which it's moved up to make room for the list

/**
 * Makes a form's field a combobox.
 * @param {HTMLFormElement} form
 * @param {{ search: Function }} index
 */
export function attach(form, index) {
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
  const list = element("div", { id: "page-search-list", role: "listbox", "aria-label": form.dataset.list ?? "" });
  const message = element("p", { class: "search-message" });
  const popup = element("div", { class: "search-popup", hidden: "" }, message, list);
  const announce = announcer(form);
  /** @type {HTMLElement[]} */
  let options = [];
  let active = -1;

  form.append(popup);
  field.setAttribute("aria-controls", list.id);

  function search() {
    const query = field.value;
    if (!query.trim()) return close();
    show(index.search(query, { limit: SHOWN, asYouType: true }), query);
  }

  /** @param {{ corrected: string, total: number, hits: any[] }} found @param {string} query */
  function show({ corrected, total, hits }, query) {
    const none = total ? "" : (form.dataset.none ?? "");
    options = hits.map((hit) => option(hit.url, ...hitParts(hit)));
    if (corrected) options.unshift(option(resultsUrl(form, corrected), ...meant(corrected)));
    if (total > hits.length) options.push(option(resultsUrl(form, query), numbered(form.dataset.all ?? "", total)));
    for (const [place, each] of options.entries()) each.id = `page-search-${place}`;
    message.textContent = none;
    message.hidden = !none;
    list.replaceChildren(...options);
    list.hidden = !options.length;
    open();
    announce(none || numbered(form.dataset.found ?? "", total));
  }

  /** @param {string} query */
  function meant(query) {
    const text = question(form, query).map((part) => (part instanceof Element ? element("b", { dir: "auto" }, query) : part));
    return [element("span", {}, ...text)];
  }

  function open() {
    popup.hidden = false;
    field.setAttribute("aria-expanded", String(options.length > 0));
    activate(-1);
    const height = window.visualViewport?.height ?? window.innerHeight;
    if (height - field.getBoundingClientRect().bottom < ROOM) form.scrollIntoView({ block: "start" });
  }

  function close() {
    popup.hidden = true;
    field.setAttribute("aria-expanded", "false");
    activate(-1);
    announce("");
  }

  /** @param {number} place */
  function activate(place) {
    options[active]?.setAttribute("aria-selected", "false");
    active = place;
    field.removeAttribute("aria-activedescendant");
    if (place < 0) return;
    options[place].setAttribute("aria-selected", "true");
    options[place].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", options[place].id);
  }

  /** Up and down, around the ends; opens the list if need be. @param {KeyboardEvent} event @param {1 | -1} step */
  function move(event, step) {
    if (event.shiftKey) return false;
    if (popup.hidden) search();
    else if (event.altKey && step < 0) return close(), true;
    if (event.altKey || popup.hidden || !options.length) return true;
    const from = active < 0 && step < 0 ? 0 : active;
    activate((from + step + options.length) % options.length);
    return true;
  }

  function escape() {
    if (!popup.hidden) close();
    else field.value = "";
    return true;
  }

  function enter() {
    if (active < 0) return false;
    options[active].click();
    return true;
  }

  const backToField = () => activate(-1);
  /** What keys do; true where the browser shall do nothing more. @type {Record<string, (event: KeyboardEvent) => boolean | void>} */
  const keys = {
    ArrowDown: (event) => move(event, 1),
    ArrowUp: (event) => move(event, -1),
    ArrowLeft: backToField,
    ArrowRight: backToField,
    Home: backToField,
    End: backToField,
    Escape: escape,
    Enter: enter,
    Tab: close,
  };

  field.addEventListener("keydown", (event) => {
    if (composing(event) || event.ctrlKey || event.metaKey) return;
    if (keys[event.key]?.(event)) event.preventDefault();
  });
  field.addEventListener("input", (event) => /** @type {InputEvent} */ (event).isComposing || search());
  field.addEventListener("compositionend", search);
  field.addEventListener("click", () => popup.hidden && search());
  form.addEventListener("focusout", (event) => form.contains(/** @type {Node | null} */ (event.relatedTarget)) || close());
  popup.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => event.target instanceof Element && event.target.closest("a") && close());
  if (document.activeElement === field) search();
}

/** @param {string} url @param {(Node | string)[]} parts */
function option(url, ...parts) {
  return element("a", { role: "option", href: url, tabindex: "-1", "aria-selected": "false" }, ...parts);
}

/** @param {import("./view.js").Hit} hit */
function hitParts({ title, section, snippet }) {
  return [
    element("span", { class: "search-title" }, ...pieces(title)),
    element("span", { class: "search-section" }, section),
    element("span", { class: "search-snippet" }, ...pieces(snippet)),
  ];
}
