// Narrows the A–Z list to what is searched: by `q` of the address, then as one types.

const field = /** @type {HTMLInputElement} */ (document.querySelector(".search-field"));
const status = /** @type {HTMLElement} */ (document.querySelector(".filter-status"));
const groups = [...document.querySelectorAll(".letter-groups section")].map((section) => ({
  section,
  items: [...section.querySelectorAll("li")].map((li) => ({ li, text: folded(li.innerText) })),
}));

/** Lower case without accents: "cafe" finds "Café". @param {string} text */
function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function filter() {
  const words = folded(field.value).split(/\s+/).filter(Boolean);
  let found = 0;
  for (const { section, items } of groups) {
    const before = found;
    for (const { li, text } of items) {
      li.hidden = !words.every((word) => text.includes(word));
      found += Number(!li.hidden);
    }
    section.toggleAttribute("hidden", found === before);
  }
  document.querySelector(".letters")?.toggleAttribute("hidden", words.length > 0);
  const { none = "", found: message = "" } = status.dataset;
  const number = found.toLocaleString(document.documentElement.lang);
  status.textContent = words.length ? (found ? message.replace("{number}", number) : none) : "";
}

field.value = new URLSearchParams(location.search).get("q") ?? "";
field.addEventListener("input", filter);
filter();
