// The box on top of every page: terms in either language, by pinyin or by likeness, and below them
// the sentences of the project that hold the words. What is chosen is copied by a key.

import { attempt, composes, element, get, key, label, say } from "./shared.js";
import { marked } from "./marks.js";

const PAUSE = 150; // milliseconds without a key before asking: between two letters of a fast typist
const ENOUGH = 3; // better terms, from which on similar spellings would be noise
const MOST = 8; // terms, and as many sentences: what a glance takes in

const box = document.getElementById("ask");
const panel = document.getElementById("answers");
const list = document.getElementById("answer-list");
let options = []; // [element, { zh, en, concept }]
let active = -1;
let waiting = 0;
let question = 0; // answers that come late are not shown

const heard = document.getElementById("answer-count");
const nothing = document.getElementById("answer-none");
const guide = document.getElementById("answer-keys");
let before = null; // what had the focus
const many = (number, name) => `${number} ${name}${number === 1 ? "" : "s"}`;
const isChinese = (text) => /\p{Script=Han}/u.test(text);

function close() {
  panel.hidden = true;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
  options = [];
  active = -1;
}

function activate(place) {
  if (!options.length) return;
  options[active]?.[0].setAttribute("aria-selected", "false");
  active = (place + options.length) % options.length;
  const [option] = options[active];
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", option.id);
}

function option(content, answer) {
  const made = element("div", { role: "option", id: `answer-${options.length}`, "aria-selected": "false" }, ...content);
  made.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  made.addEventListener("click", () => copy(translation(answer)));
  options.push([made, answer]);
  return made;
}

/** The side that was not asked for; whoever types pinyin asks for Chinese. */
const translation = (answer, other = false) => ((answer.asked === "zh") === other ? answer.zh : answer.en);

const term = (hit) => option([
  element("span", { className: "term", lang: hit.zh_code }, hit.zh),
  element("span", { className: "term", lang: "en" }, hit.en),
  element("small", {}, [hit.status, hit.how === "exact" ? "" : hit.how, hit.source === "CC-CEDICT" ? "CC-CEDICT" : ""]
    .filter(Boolean).join(" · ")),
], {
  zh: hit.zh, en: hit.en, concept: hit.source === "CC-CEDICT" ? "" : hit.concept,
  asked: isChinese(box.value) || hit.how.includes("pinyin") ? "zh" : "en",
});

function sentence(found, asked) {
  const other = found.counterparts[0];
  const own = found.language === "zh";
  const text = other?.text ?? "";
  return option([
    element("span", { className: "side", lang: found.code }, ...marked(found.text, placesOf(asked, found.text))),
    element("span", { className: "side", lang: other?.code ?? "en" }, text || "–"),
    element("small", {}, found.outlet || found.origin),
  ], { zh: own ? found.text : text, en: own ? text : found.text, concept: "", asked: found.language });
}

/** Where the words stand in a sentence, as far as they are spelled alike. */
function placesOf(asked, text) {
  const at = text.toLowerCase().indexOf(asked.toLowerCase());
  if (at < 0) return [];
  const start = [...text.slice(0, at)].length;
  return [[start, start + [...asked].length]];
}

function group(name, chinese, children) {
  if (!children.length) return [];
  return [element("div", { role: "group", "aria-label": name },
    element("p", { className: "guide", role: "presentation" }, ...label(name, chinese)), ...children)];
}

async function ask() {
  const asked = box.value.trim();
  question += 1;
  const mine = question;
  if (!asked) return close();
  const query = new URLSearchParams({ q: asked, limit: MOST });
  const [found, direct] = await Promise.all([
    get(`/api/v1/terms?${query}&parts=1&fuzzy=1`), get(`/api/v1/concordance?${query}`)]);
  const better = found.terms.filter((hit) => hit.how !== "fuzzy");
  const like = found.terms.filter((hit) => hit.how === "fuzzy");
  const terms = [...better, ...like.slice(0, Math.max(0, ENOUGH - better.length))];
  let { sentences } = direct;
  let words = asked;
  if (!sentences.length && terms.length) { // pinyin, or another form of the word
    words = terms[0].zh;
    ({ sentences } = await get(`/api/v1/concordance?${new URLSearchParams({ q: words, limit: MOST })}`));
  }
  if (mine !== question) return undefined;
  options = [];
  active = -1;
  box.removeAttribute("aria-activedescendant");
  const groups = [
    ...group("Terms", "术语", terms.map(term)),
    ...group("Sentences", "例句", sentences.map((found) => sentence(found, words))),
  ];
  list.replaceChildren(...groups);
  list.hidden = !groups.length;
  panel.hidden = false;
  box.setAttribute("aria-expanded", String(Boolean(groups.length)));
  if (groups.length) heard.textContent = `${many(terms.length, "term")}, ${many(sentences.length, "sentence")}`;
  else heard.textContent = `nothing found for ${asked}`;
  nothing.hidden = Boolean(groups.length);
  guide.hidden = !groups.length;
  nothing.textContent = heard.textContent;
  return undefined;
}

function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(() => attempt(ask), PAUSE);
}

async function copy(text) {
  if (!text) return say("there is nothing to copy");
  await attempt(() => navigator.clipboard.writeText(text));
  return say(`copied: ${text}`);
}

box.addEventListener("input", (event) => { if (!event.isComposing) soon(); });
box.addEventListener("compositionend", soon);
box.addEventListener("keydown", (event) => {
  if (composes(event)) return;
  const answer = options[active < 0 ? 0 : active]?.[1];
  if (event.key === "ArrowDown") activate(active + 1);
  else if (event.key === "ArrowUp") activate(active < 0 ? -1 : active - 1);
  else if (event.key === "Escape" && !panel.hidden) {
    question += 1;
    close(); // what was typed stays
  } else if (event.key === "Escape") {
    box.blur();
    if (before?.isConnected) before.focus();
  } else if (event.key === "Enter" && event.altKey && answer?.concept) location.assign(`/terms#${answer.concept}`);
  else if (event.key === "Enter" && answer) {
    copy(translation(answer, event.shiftKey));
  } else if (event.key === "Enter") {
    clearTimeout(waiting);
    attempt(ask);
  } else return;
  event.preventDefault();
});
document.getElementById("asking").addEventListener("submit", (event) => event.preventDefault());
addEventListener("click", (event) => {
  if (!event.target.closest("#look-up")) close();
});
box.addEventListener("focus", () => { if (box.value.trim()) soon(); });

key("/", "Everywhere", "look a term up", () => {
  before = document.activeElement;
  box.focus();
  box.select();
});
