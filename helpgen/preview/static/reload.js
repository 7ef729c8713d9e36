// Keeps the page as its sources are: loads it again, or its stylesheet alone, and shows mistakes.
const own = document.currentScript;
let version = own.dataset.version;
const PLACE = `helpgen-scroll:${location.pathname}`;
const LONGEST_PAUSE = 5000; // milliseconds
const LEAVING = 3000; // milliseconds that a page on its way to another one is left alone
let left = -Infinity;

function keepPlace() {
  try {
    sessionStorage.setItem(PLACE, JSON.stringify([scrollX, scrollY]));
  } catch {
    // Without storage the browser's own memory of the place has to do.
  }
}

function takePlace() {
  try {
    const place = JSON.parse(sessionStorage.getItem(PLACE));
    sessionStorage.removeItem(PLACE);
    if (place) scrollTo({ left: place[0], top: place[1], behavior: "instant" });
  } catch {
    // As above.
  }
}

function reload() {
  const rest = left + LEAVING - performance.now();
  if (rest > 0) return setTimeout(reload, rest); // it would take the reader back from a link
  keepPlace();
  location.reload();
}

addEventListener("beforeunload", () => { left = performance.now(); });

function swap(sheets) {
  for (const [start, url] of Object.entries(sheets)) {
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
      const path = new URL(link.href).pathname;
      if (!path.startsWith(start) || path === url) continue;
      const next = link.cloneNode();
      next.href = url;
      next.addEventListener("load", () => link.remove());
      next.addEventListener("error", reload);
      link.after(next);
    }
  }
}

// The changed page in the language that is looked at, else any; null if this is one.
function changedPage(pages) {
  const [label, ...rest] = location.hostname.split(".");
  const host = rest.join(".") === "localhost" ? label : "";
  const here = pages.filter((page) => page[0] === host).map((page) => page[1]);
  if (here.includes(decodeURI(location.pathname)) || here.includes(location.pathname)) return null;
  const shared = (path) => {
    const [a, b] = [path.split("/"), location.pathname.split("/")];
    const end = a.findIndex((part, n) => part !== b[n]);
    return end < 0 ? a.length : end;
  };
  return here.sort((a, b) => shared(b) - shared(a))[0] ?? null;
}

function take(event) {
  const told = JSON.parse(event.data);
  const isBoard = document.body.classList.contains("board");
  if (told.kind === "reload" || (told.kind === "checked" && isBoard)) {
    const page = isBoard ? null : changedPage(told.pages ?? []);
    return page ? location.assign(page) : reload();
  }
  version = told.version;
  if (told.kind === "css") swap(told.sheets);
  document.dispatchEvent(new CustomEvent("helpgen", { detail: told }));
}

let source = null;
let pause = 250;
let waiting = 0;

function connect() {
  clearTimeout(waiting);
  if (window !== top) return; // the page around it loads again, and this one with it
  if (source || document.visibilityState === "hidden") return;
  source = new EventSource(`/__helpgen__/events?version=${version}`);
  source.addEventListener("open", () => { pause = 250; });
  source.addEventListener("message", take);
  source.addEventListener("error", () => {
    disconnect();
    waiting = setTimeout(connect, pause * (1 + Math.random() / 2));
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  });
}

function disconnect() {
  source?.close();
  source = null;
}

// A hidden page lets go of its connection: browsers allow few to one host, and tabs are many.
// When it's seen again, it tells its version and learns whether that's still the one.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") disconnect();
  else connect();
});
addEventListener("pagehide", disconnect);
addEventListener("pageshow", connect);

function element(tag, text, parent, className = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className) made.className = className;
  parent.append(made);
  return made;
}

// A place of the preview's own, which the page's styles don't reach.
function beside(name) {
  const host = document.createElement(name);
  const root = host.attachShadow({ mode: "open" });
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "/__helpgen__/preview.css";
  root.append(style);
  document.body.append(host);
  return root;
}

function failure(told, parent) {
  const part = element("section", "", parent);
  if (told.file) element("p", told.line ? `${told.file}:${told.line}` : told.file, part, "place");
  element("h2", told.what, part);
  if (told.hint) element("p", told.hint, part);
  if (told.excerpt.length) {
    const lines = element("pre", "", part);
    const width = String(told.excerpt.at(-1)[0]).length;
    for (const [number, text] of told.excerpt) {
      const mark = number === told.line ? ">" : " ";
      element("span", `${mark} ${String(number).padStart(width)}  ${text}\n`, lines,
        number === told.line ? "here" : "");
    }
  }
  if (told.chain.length > 1) element("p", `The way there: ${told.chain.join(" → ")}`, part);
}

function show(failures) {
  const root = beside("helpgen-failures");
  const box = element("div", "", root, "failures");
  box.setAttribute("role", "alert");
  const close = element("button", "Hide", box);
  close.addEventListener("click", () => root.host.remove());
  element("p", "This page is the last good version, or stands in for it. It comes back when this is mended.", box);
  for (const told of failures) failure(told, box);
}

function mark(draft) {
  const root = beside("helpgen-draft");
  const box = element("p", "", root, "draft");
  element("span", draft === "new" ? "Draft: a new answer" : "Draft: a changed answer", box);
  const way = element("a", "What is different", box);
  way.href = "/__helpgen__/#drafts";
  way.target = "_top";
}

if (own.dataset.draft) mark(own.dataset.draft);
const failures = document.getElementById("helpgen-failures");
if (failures) show(JSON.parse(failures.textContent));
takePlace();
connect();
