// Comfort only: the pages say everything without it.
"use strict";
{
  const tools = document.getElementById("tools");
  const main = document.querySelector("main");
  const quiet = matchMedia("(prefers-reduced-motion: reduce)");

  const made = (name, content = "", attributes = {}) => {
    const element = document.createElement(name);
    element.textContent = content;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const named = (english, chinese) => {
    const element = made("span", `${english} `);
    element.append(made("span", chinese, { class: "gloss", lang: "zh-Hans" }));
    return element;
  };
  const button = (words, title, action) => {
    const element = made("button", words, { type: "button", title });
    element.addEventListener("click", action);
    return element;
  };

  // Both scripts, any case: each character by its normal form.
  const folds = new Map();
  const pairs = [...main.dataset.fold];
  for (let at = 0; at < pairs.length; at += 2) folds.set(pairs[at], pairs[at + 1]);
  const folded = (words) => [...words].map((c) => folds.get(c) ?? c.toLowerCase()).join("");

  const reveal = (target) => {
    for (let at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
    }
  };
  const show = (target) => {
    reveal(target);
    target.scrollIntoView({ block: "center", behavior: quiet.matches ? "auto" : "smooth" });
    target.setAttribute("tabindex", "-1");
    target.focus({ preventScroll: true });
  };
  const followHash = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.closest("details:not([open])")) {
      reveal(target);
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", followHash);
  followHash();

  // Light or dark, as the system has it until somebody chooses.
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const kept = { read: () => { try { return localStorage.getItem("scheme"); } catch { return null; } },
    write: (value) => { try { localStorage.setItem("scheme", value); } catch { /* of a file */ } } };
  if (kept.read()) root.dataset.scheme = kept.read();
  const isDark = () => (root.dataset.scheme ?? (dark.matches ? "dark" : "light")) === "dark";
  const scheme = button("", "Light or dark", () => {
    root.dataset.scheme = isDark() ? "light" : "dark";
    kept.write(root.dataset.scheme);
    name();
  });
  const name = () => { scheme.textContent = isDark() ? "☀ Light" : "☾ Dark"; };
  dark.addEventListener("change", name);
  name();

  const weak = [...document.querySelectorAll(".bead.weak")];
  if (weak.length) {
    let at = -1;
    const next = button(`Next weak pair (${weak.length})`, "Key: n", () => {
      at = (at + 1) % weak.length;
      next.textContent = `Next weak pair (${at + 1}/${weak.length})`;
      show(weak[at]);
    });
    tools.append(next);
    addEventListener("keydown", (event) => {
      const typing = event.target.closest("input, textarea, select");
      if (event.key === "n" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
        next.click();
      }
    });
  }
  tools.append(scheme);

  // Sentences of this page that hold some words, each once.
  const spans = [...main.querySelectorAll(".s")];
  if (spans.length) {
    const MOST = 200; // Results at once: more are not read.
    const field = made("input", "", { type: "search", autocomplete: "off" });
    const label = named("Find in the sentences of this page", "查找句子");
    const output = made("output");
    const results = made("ol", "", { class: "hits" });
    const form = made("div", "", { class: "find" });
    const wrap = made("label");
    wrap.append(label, " ", field);
    form.append(wrap, " ", output, results);
    main.prepend(form);
    let texts;
    const search = () => {
      texts ??= [...new Map(spans.map((span) => [span.textContent, span])).entries()].map(
        ([words, span]) => ({ words, span, key: folded(words) }),
      );
      const wanted = folded(field.value.trim());
      const found = wanted ? texts.filter(({ key }) => key.includes(wanted)) : [];
      results.replaceChildren(...found.slice(0, MOST).map(({ words, span, key }) => {
        const [item, link] = [made("li"), made("a", "", { href: "#", lang: span.closest("[lang]").lang })];
        const [characters, start] = [[...words], [...key.slice(0, key.indexOf(wanted))].length];
        const end = start + [...wanted].length;
        link.append(
          characters.slice(0, start).join(""),
          made("mark", characters.slice(start, end).join("")),
          characters.slice(end).join(""),
        );
        link.addEventListener("click", (event) => {
          event.preventDefault();
          show(span.closest(".bead, .side") ?? span);
        });
        item.append(link);
        return item;
      }));
      output.textContent = !wanted ? "" : found.length > MOST
        ? `${found.length} sentences, of which the first ${MOST} are shown`
        : `${found.length} ${found.length === 1 ? "sentence" : "sentences"}`;
    };
    let waiting;
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(search, 150);
    });
  }

  // The map: one outlet at a time.
  for (const item of document.querySelectorAll(".outlets [data-outlet]")) {
    const outlet = item.dataset.outlet;
    const press = made("button", "", { type: "button", "aria-pressed": "false", title: "Only this outlet" });
    press.append(...item.childNodes);
    press.addEventListener("click", () => {
      const only = press.getAttribute("aria-pressed") === "false";
      for (const other of document.querySelectorAll(".outlets button")) {
        other.setAttribute("aria-pressed", String(other === press && only));
      }
      for (const mark of document.querySelectorAll(".lane .mark")) {
        mark.classList.toggle("faint", only && !mark.classList.contains(outlet));
      }
    });
    item.append(press);
  }

  // A list of topics that is long enough to search in.
  const contents = document.querySelector(".contents");
  if (contents && contents.children.length > 10) {
    const wrap = made("label");
    const field = made("input", "", { type: "search", autocomplete: "off" });
    const form = made("p", "", { class: "find" });
    wrap.append(named("Find a topic of this page", "查找主题"), " ", field);
    form.append(wrap);
    const items = [...contents.children].map((item) => ({ item, key: folded(item.textContent) }));
    field.addEventListener("input", () => {
      const wanted = folded(field.value.trim());
      for (const { item, key } of items) item.hidden = !key.includes(wanted);
    });
    contents.before(form);
  }

  // Terms in pages, by words, category and status.
  const SHOWN = 100; // Concepts at once: two or three screens of a table that is still quick.
  for (const table of document.querySelectorAll(".terms")) {
    const concepts = [...table.tBodies].map((body) => ({
      body,
      key: folded([...body.querySelectorAll(".term")].map((c) => c.textContent).join("\n")),
      status: new Set([...body.querySelectorAll("[data-status]")].map((c) => c.dataset.status)),
      category: new Set([...body.querySelectorAll("[data-category]")].map((c) => c.dataset.category)),
    }));
    const form = made("div", "", { class: "filter" });
    const field = made("input", "", { type: "search", autocomplete: "off" });
    const wrap = made("label");
    wrap.append(named("Find a term", "查找"), " ", field);
    const choice = (english, chinese, kind) => {
      const counts = new Map();
      for (const concept of concepts) {
        for (const value of concept[kind]) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      const select = made("select");
      select.append(made("option", "all", { value: "*" }));
      for (const [value, number] of [...counts].sort((a, b) => b[1] - a[1])) {
        select.append(made("option", `${value || "none"} (${number})`, { value }));
      }
      const labelled = made("label");
      labelled.append(named(english, chinese), " ", select);
      if (counts.size > 1) form.append(" ", labelled);
      return select;
    };
    form.append(wrap);
    const status = choice("Status", "状态", "status");
    const category = choice("Category", "类别", "category");
    const output = made("output");
    const back = button("‹", "Former page", () => turn(-1));
    const next = button("›", "Next page", () => turn(1));
    form.append(" ", back, " ", output, " ", next);
    let [at, found] = [0, concepts];
    const draw = () => {
      for (const { body } of concepts) body.hidden = true;
      for (const { body } of found.slice(at, at + SHOWN)) body.hidden = false;
      const range = found.length ? `${at + 1}–${Math.min(at + SHOWN, found.length)} of ` : "";
      const every = found.length < concepts.length ? ` (of ${concepts.length})` : "";
      output.textContent = `${range}${found.length}${every}`;
      [back.disabled, next.disabled] = [at === 0, at + SHOWN >= found.length];
    };
    const turn = (by) => {
      at = Math.max(0, at + by * SHOWN);
      draw();
      form.scrollIntoView({ block: "nearest" });
    };
    const filter = () => {
      const wanted = folded(field.value.trim());
      found = concepts.filter((concept) => concept.key.includes(wanted)
        && (status.value === "*" || concept.status.has(status.value))
        && (category.value === "*" || concept.category.has(category.value)));
      at = 0;
      draw();
    };
    for (const input of [field, status, category]) input.addEventListener("input", filter);
    // Whoever prints, or follows a link into the table, gets all of it.
    addEventListener("beforeprint", () => { for (const { body } of concepts) body.hidden = false; });
    addEventListener("afterprint", draw);
    table.before(form);
    draw();
  }
}
