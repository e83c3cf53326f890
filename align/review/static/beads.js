// The page of one document pair: its beads side by side, corrected by key or by mouse.
//
// Every operation goes to the server and comes back as rows that take the place of others.

import { attempt, caps, element, get, key, label, post, Refusal, say } from "./shared.js";
import { askConfirm, askNote, askPreview, askSentences } from "./dialogs.js";
import { hasBoth, isDecided, isUnpaired, numbersOf, rowElement, Sheet } from "./rows.js";
import { Splitting } from "./split.js";
import { Strip } from "./strip.js";
import { Windowed } from "./windowed.js";

const AROUND = 15; // beads to each side that are aligned again, if none there is confirmed
const LEARNING = 1000; // milliseconds until it is asked again what the run learnt
const NARROW = 704; // pixels: below, the sides stand one above the other (44rem in the style)

const by = (id) => document.getElementById(id);
const main = by("main");
const grid = by("beads");
const { zh, en, weak } = document.querySelector(".workbench").dataset;
const ADDRESS = `/review/api/pairs/${encodeURIComponent(zh)}/${encodeURIComponent(en)}`;

let sheet = null;
let current = 0;
let splitting = null;
let running = Promise.resolve(); // operations go one after the other, each on what the last left
const visited = []; // rows that `n` led away from

// ---------------------------------------------------------------- rows in the page

function draw(place, made) {
  const item = made ?? rowElement(sheet, sheet.rows[place]);
  const here = place === current;
  item.dataset.place = place;
  item.setAttribute("aria-rowindex", place + 1);
  item.setAttribute("aria-selected", here);
  item.tabIndex = here ? 0 : -1;
  if (here && bar.parentElement !== item) item.append(bar);
  return item;
}

/** Pixels that a row will take: lines of text in a column as wide as it is now. */
function estimate(place) {
  const row = sheet.rows[place];
  const wide = grid.clientWidth;
  const narrow = innerWidth < NARROW;
  const column = narrow ? wide - 60 : (wide - 160) / 2;
  const first = 28 * Math.ceil((sheet.length(row, "zh") * 16.5) / column);
  const second = 25.6 * Math.ceil((sheet.length(row, "en") * 7.9) / column);
  return 19 + (narrow ? first + second + 30 : Math.max(first, second, row[3] || sheet.isWeak(row) || sheet.isSpotCheck(row) ? 39 : 28));
}

const list = new Windowed(grid, { item: (place) => sheet.rows[place], estimate, draw });
const strip = new Strip(by("strip"), Number(weak), (place) => go(place, "middle"));
const showStrip = () => strip.show(sheet.rows, list.sight, current);
grid.addEventListener("scroll", () => sheet && showStrip());
const focus = () => list.elementOf(current)?.focus({ preventScroll: true });

// ---------------------------------------------------------------- where we are

function go(place, edge = "") {
  splitting?.leave();
  current = Math.max(0, Math.min(sheet.rows.length - 1, place));
  list.show(current, edge);
  focus();
  updateBar();
  showStrip();
  history.replaceState(null, "", `#${current + 1}`);
}

grid.addEventListener("click", (event) => {
  const item = event.target.closest(".bead");
  if (!item || event.target.closest("button") || String(getSelection())) return; // or somebody copies
  const place = Number(item.dataset.place);
  if (place !== current) go(place);
});

/** The bead that the lower edge cuts off comes to the upper one, and back. */
function pageDown() {
  const last = list.sight[1] - 1;
  go(last === current ? last + 1 : last, "top");
}

function pageUp() {
  const [first] = list.sight;
  go(first === current ? first - 1 : first, "bottom");
}

function nextWeak() {
  const waiting = sheet.queue();
  if (!waiting.length) return say("nothing weak is left");
  visited.push(sheet.rows[current]);
  return go(waiting[(waiting.indexOf(current) + 1) % waiting.length], "middle");
}

function nextFlagged() {
  const place = sheet.flagged(current);
  return place < 0 ? say("no bead has a note") : go(place, "middle");
}

