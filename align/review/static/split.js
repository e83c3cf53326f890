// Choosing the place at which a bead is split: so many sentences of each side stay in the first part.

import { caps, element, label, say } from "./shared.js";
import { numbersOf, SIDES } from "./rows.js";

const NAMES = { zh: "Chinese", en: "English" };

export class Splitting {
  #sheet;
  #row;
  #item;
  #chosen;
  #done;

  /** item: the element of the row; done(chosen or null): called once. */
  constructor(sheet, row, item, done) {
    [this.#sheet, this.#row, this.#item, this.#done] = [sheet, row, item, done];
    const half = (numbers) => Math.min(numbers.length, Math.max(1, Math.round(numbers.length / 2)));
    this.#chosen = { zh: half(row[0]), en: half(row[1]) };
    if (this.#chosen.zh === row[0].length && this.#chosen.en === row[1].length) {
      this.#chosen[row[1].length > 1 ? "en" : "zh"] -= 1;
    }
    item.classList.add("splitting");
    item.insertBefore(this.#buttons(), item.querySelector(".bar"));
    this.#draw();
    say(matchMedia("(pointer: coarse)").matches ? "tap the place on each side, then Split here"
      : "choose the place: ← → Chinese, ↑ ↓ English; Enter splits, Esc leaves");
  }

  move(side, by) {
    this.#choose(side, this.#chosen[side] + by);
  }

  apply() {
    this.#done(this.#chosen);
  }

  leave() {
    this.#done(null);
  }

  #choose(side, count) {
    this.#chosen[side] = Math.max(0, Math.min(numbersOf(this.#row, side).length, count));
    this.#draw();
    say(`first part: ${this.#chosen.zh} Chinese, ${this.#chosen.en} English`);
  }

  #draw() {
    SIDES.forEach((side, place) => {
      const numbers = numbersOf(this.#row, side);
      const cell = this.#item.children[place];
      if (!numbers.length) return;
      cell.replaceChildren(this.#place(side, 0));
      numbers.forEach((number, k) => {
        const part = k < this.#chosen[side] ? "first" : "second";
        cell.append(
          element("span", { className: `s ${part}`, "data-n": String(number + 1) }, this.#sheet.text(side, number)),
          this.#place(side, k + 1));
      });
    });
  }

  #place(side, count) {
    const chosen = this.#chosen[side] === count;
    const made = element("button", {
      type: "button", className: "cut", tabIndex: -1, "aria-pressed": chosen,
      "aria-label": `${NAMES[side]}: ${count} in the first part`,
    }, chosen ? "✂" : "·");
    made.addEventListener("click", () => this.#choose(side, count));
    return made;
  }

  #buttons() {
    const split = element("button", { type: "button", className: "chief" },
      ...label("Split here", "拆分"), " ", ...caps("Enter"));
    split.addEventListener("click", () => this.apply());
    const leave = element("button", { type: "button" }, ...label("Leave", "取消"), " ", ...caps("Escape"));
    leave.addEventListener("click", () => this.leave());
    return element("div", { className: "apply", role: "gridcell" }, split, " ", leave);
  }
}
