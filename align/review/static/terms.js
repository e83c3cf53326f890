// The page of terms: the list, and the card of the term in focus. What is ticked is decided
// together. Every decision goes to the server and comes back as rows that take the place of others.

import { attempt, composes, element, get, key, label, post, Refusal, say } from "./shared.js";
import { cardOf } from "./card.js";
import { asked } from "./term_dialogs.js";

const ADDRESS = "/review/api/terms";
const LIMIT = 100; // rows of a page of the list: enough to scroll, few enough to be there at once
const PAUSE = 200; // milliseconds without a key before a filter is asked

const by = (id) => document.getElementById(id);
const main = by("main");
const table = by("terms");
const bench = document.querySelector(".terms");
const filter = by("filter");
const number = (value) => value.toLocaleString("en");
const share = (value) => (Math.floor(value * 100 + 1e-9) / 100).toFixed(2);
const names = Object.fromEntries([...document.querySelectorAll("#filter option[data-zh]")]
  .map((option) => [option.value, option.dataset.zh]));
const isOpen = (row) => row.status === "candidate" || row.status === "suggested";

let rows = [];
let offset = 0;
let total = 0;
let current = 0;
let revision = 0;
let card = null;
let opening = Promise.resolve(); // until the card of the current row is there
let wanted = 0; // cards that come late are not shown
let running = Promise.resolve(); // operations go one after the other
const ticked = new Set();

// ---------------------------------------------------------------- the list

function query(more = {}) {
  const found = new URLSearchParams(Object.entries(more));
  for (const [name, value] of new FormData(filter)) if (value.trim()) found.set(name, value.trim());
  return found;
}

const terms = (texts, codes) => texts.flatMap((text, place) =>
  [place ? element("span", { className: "and" }, " · ") : null, element("span", { className: "term", lang: codes[place] ?? "en" }, text)]);

function cells(row) {
  const tick = element("input", {
    type: "checkbox", checked: ticked.has(row.id), tabIndex: -1,
    "aria-label": `Tick ${row.zh[0] ?? ""} = ${row.en[0] ?? ""}`,
  });
  tick.addEventListener("change", () => setTick(row, tick.checked));
  const figure = (value, name) => element("td", { className: "figure", "data-name": name }, value);
  return [
    element("td", {}, element("label", { className: "tick" }, tick)),
    element("td", { className: "zh" }, ...terms(row.zh, row.codes)),
    element("td", { className: "en" }, ...terms(row.en, []),
      row.more ? element("small", {}, ` +${row.more}`) : null, row.noted ? element("small", { title: "has a note or a definition" }, " ✎") : null),
    element("td", {}, element("span", { className: `status ${row.status}` }, ...label(row.status, names[row.status]))),
    element("td", {}, ...(row.category ? label(row.category, names[row.category]) : ["–"])),
    figure(share(row.probability), "p"),
    figure(number(row.frequency), "×"),
  ];
}

function draw(place) {
  const row = rows[place];
  const item = table.tBodies[0].rows[place];
  item.replaceChildren(...cells(row));
  item.dataset.id = row.id;
  item.className = isOpen(row) ? "" : "decided";
  item.setAttribute("aria-selected", ticked.has(row.id));
  mark(place);
}

function mark(place) {
  const item = table.tBodies[0].rows[place];
  if (!item) return;
  item.tabIndex = place === current ? 0 : -1;
  if (place === current) item.setAttribute("aria-current", "true");
  else item.removeAttribute("aria-current");
}

async function load({ at = offset, id = "", focus = true } = {}) {
  const found = await get(`${ADDRESS}?${query({ offset: at, limit: LIMIT })}`);
  ({ rows, total, offset } = found);
  showTopics(found.topics);
  table.tBodies[0].replaceChildren(...rows.map(() => element("tr", {})));
  table.setAttribute("aria-rowcount", total + 1);
  table.setAttribute("aria-busy", "false");
  const place = rows.findIndex((row) => row.id === id);
  current = place < 0 ? 0 : place;
  rows.forEach((_, each) => {
    draw(each);
    table.tBodies[0].rows[each].setAttribute("aria-rowindex", offset + each + 2);
  });
  by("empty").hidden = rows.length > 0;
  table.hidden = !rows.length;
  by("where").textContent = total
    ? `${number(offset + 1)} – ${number(offset + rows.length)} of ${number(total)}` : "0";
  by("before").disabled = offset === 0;
  by("after").disabled = offset + rows.length >= total;
  standing(found);
  if (rows.length) go(current, { focus });
  else showCard(null);
}