function lastVisited() {
  while (visited.length) {
    const place = sheet.rows.indexOf(visited.pop());
    if (place >= 0 && place !== current) return go(place, "middle");
  }
  return say("this is where you began");
}

function showFigures() {
  const { done, left, wrong, flagged } = sheet.figures();
  by("done").textContent = done.toLocaleString("en");
  by("left").textContent = left.toLocaleString("en");
  by("wrong").textContent = wrong < 10 ? wrong.toFixed(1) : Math.round(wrong).toLocaleString("en");
  by("flagged").textContent = flagged.toLocaleString("en");
  by("flagged-tally").hidden = !flagged;
  return left;
}

// ---------------------------------------------------------------- the server

function take(record) {
  sheet = new Sheet(record, Number(weak));
  grid.setAttribute("aria-rowcount", sheet.rows.length);
  by("undo").disabled = !(record.undoable ?? true);
  by("redo").disabled = !(record.redoable ?? true);
  list.reset(sheet.rows.length);
  showFigures();
}

/** Ask the server for something that was meant for the rows we see. */
function ask(path, make, use) {
  running = running.then(() => attempt(async () => {
    const question = make();
    if (!question) return;
    try {
      use(await post(`${ADDRESS}/${path}`, { revision: sheet.revision, ...question }));
    } catch (error) {
      if (error instanceof Refusal && error.status === 409) refresh(error.reply);
      else throw error;
    }
  }));
}

/** Do something; `after` that, go on. */
function operate(make, after) {
  ask("operations", make, (reply) => {
    put(reply);
    after?.();
  });
}

/** Rows in the place of others; the bead we stood on, or what became of it, stays the current one. */
function put(reply) {
  const { from, to, rows } = reply;
  const before = sheet.rows[current];
  sheet.put(reply);
  if (current >= to) current += rows.length - (to - from);
  else if (current >= from && rows.length !== to - from) current = sheet.placeOf(before, from);
  else if (current < from) current = from;
  current = Math.min(current, sheet.rows.length - 1);
  grid.setAttribute("aria-rowcount", sheet.rows.length);
  by("undo").disabled = !reply.undoable;
  by("redo").disabled = !reply.redoable;
  if (reply.sentences) list.reset(sheet.rows.length);
  else list.splice(from, to, rows.length);
  say(`${reply.message}; ${showFigures().toLocaleString("en")} weak left`);
  go(current);
}

/** Somebody else, or a run, was here first: show what stands now, near where we were. */
function refresh(record) {
  const before = sheet.rows[current];
  take(record);
  go(sheet.placeOf(before), "middle");
  say("changed elsewhere meanwhile: these are the fresh beads, and nothing was done", { wrong: true });
}

// ---------------------------------------------------------------- what can be done

const here = (kind, more = {}) => () => ({ kind, row: current, ...more });
const wrong = (text) => say(text, { wrong: true });
const withNext = (make) => () =>
  current + 1 < sheet.rows.length ? make() : wrong("there is no bead behind this one");
const confirm = () => ({ kind: "confirm", row: current });
const UNPAIRED = "nothing is paired here, so there is nothing to confirm; merge it with its counterpart";

/** Confirm the current bead, then go on. */
function confirmHere(after) {
  if (!isUnpaired(sheet.rows[current])) return operate(confirm, after);
  after?.();
  return say(UNPAIRED);
}

function confirmToHere() {
  let row = current;
  while (row > 0 && !isDecided(sheet.rows[row - 1])) row -= 1;
  const meant = sheet.rows.slice(row, current + 1).filter((each) => !isDecided(each) && !isUnpaired(each));
  if (meant.length < 2) return confirmHere();
  const weakOnes = meant.filter((each) => sheet.isWeak(each)).length;
  const to = current;
  const act = () => operate(() => ({ kind: "confirm", row, to }));
  if (!weakOnes) return act();
  const from = row ? `from bead ${row + 1} on` : "from the first bead on, as none before is confirmed";
  return askConfirm(`${meant.length.toLocaleString("en")} beads, ${weakOnes.toLocaleString("en")} of them weak, ${from}.`, focus, act);
}

