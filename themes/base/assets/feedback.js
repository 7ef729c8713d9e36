// Sends "Was this answer helpful?" without leaving the page, and says whether it went well.

const WAIT = 10_000; // milliseconds until nobody will answer any more

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form.feedback"));
form?.querySelector("[name=vote]")?.setAttribute("value", newId());
form?.addEventListener("submit", (event) => {
  event.preventDefault();
  send(form, /** @type {HTMLButtonElement} */ (event.submitter));
});

/** 128 random bits for this view of the page: what is sent twice can be known for one vote. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

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
 * Whether it was taken. A reply that the page may not read is none: nobody is thanked in vain.
 * @param {string} url @param {FormData} data
 */
async function post(url, data) {
  const body = new URLSearchParams(/** @type {any} */ (data));
  const signal = AbortSignal.timeout(WAIT);
  try {
    const reply = await fetch(url, {
      method: "POST", credentials: "omit", redirect: "manual", keepalive: true, body, signal,
    });
    return reply.ok || reply.type === "opaqueredirect"; // a way back, for forms
  } catch {
    return false;
  }
}
