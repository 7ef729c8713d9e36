// Sends "Was this answer helpful?" without leaving the page, and says that it went well.

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form.feedback"));
form?.addEventListener("submit", (event) => {
  event.preventDefault();
  send(form, /** @type {HTMLButtonElement} */ (event.submitter));
});

/** @param {HTMLFormElement} form @param {HTMLButtonElement} button the one that was pressed */
async function send(form, button) {
  const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
  if (form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  status.textContent = "";
  const sent = await post(form.action, new FormData(form, button));
  form.ariaBusy = "false";
  status.textContent = (sent ? form.dataset.thanks : form.dataset.failed) ?? "";
  if (!sent) return;
  form.classList.add("is-sent");
  status.focus(); // the buttons are gone, and with them where the keyboard was
}

/**
 * Whether it went off. Another host's reply can't be read without its leave, and isn't needed.
 * @param {string} url @param {FormData} data
 */
async function post(url, data) {
  const body = new URLSearchParams(/** @type {any} */ (data));
  try {
    const reply = await fetch(url, { method: "POST", mode: "no-cors", body });
    return reply.ok || reply.type === "opaque";
  } catch {
    return false;
  }
}