const mergeWithPrevious = () =>
  current > 0 ? { kind: "merge", row: current - 1 } : wrong("there is no bead before this one");
const border = (side, step) => () => operate(withNext(here("move", { side, by: step })));

function split() {
  const row = sheet.rows[current];
  if (row[0].length + row[1].length < 2) {
    wrong("there is one sentence only; e splits the sentence itself");
    return;
  }
  if (row[0].length < 2 && row[1].length < 2) {
    wrong("one sentence a side: o parts them where neither has a counterpart; e splits a sentence itself");
    return;
  }
  const item = list.elementOf(current);
  splitting = new Splitting(sheet, row, item, (chosen) => {
    splitting = null;
    sheet.rows[current] = [...row]; // another object, so that it is drawn anew
    list.render();
    focus();
    if (chosen) operate(here("split", chosen));
  });
  list.show(current);
}

function flag() {
  askNote(sheet.rows[current][4], focus, (note) => operate(here("flag", { note })));
}

function sentences() {
  askSentences(sheet, sheet.rows[current], focus, (operation) => operate(() => operation));
}

function realign() {
  let [from, to] = [current, current + 1];
  while (from > 0 && current - from < AROUND && !isDecided(sheet.rows[from - 1])) from -= 1;
  while (to < sheet.rows.length && to - current <= AROUND && !isDecided(sheet.rows[to])) to += 1;
  const stood = sheet.rows[current];
  ask("preview", () => ({ from, to }), (found) => {
    const apply = () => operate(() => ({ kind: "realign", from: found.from, to: found.to }));
    if (!found.ready) {
      say(`${found.message} …`);
      setTimeout(() => stood === sheet.rows[current] && realign(), LEARNING);
    } else if (!askPreview(sheet, found, focus, apply)) {
      say("aligned again, these beads are the same");
    }
  });
}

const undo = () => operate(() => ({ kind: "undo" }));
const redo = () => operate(() => ({ kind: "redo" }));

// keys; group and words of the help; button in English and Chinese; what it does
const ACTIONS = [
  ["n", "Go", "next weak bead, the least probable first", null, nextWeak],
  ["N", "Go", "back to where n led away from", null, lastVisited],
  ["ArrowDown j", "Go", "next bead", null, () => go(current + 1)],
  ["ArrowUp k", "Go", "bead before", null, () => go(current - 1)],
  ["PageDown", "Go", "a page down", null, pageDown],
  ["PageUp", "Go", "a page up", null, pageUp],
  ["F", "Go", "next bead with a note", null, nextFlagged],
  ["Home", "Go", "first bead", null, () => go(0)],
  ["End", "Go", "last bead", null, () => go(sheet.rows.length - 1)],
  ["Enter", "Decide", "confirm, and on to the next weak bead", ["Confirm, next", "确认并继续"],
    () => confirmHere(nextWeak)],
  ["c", "Decide", "confirm", null, () => confirmHere()],
  ["C", "Decide", "confirm from the last confirmed bead to here", ["Confirm to here", "确认至此"],
    confirmToHere],
  ["r", "Decide", "reject: no translation of each other; their counterparts are looked for again", ["Reject", "否定"],
    () => operate(here("reject"))],
  ["o", "Decide", "omission: no sentence of this bead is translated anywhere", ["Omission", "漏译"],
    () => operate(here("omission"))],
  ["x", "Decide", "take a confirmation back", ["Take back", "撤回"], () => operate(here("unconfirm"))],
  ["f", "Decide", "flag with a note", ["Flag", "标记"], flag],
  ["m", "Mend", "merge with the next bead", ["Merge with next", "与下合并"],
    () => operate(withNext(here("merge")))],
  ["M", "Mend", "merge with the bead before", ["Merge with previous", "与上合并"],
    () => operate(mergeWithPrevious)],
  ["s", "Mend", "split: ← → and ↑ ↓ choose the place, Enter splits", ["Split", "拆分"], split],
  ["d", "Mend", "Chinese border down: the next bead's first sentence comes here", ["中 ↓"], border("zh", 1)],
  ["u", "Mend", "Chinese border up: the last sentence goes to the next bead", ["中 ↑"], border("zh", -1)],
  ["D", "Mend", "English border down: the next bead's first sentence comes here", ["EN ↓"], border("en", 1)],
  ["U", "Mend", "English border up: the last sentence goes to the next bead", ["EN ↑"], border("en", -1)],
  ["e", "Mend", "split or join sentences", ["Sentences", "断句"], sentences],
  ["g", "Mend", "realign around here: preview, then Enter", ["Realign here", "重新对齐"], realign],
  ["z Ctrl+z", "Mend", "undo", null, undo],
  ["Z Ctrl+Z Ctrl+y", "Mend", "redo", null, redo],
];

