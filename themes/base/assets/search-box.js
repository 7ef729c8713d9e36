// Wakes the search form: "/" leads to its field, and the index is loaded on the first focus. The
// code, a twentieth of that, comes while the browser has nothing else to do.

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form.search"));
if (form?.dataset.results) wake(form);

/** @param {HTMLFormElement} form */
function wake(form) {
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
  form.action = form.dataset.results ?? "";
  for (const extra of form.querySelectorAll("[type=hidden]")) extra.remove();
  field.setAttribute("aria-keyshortcuts", "/");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || writes(event.target)) return;
    event.preventDefault();
    field.select();
    field.focus();
  });
  if (document.body.matches(".kind-a-z, .kind-search")) return; // these pages follow what one types

  field.type = "text"; // a search field can't be a combobox
  const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" };
  for (const [name, value] of Object.entries(attributes)) field.setAttribute(name, value);
  /** @type {Promise<void> | undefined} */
  let loading;
  const load = () => (loading ??= attachTo(form).catch((error) => {
    console.warn("Search can't be loaded; it's tried again when the field is used again.", error);
    loading = undefined;
  }));
  field.addEventListener("focus", load);
  if (document.activeElement === field) load();
  else if (navigator.onLine && !navigator.connection?.saveData) {
    whenIdle(() => prepare(form).catch(() => {})); // told on focus, if it still can't be loaded then
  }
}

/** After all that the page itself needs. @param {() => void} job */
function whenIdle(job) {
  const idle = window.requestIdleCallback ?? ((later) => setTimeout(later, 500)); // Safari has none
  if (document.readyState === "complete") idle(job);
  else addEventListener("load", () => idle(job));
}

/** The modules of search; all at once, for they import each other. @param {HTMLFormElement} form */
function code(form) {
  const { stemmer } = form.dataset;
  return Promise.all([
    import("./search/combobox.js"),
    import("./search/engine.js"),
    stemmer ? import(stemmer) : { stem: String },
    import("./search/view.js"),
  ]);
}

/** The code, loaded and run once. @param {HTMLFormElement} form */
async function prepare(form) {
  const [, { rehearse }, { stem }] = await code(form);
  rehearse(stem);
}

/** @param {HTMLFormElement} form */
async function attachTo(form) {
  // The index first, as nothing takes longer.
  const [index, [{ attach }]] = await Promise.all([loadIndex(form), code(form)]);
  attach(form, index);
}

/** An edition's index, ready to be asked. @param {HTMLFormElement} form */
export async function loadIndex(form) {
  const { results = "", stemmer } = form.dataset;
  const [response, { Index }, { stem }] = await Promise.all([
    fetch(`${results}index.json`),
    import("./search/engine.js"),
    stemmer ? import(stemmer) : { stem: String },
  ]);
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return new Index(await response.json(), stem, new URL("../", response.url).pathname);
}

/** Whether keys that are pressed there are text. @param {EventTarget | null} target */
function writes(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}