function standing(found) {
  revision = found.revision;
  by("done").textContent = number(found.decided);
  by("left").textContent = number(found.left);
  by("wrong").textContent = found.expected_errors < 10 ? found.expected_errors.toFixed(1) : number(Math.round(found.expected_errors));
  by("undo").disabled = !found.undoable;
  by("redo").disabled = !found.redoable;
  showTicked();
}

function showTopics(topics) {
  const select = filter.elements.topic;
  const chosen = select.value;
  select.replaceChildren(select.options[0],
    ...topics.map(([name, times]) => element("option", { value: name, selected: name === chosen }, `${name} (${number(times)})`)));
}

// ---------------------------------------------------------------- where we are

function go(place, { focus = true } = {}) {
  const before = current;
  current = Math.max(0, Math.min(rows.length - 1, place));
  mark(before);
  mark(current);
  const item = table.tBodies[0].rows[current];
  if (focus) item?.focus({ preventScroll: true });
  item?.scrollIntoView({ block: "nearest" });
  return attempt(() => openCard(rows[current]?.id));
}

async function turn(step) {
  const at = offset + step * LIMIT;
  if (at < 0 || at >= total) return say(step < 0 ? "this is the first page" : "this is the last page");
  return attempt(() => load({ at }));
}

async function move(step) {
  if (current + step >= rows.length && offset + rows.length < total) return turn(1);
  if (current + step < 0 && offset > 0) {
    await turn(-1);
    return go(rows.length - 1);
  }
  return go(current + step);
}

/** The next term that nobody decided on, on this page or a later one. */
async function nextOpen({ quiet = false } = {}) {
  for (;;) {
    const place = rows.findIndex((row, each) => each > current && isOpen(row));
    if (place >= 0) return go(place);
    if (offset + rows.length >= total) return quiet ? undefined : say("nothing open is left below");
    await load({ at: offset + LIMIT });
    if (rows.length && isOpen(rows[0])) return undefined;
  }
}

function openCard(id) {
  if (card?.id !== id) card = null; // a key pressed meanwhile is meant for the new one, and waits
  opening = fetchCard(id);
  return opening;
}

async function fetchCard(id) {
  wanted += 1;
  const mine = wanted;
  if (!id) return showCard(null);
  const found = await get(`${ADDRESS}/${encodeURIComponent(id)}`);
  if (mine === wanted) showCard(found);
  return undefined;
}

function showCard(found) {
  card = found;
  by("card").replaceChildren(...(found ? cardOf(found, names, does)
    : [element("p", { className: "nothing" }, "Choose a term.")]));
  by("card").scrollTop = 0;
  history.replaceState(null, "", found ? `#${found.id}` : location.pathname);
}

function unfold(shown) {
  bench.classList.toggle("showing", shown);
  if (shown) by("card").querySelector("h2")?.focus();
  else table.tBodies[0].rows[current]?.focus();
}

// ---------------------------------------------------------------- decisions

function setTick(row, on) {
  if (on) ticked.add(row.id);
  else ticked.delete(row.id);
  const place = rows.findIndex((each) => each.id === row.id);
  if (place >= 0) {
    const item = table.tBodies[0].rows[place];
    item.setAttribute("aria-selected", on);
    item.querySelector("input").checked = on;
  }
  showTicked();
}

function showTicked() {
  by("ticked").textContent = ticked.size ? `${number(ticked.size)} ticked` : "none ticked";
  for (const id of ["bulk-accept", "bulk-reject"]) by(id).disabled = !ticked.size;
  by("bulk-merge").disabled = ticked.size < 2;
  const here = rows.filter((row) => ticked.has(row.id)).length;
  by("tick-all").checked = rows.length > 0 && here === rows.length;
  by("tick-all").indeterminate = here > 0 && here < rows.length;
}

function untick() {
  const before = [...ticked];
  ticked.clear();
  rows.forEach((row, place) => { if (before.includes(row.id)) draw(place); });
  showTicked();
}

/** What is ticked, else the term in focus. */
const chosen = () => (ticked.size ? [...ticked] : rows[current] ? [rows[current].id] : []);

async function apply(operation) {
  const done = running.then(() => attempt(async () => {
    try {
      const reply = await post(`${ADDRESS}/operations`, { ...operation, revision });
      await take(reply);
      say(reply.message);
      return reply;
    } catch (error) {
      if (error instanceof Refusal && error.status === 409) await take(error.reply);
      throw error;
    }
  }));
  running = done;
  return done;
}