/** What a key means while a place to split is being chosen; other keys leave the choice first. */
const WHILE_SPLITTING = {
  ArrowLeft: () => splitting.move("zh", -1),
  ArrowRight: () => splitting.move("zh", 1),
  ArrowUp: () => splitting.move("en", -1),
  ArrowDown: () => splitting.move("en", 1),
  Enter: () => splitting.apply(),
  Escape: () => splitting.leave(),
};

const OFTEN = new Set(["Enter", "r", "o", "m", "s"]); // on a phone the others stand behind "More"
const bar = element("div", { className: "bar", role: "gridcell" });
const buttons = new Map();
for (const [keys, group, words, button, action] of ACTIONS) {
  const act = () => {
    splitting?.leave();
    if (sheet?.rows.length) action();
  };
  for (const each of keys.split(" ")) {
    key(each, group, words, () => (splitting && WHILE_SPLITTING[each] ? WHILE_SPLITTING[each]() : act()));
  }
  if (!button) continue;
  const made = element("button", { type: "button", title: words, className: OFTEN.has(keys) ? "" : "rare" },
    ...(button.length > 1 ? label(...button) : button), " ", ...caps(keys));
  if (button.length === 1) made.setAttribute("aria-label", words);
  made.addEventListener("click", act);
  buttons.set(keys, made);
  bar.append(made);
}
const more = element("button", { type: "button", className: "more", "aria-expanded": "false" }, ...label("More", "更多"), " …");
more.addEventListener("click", () => {
  more.setAttribute("aria-expanded", String(bar.classList.toggle("all")));
  list.render();
});
bar.append(more);
for (const each of ["ArrowLeft", "ArrowRight", "Escape"]) {
  key(each, null, null, () => splitting && WHILE_SPLITTING[each]());
}
by("next").addEventListener("click", () => sheet && nextWeak());
by("undo").addEventListener("click", undo);
by("redo").addEventListener("click", redo);

function updateBar() {
  const row = sheet.rows[current];
  const next = current + 1 < sheet.rows.length;
  const allowed = {
    Enter: !isUnpaired(row), r: hasBoth(row), x: isDecided(row), m: next, M: current > 0, s: row[0].length > 1 || row[1].length > 1,
    d: next, D: next, u: next && row[0].length > 0, U: next && row[1].length > 0,
  };
  for (const [name, button] of buttons) button.disabled = allowed[name] === false;
}

async function begin() {
  const record = await get(ADDRESS);
  performance.mark("got");
  for (const side of ["zh", "en"]) {
    const { title, origin, lang } = record[side];
    Object.assign(by(`${side}-title`), { textContent: title || origin, lang: title ? lang : "en", title: origin });
  }
  document.title = `${by("zh-title").textContent} · ${document.title}`;
  grid.setAttribute("aria-busy", "false");
  take(record);
  if (sheet.rows.length) go(Number(location.hash.slice(1)) - 1 || 0, "middle");
  else say("this pair has no beads");
  performance.mark("ready");
  main.dataset.ready = "yes";
}

attempt(begin);
