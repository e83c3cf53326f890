// Comfort only: the page says everything without it.
"use strict";
{
  const tools = document.getElementById("tools");
  const quiet = matchMedia("(prefers-reduced-motion: reduce)");

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

  const button = (words, title, action) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.title = title;
    made.addEventListener("click", action);
    tools.append(made);
    return made;
  };

  const weak = [...document.querySelectorAll(".bead.weak")];
  if (weak.length) {
    let at = -1;
    const next = button(`Next weak (${weak.length})`, "Key: n", () => {
      at = (at + 1) % weak.length;
      next.textContent = `Next weak (${at + 1}/${weak.length})`;
      show(weak[at]);
    });
    addEventListener("keydown", (event) => {
      const typing = event.target.closest("input, textarea");
      if (event.key === "n" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
        next.click();
      }
    });
  }

  const concepts = [...document.querySelectorAll(".terms tbody")].map((body) => ({
    body,
    words: [...body.querySelectorAll(".term")].map((c) => c.textContent).join("\n").toLowerCase(),
  }));
  const table = document.querySelector(".terms");
  if (table) {
    const form = document.createElement("p");
    form.className = "filter";
    form.innerHTML =
      '<label>Find a term <span class="gloss" lang="zh-Hans">查找</span> ' +
      '<input type="search" autocomplete="off"></label> <output></output>';
    const [input, output] = [form.querySelector("input"), form.querySelector("output")];
    input.addEventListener("input", () => {
      const wanted = input.value.trim().toLowerCase();
      let found = 0;
      for (const { body, words } of concepts) {
        body.hidden = !words.includes(wanted);
        found += !body.hidden;
      }
      output.textContent = wanted ? `${found} of ${concepts.length}` : "";
    });
    table.before(form);
  }
}