/** Show what has changed: rows in their places; all anew where some are gone or new. */
async function take(reply) {
  standing(reply);
  const known = new Map(rows.map((row, place) => [row.id, place]));
  const id = rows[current]?.id;
  reply.gone.forEach((each) => ticked.delete(each));
  if (reply.gone.length || reply.rows.some((row) => !known.has(row.id) && !ticked.has(row.id))) {
    return load({ id: reply.gone.includes(id) ? reply.rows[0]?.id : id });
  }
  const focused = table.contains(document.activeElement);
  for (const row of reply.rows) {
    if (known.has(row.id)) {
      rows[known.get(row.id)] = row;
      draw(known.get(row.id));
    }
  }
  if (focused) table.tBodies[0].rows[current]?.focus({ preventScroll: true });
  return reply.rows.some((row) => row.id === card?.id) ? openCard(card.id) : undefined;
}

/** Decide about what is chosen; where that is one term, the next open one follows. */
async function decide(operation) {
  const concepts = chosen();
  if (!concepts.length) return undefined;
  const several = ticked.size > 0;
  const reply = await apply({ ...operation, concepts });
  if (!reply) return undefined;
  if (several) return untick();
  return bench.classList.contains("showing") ? undefined : nextOpen({ quiet: true });
}

async function rejectWithReason() {
  if (!chosen().length) return;
  const given = await asked("reject", {});
  if (given) await decide({ kind: "reject", note: given.note });
}

async function merge() {
  if (ticked.size < 2) return say("tick the terms that are one, then m");
  const first = rows.find((row) => ticked.has(row.id))?.id ?? [...ticked][0];
  const concepts = [first, ...[...ticked].filter((id) => id !== first)];
  if (await apply({ kind: "merge", concepts })) untick();
  return undefined;
}

const named = (pair) => ({ concept: card.id, zh: pair.zh, en: pair.en });
const pairOf = (pair) => ({ pairs: [[card.id, pair.zh, pair.en]] });

async function edit(pair) {
  const given = await asked("edit", pair);
  if (!given || !card) return;
  const { id } = card;
  let now = { ...pair };
  if (given.zh !== pair.zh || given.en !== pair.en || given.note !== pair.note) {
    const to = { zh: given.zh, en: given.en, note: given.note };
    if (!(await apply({ kind: "edit", concept: id, zh: pair.zh, en: pair.en, to }))) return;
    now = { ...now, ...to };
  }
  const target = { pairs: [[id, now.zh, now.en]] };
  if (given.status !== pair.status) await apply({ kind: "status", status: given.status, ...target });
  if (given.category && given.category !== pair.category) await apply({ kind: "name", category: given.category, ...target });
  if (given.do_not_translate !== pair.do_not_translate) {
    await apply({ kind: "keep", do_not_translate: given.do_not_translate, ...target });
  }
}

async function describe() {
  await opening;
  if (!card) return;
  const { id, definition, note } = card;
  const given = await asked("describe", { definition, note });
  if (given && (given.definition !== definition || given.note !== note)) {
    await apply({ kind: "describe", concept: id, ...given });
  }
}

async function add() {
  await opening;
  const id = card?.id;
  const given = await asked("new", { zh: card?.pairs[0].zh ?? "", here: Boolean(card) });
  if (given) await apply({ kind: "add", zh: given.zh, en: given.en, ...(given.here && id ? { concept: id } : {}) });
}

/** What a button of the card asks for. */
function does(kind, pair) {
  if (!card) return undefined; // the card that was pressed on is giving way to another
  const acts = {
    back: () => unfold(false),
    describe,
    add,
    edit: () => edit(pair),
    choose: () => apply({ kind: "choose", ...named(pair) }),
    accept: () => apply({ kind: "accept", ...pairOf(pair) }),
    reject: () => apply({ kind: "reject", ...pairOf(pair) }),
    undecide: () => apply({ kind: "status", status: "candidate", ...pairOf(pair) }),
  };
  return acts[kind]();
}

async function tickMatching() {
  const { ids } = await get(`${ADDRESS}/ids?${query()}`);
  ids.forEach((id) => ticked.add(id));
  rows.forEach((_, place) => draw(place));
  showTicked();
  say(`${number(ticked.size)} ticked`);
}

// ---------------------------------------------------------------- mouse and keys

