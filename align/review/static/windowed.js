// A list of any length of which only what is in sight is in the page.
//
//   list = new Windowed(scroller, { item, estimate, draw })
//   list.reset(count)              all new
//   list.splice(from, to, count)   items from…to are replaced by so many
//   list.show(place, edge)         bring one into sight, and return its element
//
// Heights are estimated until an item has been drawn; what is in sight then stays where it is.
// An item that is still the same object keeps its element.

const AHEAD = 600; // pixels drawn above and below what is in sight: a turn of the wheel is 100
const MARGIN = 48; // pixels that stay free above and below an item that is shown

export class Windowed {
  #scroller;
  #pane = document.createElement("div");
  #block = document.createElement("div");
  #options;
  #heights = [];
  #tops = new Float64Array(1);
  #settled = 0; // tops up to here are right
  #drawn = new Map(); // item -> element, in the order of the page
  #first = 0;
  #width = 0;
  #waiting = false;

  /** item(place): the object; estimate(place): pixels; draw(place, element or undefined): element. */
  constructor(scroller, options) {
    this.#scroller = scroller;
    this.#options = options;
    this.#pane.className = "windowed";
    this.#pane.setAttribute("role", "presentation");
    this.#block.setAttribute("role", "presentation");
    this.#pane.append(this.#block);
    scroller.append(this.#pane);
    scroller.addEventListener("scroll", () => this.#soon());
    new ResizeObserver(() => {
      if (scroller.clientWidth === this.#width) this.#soon();
      else this.#remeasure();
    }).observe(scroller);
  }

  get count() {
    return this.#heights.length;
  }

  reset(count) {
    this.#heights = Array.from({ length: count }, (_, place) => this.#options.estimate(place));
    this.#tops = new Float64Array(count + 1);
    this.#settled = 0;
    this.#width = this.#scroller.clientWidth;
    this.render();
  }

  splice(from, to, count) {
    const added = Array.from({ length: count }, (_, k) => this.#options.estimate(from + k));
    this.#heights = [...this.#heights.slice(0, from), ...added, ...this.#heights.slice(to)];
    const tops = new Float64Array(this.#heights.length + 1);
    tops.set(this.#tops.subarray(0, Math.min(from + 1, tops.length)));
    this.#tops = tops;
    this.#settled = Math.min(this.#settled, from);
    this.render();
  }

  /** The places in sight, first and behind the last. */
  get sight() {
    const { scrollTop, clientHeight } = this.#scroller;
    return [this.#at(scrollTop), Math.min(this.count, this.#at(scrollTop + clientHeight) + 1)];
  }

  elementOf(place) {
    return this.#drawn.get(this.#options.item(place));
  }

  /** edge: "top" and "bottom" put it there, "middle" near there unless it is in sight. */
  show(place, edge = "") {
    for (let round = 0; round < 3; round += 1) {
      // what is drawn on the way gets its true height, so the aim may move
      this.#settle();
      const { scrollTop, clientHeight } = this.#scroller;
      const top = this.#tops[place];
      const bottom = this.#tops[place + 1];
      let aim = scrollTop;
      if (edge === "top") aim = top;
      else if (edge === "bottom") aim = Math.max(0, Math.min(top, bottom - clientHeight));
      else if (edge === "middle" && (top < scrollTop + MARGIN || bottom > scrollTop + clientHeight - MARGIN)) {
        aim = top - Math.max(MARGIN, (clientHeight - (bottom - top)) / 3);
      } else if (top < scrollTop + MARGIN) aim = top - MARGIN;
      else if (bottom > scrollTop + clientHeight - MARGIN) {
        aim = Math.min(top - MARGIN, bottom - clientHeight + MARGIN);
      }
      if (Math.abs(aim - scrollTop) >= 1) this.#scroller.scrollTop = aim;
      this.render();
    }
    return this.elementOf(place);
  }

  /** Bring the page up to date: what is in sight is drawn, the rest is not there. */
  render() {
    this.#settle();
    const { scrollTop, clientHeight } = this.#scroller;
    const first = this.#at(Math.max(0, scrollTop - AHEAD));
    const last = Math.min(this.count, this.#at(scrollTop + clientHeight + AHEAD) + 1);
    const drawn = new Map();
    for (let place = first; place < last; place += 1) {
      const item = this.#options.item(place);
      drawn.set(item, this.#options.draw(place, this.#drawn.get(item)));
    }
    this.#place([...drawn.values()]);
    this.#drawn = drawn;
    this.#first = first;
    this.#measure(scrollTop);
  }

  /** Put these elements into the page, moving none that stands right. */
  #place(wanted) {
    const keep = new Set(wanted);
    for (const each of [...this.#block.children]) if (!keep.has(each)) each.remove();
    let at = this.#block.firstChild;
    for (const each of wanted) {
      if (each === at) at = at.nextSibling;
      else this.#block.insertBefore(each, at);
    }
  }

  #measure(scrollTop) {
    const anchor = this.#at(scrollTop);
    const before = this.#tops[anchor];
    let place = this.#first;
    for (const each of this.#block.children) {
      const height = each.offsetHeight;
      if (Math.abs(height - this.#heights[place]) > 0.5) {
        this.#heights[place] = height;
        this.#settled = Math.min(this.#settled, place);
      }
      place += 1;
    }
    this.#settle();
    this.#pane.style.height = `${this.#tops[this.count]}px`;
    this.#block.style.top = `${this.#tops[this.#first]}px`;
    const moved = this.#tops[anchor] - before;
    if (Math.abs(moved) >= 1) this.#scroller.scrollTop = scrollTop + moved;
  }

  #remeasure() {
    if (!this.count) return;
    const [place] = this.sight;
    const within = this.#scroller.scrollTop - this.#tops[place];
    this.reset(this.count);
    this.#scroller.scrollTop = this.#tops[place] + within;
    this.render();
  }

  #settle() {
    for (let place = this.#settled; place < this.#heights.length; place += 1) {
      this.#tops[place + 1] = this.#tops[place] + this.#heights[place];
    }
    this.#settled = this.#heights.length;
  }

  /** The place at a height, by bisection. */
  #at(height) {
    let [low, high] = [0, Math.max(0, this.count - 1)];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#tops[middle] <= height) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #soon() {
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      this.render();
    });
  }
}
