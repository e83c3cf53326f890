// What every page of the review uses: elements, requests, messages, keys.
//
//   element("p", { className: "note", lang: "en" }, "text", child)
//   await get("/review/api/pairs")            throws Refusal (status, reply)
//   await post("/review/api/…", { … })
//   say("merged; 211 left")                   read out, and shown for a while
//   key("n", "Go", "next weak bead", action)  also listed behind ?

const TOKEN = document.querySelector('meta[name="duizhao-token"]').content;
const SHOWN = 6000; // milliseconds that a message stays in sight: two lines are read in that time

/** An element with properties, attributes (lang, role, aria-…, data-…) and children; text stays text. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined) continue;
    if (key in made && !key.includes("-")) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

/** English with its Chinese beside it, as the report has it. */
export function label(english, chinese) {
  return [`${english} `, element("span", { className: "gloss", lang: "zh-Hans" }, chinese)];
}

/** What the server did not do: its status and what it said. */
export class Refusal extends Error {
  constructor(status, reply) {
    super(reply.error ?? `the server answered ${status}`);
    this.status = status;
    this.reply = reply;
  }
}

async function asked(path, options) {
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Refusal(0, { error: "the server does not answer; if duizhao review was started again, open the address that it printed last" });
  }
  const reply = await answer.json().catch(() => ({}));
  if (answer.status === 403) throw new Refusal(403, { error: "this page is of an earlier start of the server; load it again" });
  if (!answer.ok) throw new Refusal(answer.status, reply);
  return reply;
}

export const get = (path) => asked(path, {});

export const post = (path, body) =>
  asked(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Duizhao-Token": TOKEN },
    body: JSON.stringify(body),
  });

const said = document.getElementById("said");
let fading = 0;

/** Say something to whoever looks and whoever listens. */
export function say(text, { wrong = false } = {}) {
  clearTimeout(fading);
  said.classList.toggle("wrong", wrong);
  // the same words twice are two messages: a space makes them another text
  said.textContent = said.textContent === text ? `${text}\u00a0` : text;
  if (!wrong) fading = setTimeout(() => (said.textContent = ""), SHOWN);
}

/** Run an action; what goes wrong is said. */
export async function attempt(action) {
  try {
    return await action();
  } catch (error) {
    say(error.message, { wrong: true });
    if (!(error instanceof Refusal)) throw error;
    return undefined;
  }
}

const registered = new Map([["?", { group: "Everywhere", words: "this help", action: () => showHelp() }]]);

/** Let a key do something while nobody types: "n", "N", "ArrowDown", "Ctrl+z"; the help lists it by its group. */
export function key(name, group, words, action) {
  registered.set(name, { group, words, action });
}

/** Whether an event belongs to an input method that composes Chinese. */
export const composes = (event) => event.isComposing || event.keyCode === 229;

const pressed = (event) =>
  (event.ctrlKey || event.metaKey ? "Ctrl+" : "") + (event.altKey ? "Alt+" : "") + event.key;

addEventListener("keydown", (event) => {
  if (composes(event) || event.defaultPrevented) return;
  const at = event.target instanceof Element ? event.target : document.body;
  if (at.closest("input, textarea, select, [contenteditable], dialog")) return;
  const found = registered.get(pressed(event));
  if (!found) return;
  if ((event.key === "Enter" || event.key === " ") && at.closest("a, button, summary")) return;
  event.preventDefault();
  found.action(event);
});

const SIGNS = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", Escape: "Esc", PageDown: "PgDn", PageUp: "PgUp" };

/** A key, or keys held together, as <kbd> elements. */
export function caps(name) {
  return name.split(/(?<=.)\+/).map((part) => element("kbd", {}, SIGNS[part] ?? part));
}

const help = document.getElementById("help");
let before = null;

function showHelp() {
  const groups = new Map();
  for (const [name, { group, words }] of registered) {
    if (!group) continue;
    const rows = groups.get(group) ?? groups.set(group, new Map()).get(group);
    rows.set(words, [...(rows.get(words) ?? []), element("span", {}, ...caps(name))]);
  }
  document.getElementById("keys").replaceChildren(
    ...[...groups].map(([group, rows]) =>
      element("section", {}, element("h3", {}, group),
        element("dl", {}, [...rows].map(([words, signs]) =>
          element("div", {}, element("dt", {}, ...signs), element("dd", {}, words)))))),
  );
  before = document.activeElement;
  help.showModal();
}

help.addEventListener("close", () => before?.focus?.());
document.getElementById("help-button").addEventListener("click", showHelp);
