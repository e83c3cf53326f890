// The rows of a document pair, as the server has them, and how one looks.
//
// A row is [zh numbers, en numbers, score, state, note]; a state is "" (found), "c" (confirmed),
// "o" (confirmed omission), "s" (its source changed since it was confirmed) or "u" (not paired).

import { element, label } from "./shared.js";

export const SIDES = ["zh", "en"];
export const numbersOf = (row, side) => (side === "zh" ? row[0] : row[1]);
export const isDecided = (row) => row[3] === "c" || row[3] === "o";
export const isOpen = (row) => row[3] === "" || row[3] === "s";
export const hasBoth = (row) => row[0].length > 0 && row[1].length > 0;

export const isUnpaired = (row) => row[3] === "u";
/** Whether a person put these sentences together, so that no machine has said how probable it is. */
const isByHand = (row) => row[2] === 0 && !isUnpaired(row);

/** Two digits, cut and not rounded, so that nothing below a threshold seems to reach it. */
export const probability = (value) => (Math.floor(value * 100 + 1e-9) / 100).toFixed(2);

/** The language of a short text, by what most of its characters are. */
export const tongue = (value) =>
  (value.match(/\p{Script=Han}/gu) ?? []).length * 2 > value.length ? "zh-Hans" : "en";

/** A document pair as the server said it last, and the rows that stand in it now. */
export class Sheet {
  #sampled;
  #said;

  constructor(record, weak) {
    Object.assign(this, record);
    this.weak = weak; // beads below do not enter the memory
    // spot checks among the weak beads: where in their order each is shown, never the first
    const weakOnes = this.rows.filter((row) => this.isWeak(row)).map(order).sort((a, b) => a - b);
    this.#sampled = new Map(record.sample.map((place) => {
      const share = ((place * 2654435761) % 1000) / 1000;
      const row = record.rows[place];
      return [this.#begin(row), { at: this.#at(row), order: weakOnes[Math.floor(share * weakOnes.length)] ?? 0 }];
    }));
    this.#said = new Map(record.stale.map((each) => [record.rows[each.row], each]));
  }

  text(side, number) {
    return this[side].sentences[number][1];
  }

  /** Characters of one side of a row. */
  length(row, side) {
    const { sentences } = this[side];
    let sum = 0;
    for (const number of numbersOf(row, side)) sum += sentences[number][1].length;
    return sum;
  }

  /** What both sides said when a row was confirmed whose source has changed since. */
  saidBefore(row) {
    return this.#said.get(row);
  }

  isWeak(row) {
    return isOpen(row) && (row[2] < this.weak || row[3] === "s");
  }

  /** A sure bead that is to be looked at, so that it is known how often these are right. */
  isSpotCheck(row) {
    if (!isOpen(row) || this.isWeak(row)) return false;
    const found = this.#sampled.get(this.#begin(row));
    return found !== undefined && found.at === this.#at(row);
  }

  /** Where the first sentence of a row begins in its text; of English ones below 0. */
  #begin(row) {
    return row[0].length ? this.zh.sentences[row[0][0]][0] : -1 - this.en.sentences[row[1][0]][0];
  }

  /** Where its sentences stand, whatever their numbers are by now. */
  #at(row) {
    return SIDES.map((side) => numbersOf(row, side).map((number) => this[side].sentences[number][0])).join("|");
  }

  opensParagraph(row) {
    const [first] = row[0];
    const { sentences } = this.zh;
    return first > 0 && sentences[first][2] !== sentences[first - 1][2];
  }

  /** What is to be looked at, the least probable first; spot checks stand in between. */
  queue() {
    const found = [];
    this.rows.forEach((row, place) => {
      if (this.isWeak(row)) found.push([order(row), 0, place]);
      else if (this.isSpotCheck(row)) found.push([this.#sampled.get(this.#begin(row)).order, 1, place]);
    });
    return found.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]).map(([, , place]) => place);
  }

  /** The next row behind one that has a note, from the first again; -1 if none has. */
  flagged(place) {
    const behind = this.rows.findIndex((row, each) => each > place && row[4]);
    return behind >= 0 ? behind : this.rows.findIndex((row) => row[4]);
  }

  figures() {
    const counted = { done: 0, left: 0, wrong: 0, flagged: 0 };
    for (const row of this.rows) {
      if (row[4]) counted.flagged += 1;
      if (isDecided(row)) counted.done += 1;
      else if (isOpen(row)) {
        counted.left += this.isWeak(row);
        counted.wrong += 1 - row[2];
      }
    }
    return counted;
  }

  /** The place of the row that holds a sentence of another one. */
  placeOf([zh, en], from = 0) {
    const found = this.rows.findIndex(
      (row, place) => place >= from && (row[0].includes(zh[0]) || row[1].includes(en[0])));
    return Math.max(0, found);
  }

  /** Put what an operation changed in its place. */
  put({ revision, from, to, rows, sentences }) {
    let behind = this.rows.slice(to);
    for (const side of SIDES) {
      const change = sentences?.[side];
      if (!change) continue;
      const old = this[side].sentences;
      this[side].sentences = [
        ...old.slice(0, change.from), ...change.sentences, ...old.slice(change.to)];
      const shift = change.sentences.length - (change.to - change.from);
      if (shift) behind = behind.map((row) => this.#shifted(row, side, shift));
    }
    this.rows = [...this.rows.slice(0, from), ...rows, ...behind];
    this.revision = revision;
  }

  #shifted(row, side, shift) {
    const moved = [...row];
    moved[SIDES.indexOf(side)] = numbersOf(row, side).map((number) => number + shift);
    return moved;
  }
}

