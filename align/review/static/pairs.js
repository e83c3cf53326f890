// The list of document pairs: what is done, what is left, and what the probabilities are worth.

import { attempt, element, get, key, label } from "./shared.js";

const by = (id) => document.getElementById(id);
const number = (value) => value.toLocaleString("en");
const expected = (value) => (value < 10 ? value.toFixed(1) : number(Math.round(value)));
const tongue = (value) => (/\p{Script=Han}/u.test(value) ? "zh-Hans" : "en");
const figure = (value, name) =>
  element("td", { className: "figure", "data-name": name }, value);

function row(pair) {
  const address = `/pairs/${encodeURIComponent(pair.zh)}/${encodeURIComponent(pair.en)}`;
  const name = (title, origin, lang) =>
    element("span", { lang: title ? lang : "en" }, title || origin);
  const complete = pair.weak === 0;
  return element("tr", { className: complete ? "complete" : "" },
    element("td", {},
      element("a", { href: address, title: `${pair.zh_origin} ↔ ${pair.en_origin}` },
        name(pair.zh_title, pair.zh_origin, "zh-Hans"), name(pair.en_title, pair.en_origin, "en")),
      element("small", {}, pair.kind === "parallel" ? label("Translation", "译文") : label("Comparable", "同题"))),
    element("td", {}, element("small", {}, pair.topic.split(" / ").flatMap((part, place) =>
      [place ? " / " : "", element("span", { lang: tongue(part) }, part)]))),
    figure(number(pair.beads), "Beads"),
    figure(number(pair.decided), "Done"),
    figure(complete ? "✓ 0" : number(pair.weak), "Weak left"),
    figure(expected(pair.expected_errors), "Errors left"));
}

function band(measured) {
  const { from, to, looked_at: lookedAt, right } = measured;
  return element("tr", {},
    element("td", {}, `${from.toFixed(2)} – ${to.toFixed(2)}`),
    figure(number(lookedAt), "Looked at"),
    figure(number(right), "Right"),
    figure(lookedAt ? `${Math.round((100 * right) / lookedAt)} %` : "–", "Share"));
}

async function begin() {
  const { pairs, precision } = await get("/review/api/pairs");
  const sum = (name) => pairs.reduce((total, pair) => total + pair[name], 0);
  by("done").textContent = number(sum("decided"));
  by("left").textContent = number(sum("weak"));
  by("wrong").textContent = expected(sum("expected_errors"));
  const sorted = [...pairs].sort((a, b) => b.expected_errors - a.expected_errors);
  by("pairs").tBodies[0].replaceChildren(...sorted.map(row));
  by("precision").tBodies[0].replaceChildren(...precision.map(band));
  const links = [...by("pairs").querySelectorAll("a")];
  const move = (step) => () => {
    const at = links.indexOf(document.activeElement);
    links[Math.max(0, Math.min(links.length - 1, at < 0 ? 0 : at + step))]?.focus();
  };
  for (const name of ["j", "ArrowDown"]) key(name, "Pairs", "next pair", move(1));
  for (const name of ["k", "ArrowUp"]) key(name, "Pairs", "pair before", move(-1));
  key("n", "Pairs", "open the pair with most errors to expect", () => links[0]?.click());
  document.getElementById("main").dataset.ready = "yes";
}

attempt(begin);