table.tBodies[0].addEventListener("click", (event) => {
  const item = event.target.closest("tr");
  if (!item || event.target.closest("label, input") || String(getSelection())) return; // or somebody copies
  go(item.sectionRowIndex).then(() => { if (getComputedStyle(by("card")).display === "none") unfold(true); });
});
by("tick-all").addEventListener("change", (event) => rows.forEach((row) => setTick(row, event.target.checked)));
by("tick-matching").addEventListener("click", () => attempt(tickMatching));

let filtering = 0;
filter.addEventListener("submit", (event) => event.preventDefault());
const refilter = () => {
  clearTimeout(filtering);
  filtering = setTimeout(() => {
    filtering = 0;
    attempt(() => load({ at: 0, focus: false }));
  }, PAUSE);
};
/** From the filter to the first term that it leaves, or to the one that was in focus; it stays as it is. */
async function leaveFilter(first) {
  const waits = filtering !== 0;
  clearTimeout(filtering);
  filtering = 0;
  if (waits) await load({ at: 0 });
  else if (rows.length) await go(first ? 0 : current);
  if (!rows.length) by("scroller").focus();
}
filter.addEventListener("keydown", (event) => {
  const typed = event.target.matches('input:not([type="checkbox"])');
  const leaves = event.key === "Escape" || (event.key === "Enter" && typed) || (event.key === "ArrowDown" && event.target.type === "search");
  if (!leaves || composes(event)) return;
  event.preventDefault();
  attempt(() => leaveFilter(event.key !== "Escape"));
});
filter.addEventListener("input", (event) => { if (!event.isComposing) refilter(); });
filter.addEventListener("compositionend", refilter);
by("clear").addEventListener("click", () => { filter.reset(); refilter(); });

const KEYS = [
  ["List", "next term", () => move(1), "j", "ArrowDown"],
  ["List", "term before", () => move(-1), "k", "ArrowUp"],
  ["List", "next open term", nextOpen, "n"],
  ["List", "next page, previous page", () => turn(1), "]"],
  ["List", "next page, previous page", () => turn(-1), "["],
  ["List", "first term of the page", () => go(0), "Home"],
  ["List", "last term of the page", () => go(rows.length - 1), "End"],
  ["List", "tick", () => rows[current] && setTick(rows[current], !ticked.has(rows[current].id)), "x", " "],
  ["List", "tick all open ones", tickMatching, "X"],
  ["List", "to the filter; ↓, Enter or Esc back to the list", () => { filter.elements.q.focus(); filter.elements.q.select(); }, "f"],
  ["List", "to the card, and back", () => unfold(true), "Enter"],
  ["List", "to the card, and back", () => (ticked.size ? untick() || say("none is ticked any more") : unfold(false)), "Escape"],
  ["Decide", "accept", () => decide({ kind: "accept" }), "a"],
  ["Decide", "reject", () => decide({ kind: "reject" }), "r"],
  ["Decide", "reject with a reason", rejectWithReason, "R"],
  ["Decide", "take the decision back", () => decide({ kind: "status", status: "candidate" }), "u"],
  ["Decide", "merge what is ticked", merge, "m"],
  ["Decide", "undo", () => apply({ kind: "undo" }), "z", "Ctrl+z"],
  ["Decide", "do again", () => apply({ kind: "redo" }), "Z", "Ctrl+y"],
  ["Card", "edit the first pair", async () => { await opening; if (card) await edit(card.pairs[0]); }, "e"],
  ["Card", "definition and note", describe, "d"],
  ["Card", "add a pair", add, "+"],
];
for (const [group, words, act, ...keys] of KEYS) for (const each of keys) key(each, group, words, () => attempt(act));
for (let place = 1; place <= 9; place += 1) {
  key(String(place), "Card", "prefer this rendering", () => attempt(async () => {
    await opening;
    const pair = card?.pairs[place - 1];
    if (pair) await does("choose", pair);
  }));
}
for (const [id, act] of Object.entries({
  next: nextOpen, undo: () => apply({ kind: "undo" }), redo: () => apply({ kind: "redo" }), add,
  before: () => turn(-1), after: () => turn(1), "bulk-merge": merge,
  "bulk-accept": () => decide({ kind: "accept" }), "bulk-reject": () => decide({ kind: "reject" }),
})) by(id).addEventListener("click", () => attempt(act));

async function begin() {
  const id = location.hash.slice(1);
  await load({ id });
  if (id && rows[current]?.id !== id) await openCard(id);
  main.dataset.ready = "yes";
}

addEventListener("hashchange", () => attempt(() => openCard(location.hash.slice(1))));
attempt(begin);
