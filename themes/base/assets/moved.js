// Leads to the page that took this one's place, and to the same part of it.
const { to } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
location.replace(`${to}${location.hash}`);
