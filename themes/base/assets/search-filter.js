// Narrows the A–Z list to what is searched: by `q` of the address, then as one types.

/** @type {HTMLInputElement | null} */
const field = document.querySelector(".search-field");
/** @type {HTMLElement | null} */
const status = document.querySelector(".filter-status");

/** Lower case without accents, so that "cafe" finds "Café". @param {string} text */
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const groups = [...document.querySelectorAll(".letter-groups section")].map((section) => ({
  section,
  items: [...section.querySelectorAll("li")].map((item) => ({
    item,
    text: folded(item.textContent ?? ""),
  })),
}));

/** Shows what holds every word of the query, and tells how much that is. @param {string} query */
function filter(query) {
  const words = folded(query).split(/\s+/).filter(Boolean);
  let found = 0;
  for (const { section, items } of groups) {
    const before = found;
    for (const { item, text } of items) {
      item.hidden = !words.every((word) => text.includes(word));
      found += Number(!item.hidden);
    }
    section.toggleAttribute("hidden", found === before);
  }
  document.querySelector(".letters")?.toggleAttribute("hidden", words.length > 0);
  tell(words.length > 0, found);
}

/** @param {boolean} searched @param {number} found */
function tell(searched, found) {
  if (!status) return;
  const { none = "", found: message = "" } = status.dataset;
  const number = found.toLocaleString(document.documentElement.lang);
  status.textContent = searched ? (found ? message.replace("{number}", number) : none) : "";
}

if (field) {
  field.value = new URLSearchParams(location.search).get("q") ?? field.value;
  field.addEventListener("input", () => filter(field.value));
  filter(field.value);
}
