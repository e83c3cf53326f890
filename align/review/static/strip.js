// The whole document as one strip: the weaker a bead, the taller and the more telling its colour;
// what a person decided stands as a line at the foot, what has a note as a dot on top. A click goes there.

const FOOT = 4; // pixels of the line for what was decided
const FLAG = 3; // pixels from the middle of the dot of a note to its edge

export class Strip {
  #canvas;
  #rows = [];
  #sight = [0, 0];
  #current = 0;
  #weak;
  #waiting = false;

  constructor(canvas, weak, goTo) {
    this.#canvas = canvas;
    this.#weak = weak;
    canvas.addEventListener("click", (event) => {
      const { left, width } = canvas.getBoundingClientRect();
      const share = (event.clientX - left) / width;
      goTo(Math.max(0, Math.min(this.#rows.length - 1, Math.floor(share * this.#rows.length))));
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#soon());
    new ResizeObserver(() => this.#soon()).observe(canvas);
  }

  show(rows, sight, current) {
    this.#rows = rows;
    this.#sight = sight;
    this.#current = current;
    this.#soon();
  }

  #soon() {
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      this.#draw();
    });
  }

  #draw() {
    const canvas = this.#canvas;
    const scale = devicePixelRatio || 1;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    if (!width || !this.#rows.length) return;
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const style = getComputedStyle(canvas);
    const colour = (name) => style.getPropertyValue(name).trim();
    const paint = canvas.getContext("2d");
    paint.scale(scale, scale);
    const count = this.#rows.length;
    const columns = Math.min(count, Math.round(width));
    const wide = width / columns;
    const room = height - FOOT - 1;
    const [good, weak, alone, accent] = ["--good", "--weak", "--alone", "--accent"].map(colour);

    const [from, to] = this.#sight;
    paint.fillStyle = colour("--line");
    paint.fillRect((from / count) * width, 0, Math.max(3, ((to - from) / count) * width), height);

    const flags = [];
    for (let column = 0; column < columns; column += 1) {
      const begin = Math.floor((column / columns) * count);
      const end = Math.max(begin + 1, Math.floor(((column + 1) / columns) * count));
      let [least, empty, decided, flagged] = [1, 0, 0, false];
      for (let place = begin; place < end; place += 1) {
        const [zh, en, score, state, note] = this.#rows[place];
        if (note) flagged = true;
        if (state === "c" || state === "o") decided += 1;
        else least = Math.min(least, state === "s" ? 0 : score);
        if (!zh.length || !en.length) empty += 1;
      }
      const left = column * wide;
      const shown = Math.max(0.6, wide - (wide > 3 ? 1 : 0));
      const tall = least < this.#weak ? room * (0.45 + 0.55 * (1 - least / this.#weak)) : room * 0.2;
      paint.fillStyle = least < this.#weak ? weak : good;
      paint.fillRect(left, room - tall, shown, tall);
      if (empty === end - begin) {
        paint.fillStyle = alone;
        paint.fillRect(left, room - room * 0.35, shown, 1.5);
      }
      if (flagged) flags.push(left + wide / 2);
      if (decided) {
        paint.fillStyle = accent;
        const part = (decided / (end - begin)) * FOOT;
        paint.fillRect(left, height - part, wide, part);
      }
    }
    for (const left of flags) {
      paint.fillStyle = colour("--ink");
      paint.beginPath();
      paint.arc(left, FLAG + 1, FLAG, 0, 2 * Math.PI);
      paint.fill();
    }
    const at = ((this.#current + 0.5) / count) * width;
    paint.fillStyle = colour("--ink");
    paint.fillRect(at - 1, 0, 2, height);
  }
}