/** By what weak beads are ordered: those whose source changed come first. */
const order = (row) => (row[3] === "s" ? -1 : row[2]);

function words(sheet, row) {
  const [, , , state, note] = row;
  const found = [];
  const good = (...content) => element("span", { className: "good" }, "✓ ", ...content);
  if (state === "c") found.push(good(...label("confirmed", "已确认")));
  else if (state === "o") found.push(good(...label("omission", "确认漏译")));
  else if (state === "s") found.push(element("strong", {}, "! ", ...label("source changed", "原文已改")));
  else if (state === "u") found.push(element("span", {}, ...label("not paired", "未配对")));
  else if (sheet.isWeak(row)) found.push(element("strong", {}, ...label("weak", "待查")));
  else if (sheet.isSpotCheck(row)) found.push(element("span", { className: "check" }, ...label("spot check", "抽查")));
  if (note) {
    found.push(element("span", { className: "note" }, "⚑ ", element("span", { lang: tongue(note) }, note)));
  }
  return found;
}

/** The sentences of one side, with their numbers. */
export function sideCell(sheet, row, side) {
  const numbers = numbersOf(row, side);
  if (!numbers.length) {
    return element("div", { className: "side none", role: "gridcell" }, ...label("no counterpart", "无对应"));
  }
  return element("div", { className: "side", role: "gridcell", lang: sheet[side].lang },
    numbers.map((number, place) => [
      place && side === "en" ? " " : null,
      element("span", { className: "s", "data-n": String(number + 1) }, sheet.text(side, number)),
    ]).flat());
}

/** A row: two sides, probability and state. */
export function rowElement(sheet, row, more = []) {
  const made = element("div", { className: "bead", role: "row" },
    ...SIDES.map((side) => sideCell(sheet, row, side)),
    element("div", { className: "score", role: "gridcell" },
      isUnpaired(row) ? null : isByHand(row) ? element("b", {}, ...label("by hand", "人工"))
        : element("b", {}, probability(row[2])), ...words(sheet, row), ...more));
  const said = sheet.saidBefore(row);
  if (said) {
    made.append(element("p", { className: "said-before", role: "gridcell" },
      element("b", {}, ...label("confirmed as", "确认时为")), " ",
      ...SIDES.flatMap((side) => [element("span", { lang: sheet[side].lang }, said[side].join(" ")), " "])));
  }
  if (isDecided(row)) made.classList.add("decided");
  else if (sheet.isWeak(row)) made.classList.add("weak");
  if (sheet.opensParagraph(row)) made.classList.add("break");
  return made;
}
