// The dialogs of the page of beads: a note, the sentences of a bead, beads aligned again.

import { caps, composes, element, label } from "./shared.js";
import { numbersOf, rowElement, SIDES } from "./rows.js";

const NAMES = { zh: "Chinese", en: "English" };
const STOP = /[;；:：。！？!?.,，、—]["”’」』)）]*\s*/g; // where a sentence may end

function opened(id, closed) {
  const dialog = document.getElementById(id);
  dialog.addEventListener("close", closed, { once: true });
  dialog.showModal();
  return dialog;
}

/** Ask whether so much is to be confirmed at once; done() where it is. */
export function askConfirm(words, closed, done) {
  const dialog = opened("sure", closed);
  dialog.querySelector("output").textContent = words;
  dialog.querySelector("form").onsubmit = (event) => {
    if (event.submitter?.value === "confirm") done();
  };
}

/** Ask for a note; an empty one takes the flag back. */
export function askNote(note, closed, done) {
  const dialog = opened("flag", closed);
  const input = dialog.querySelector("input");
  input.value = note;
  input.select();
  dialog.querySelector("form").onsubmit = (event) => {
    event.preventDefault();
    dialog.close();
    done(input.value.trim());
  };
}

/** Show the sentences of a row; done(operation) where one is split, or joined with the next. */
export function askSentences(sheet, row, closed, done) {
  const dialog = opened("sentences", closed);
  const chosen = (operation) => {
    dialog.close();
    done(operation);
  };
  dialog.querySelector(".list").replaceChildren(...SIDES.flatMap((side) =>
    numbersOf(row, side).map((number) => sentence(sheet, side, number, chosen))));
  dialog.querySelector("textarea").focus();
}

function sentence(sheet, side, number, chosen) {
  const value = sheet.text(side, number);
  const area = element("textarea", {
    value, lang: sheet[side].lang, spellcheck: false,
    "aria-label": `${NAMES[side]} sentence ${number + 1}`,
    rows: Math.min(8, Math.ceil((value.length * (side === "zh" ? 2 : 1)) / 90)),
  });
  const half = likelyBreak(value);
  area.setSelectionRange(half, half);
  // not read-only, as browsers show no cursor then; but the text stays what was published
  area.addEventListener("beforeinput", (event) => event.preventDefault());
  area.addEventListener("input", () => (area.value = value));
  const split = () => {
    // the server counts characters; JavaScript counts some of them as two
    const at = [...value.slice(0, area.selectionStart)].length;
    chosen({ kind: "split_sentence", side, sentence: number, at });
  };
  area.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || composes(event)) return;
    event.preventDefault();
    split();
  });
  const here = element("button", { type: "button" },
    ...label("Split at the cursor", "在光标处断句"), " ", ...caps("Enter"));
  here.addEventListener("click", split);
  const last = number + 1 >= sheet[side].sentences.length;
  const join = element("button", { type: "button", disabled: last },
    ...label("Join with the next sentence", "与下一句合并"));
  join.addEventListener("click", () => chosen({ kind: "join_sentences", side, sentence: number }));
  return element("div", { className: "sentence" }, area, element("p", {}, here, " ", join));
}

/** Behind the stop or comma nearest to the middle. */
function likelyBreak(value) {
  const middle = value.length / 2;
  const places = [...value.matchAll(STOP)].map((found) => found.index + found[0].length);
  const inside = places.filter((at) => at < value.length);
  inside.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
  return inside[0] ?? Math.round(middle);
}

/** Show rows as they would be; done() where they are to be so. False where they are the same. */
export function askPreview(sheet, { from, to, rows }, closed, done) {
  const name = (row) => `${row[0]}|${row[1]}`;
  const old = new Set(sheet.rows.slice(from, to).map(name));
  const isNew = rows.map((row) => !old.has(name(row)));
  const count = isNew.filter(Boolean).length;
  if (!count) return false;
  const dialog = opened("preview", closed);
  const list = dialog.querySelector(".list");
  list.replaceChildren(...rows.map((row, place) => {
    const made = rowElement(sheet, row, isNew[place] ? [element("strong", {}, ...label("new", "新"))] : []);
    made.classList.toggle("new", isNew[place]);
    return made;
  }));
  list.querySelector(".new").scrollIntoView({ block: "center" });
  dialog.querySelector("output").textContent = `${count} of ${rows.length} beads would be new`;
  dialog.querySelector("form").onsubmit = (event) => {
    if (event.submitter?.value === "apply") done();
  };
  return true;
}
