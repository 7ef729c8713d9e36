// Opens Gladly's chat. Nothing of it is loaded before a visitor presses the button.

for (const button of document.querySelectorAll("button.chat")) {
  button.addEventListener("click", () => open(/** @type {HTMLButtonElement} */ (button)));
}

/** The chat, once it was asked for. @type {Promise<any> | undefined} */
let chat;

/** @param {HTMLButtonElement} button */
async function open(button) {
  const status = /** @type {HTMLElement} */ (button.nextElementSibling);
  status.textContent = "";
  button.ariaBusy = "true";
  try {
    chat ??= load(button.dataset.script ?? "", button.dataset.app ?? "");
    (await chat).show();
  } catch (error) {
    console.warn("The chat can't be opened.", error);
    chat = undefined;
    status.textContent = button.dataset.failed ?? "";
  }
  button.ariaBusy = "false";
}

/**
 * Gladly's script calls `__onHelpAppHostReady__` with what becomes `window.Gladly`.
 * Source: the loader in Gladly's Sidekick examples.
 * @param {string} url of the script @param {string} appId
 */
async function load(url, appId) {
  const page = /** @type {any} */ (window);
  const app = await new Promise((resolve, reject) => {
    page.__onHelpAppHostReady__ = resolve;
    const script = document.createElement("script");
    script.src = url;
    script.onerror = () => reject(new Error(`${url} can't be loaded`));
    document.head.append(script);
  });
  delete page.__onHelpAppHostReady__;
  page.Gladly = app;
  app.loaderCdn = url;
  await app.init({ appId });
  return app;
}
