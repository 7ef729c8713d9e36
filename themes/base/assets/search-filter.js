// Narrows the A–Z list to what is searched: by `q` of the address, then as one types.

/** Lower case without accents, so that "cafe" finds "Café". @param {string} text */
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** @type {HTMLInputElement} */
const field = document.querySelector(".search-field");
/** @type {HTMLElement} */
const status = document.querySelector(".filter-status");
/** @type {NodeListOf<HTMLElement>} */
const sections = document.querySelectorAll(".letter-groups section");
/** @type {HTMLElement} */
const letters = document.querySelector(".letters");
const groups = [...sections].map((section) => ({
  section,
  items: [...section.querySelectorAll("li")].map((li) => ({ li, text: folded(li.innerText) })),
}));

function filter() {
  const words = folded(field.value).split(/\s+/).filter(Boolean);
  let found = 0;
  for (const { section, items } of groups) {
    const before = found;
    for (const { li, text } of items) {
      li.hidden = !words.every((word) => text.includes(word));
      found += li.hidden ? 0 : 1;
    }
    section.hidden = found === before;
  }
  letters.hidden = words.length > 0;
  const number = found.toLocaleString(document.documentElement.lang);
  const message = found ? status.dataset.found.replace("{number}", number) : status.dataset.none;
  status.textContent = words.length ? message : "";
}

field.value = new URLSearchParams(location.search).get("q") ?? field.value;
field.addEventListener("input", filter);
filter();
