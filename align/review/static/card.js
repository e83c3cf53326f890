// The card of one concept: its pairs, who renders it so, the sentences that show it, near misses.

import { caps, element, label } from "./shared.js";
import { marked } from "./marks.js";

const share = (value) => (Math.floor(value * 100 + 1e-9) / 100).toFixed(2);
const tongue = (text) => (/\p{Script=Han}/u.test(text) ? "zh-Hans" : "en");
const titled = (english, chinese) => element("h3", {}, ...label(english, chinese));

/** A card as elements; does(kind, pair) is called where a person wants something done. */
export function cardOf(card, names, does) {
  const [first] = card.pairs;
  return [
    element("p", { className: "back" }, action("Back to the list", "返回", null, () => does("back"))),
    element("h2", { tabIndex: -1 },
      element("span", { lang: first.zh_code }, first.zh || "–"), element("span", { className: "and" }, " = "),
      element("span", { lang: first.en_code }, first.en || "–")),
    element("p", { className: "source" }, ...card.topic.split(" / ").flatMap((part, place) =>
      [place ? " / " : "", element("span", { lang: tongue(part) }, part)])),
    element("ol", { className: "pairs" }, ...card.pairs.map((pair, place) =>
      pairItem(pair, place, card.renderings[place], names, does))),
    element("p", { className: "tools" },
      action("Definition and note", "定义与备注", "d", () => does("describe")),
      action("Add a rendering", "新增译法", "+", () => does("add"))),
    ...remark("Definition", "定义", card.definition),
    ...remark("Note", "备注", card.note),
    ...contexts(card),
    ...nearMisses(card),
    ...past(card),
  ];
}

function action(english, chinese, name, act, properties = {}) {
  const button = element("button", { type: "button", ...properties }, ...label(english, chinese),
    ...(name ? [" ", ...caps(name)] : []));
  button.addEventListener("click", act);
  return button;
}

function pairItem(pair, place, rendering, names, does) {
  const who = `${pair.zh} = ${pair.en}`;
  const button = (english, chinese, kind) =>
    action(english, chinese, null, () => does(kind, pair), { "aria-label": `${english}: ${who}` });
  return element("li", { className: pair.status },
    element("p", { className: "names" },
      place < 9 ? element("kbd", { title: `Key ${place + 1}: prefer this rendering` }, place + 1) : null,
      element("span", { className: "term", lang: pair.zh_code }, pair.zh || "–"),
      element("span", { className: "term", lang: pair.en_code }, pair.en || "–")),
    element("p", { className: "facts" },
      element("span", { className: `status ${pair.status}` }, ...label(pair.status, names[pair.status])),
      pair.category ? element("span", {}, ...label(pair.category, names[pair.category])) : null,
      pair.do_not_translate ? element("span", {}, ...label("do not translate", "不翻译")) : null,
      element("span", { title: "Probability that the pair is right" }, `p ${share(pair.probability)}`),
      element("span", { title: "How often it was seen" }, `× ${pair.frequency}`),
      ...outlets(rendering)),
    pair.note ? element("p", { className: "remark", lang: tongue(pair.note) }, pair.note) : null,
    element("p", { className: "acts" },
      button("Prefer", "首选", "choose"), button("Accept", "接受", "accept"),
      button("Reject", "否决", "reject"),
      pair.status === "candidate" || pair.status === "suggested" ? null : button("Take back", "撤回", "undecide"),
      button("Edit", "编辑", "edit")));
}

function outlets(rendering) {
  if (!rendering?.outlets.length) return [];
  return [element("span", { className: "outlets", title: "Outlets whose sentences have both terms, and how often" },
    ...rendering.outlets.flatMap(([name, times], place) =>
      [place ? ", " : "", element("span", { lang: tongue(name) }, name), ` ${times}`]))];
}

const remark = (english, chinese, text) => (text
  ? [titled(english, chinese), element("p", { className: "remark", lang: tongue(text) }, text)] : []);

function contexts(card) {
  if (!card.contexts.length) return [];
  const side = (cell) => element("p", { className: "side", lang: cell.code }, ...marked(cell.text, cell.marks));
  const source = (cell) => [cell.outlet, cell.published].filter(Boolean).join(" · ") || cell.origin;
  return [titled("Contexts", "例句"), element("ul", { className: "contexts" },
    ...card.contexts.map((context) => element("li", {}, side(context.zh), side(context.en),
      element("p", { className: "source" },
        context.kind === "comparable" ? [...label("comparable", "同题"), " · "] : null,
        element("span", { lang: tongue(source(context.zh)) }, source(context.zh)), " / ",
        element("span", { lang: tongue(source(context.en)) }, source(context.en))))))];
}

function nearMisses(card) {
  if (!card.near_misses.length) return [];
  const listed = (names) => names.map((name) => element("li", {},
    element("span", { className: "term", lang: tongue(name.term) }, name.term), ` × ${name.times} `,
    element("small", { lang: tongue(name.outlets.join("")) }, name.outlets.join(", "))));
  return [titled("Near misses", "近似而不同"),
    ...card.near_misses.map((each) => element("ul", {}, ...listed(each.zh), ...listed(each.en)))];
}

function past(card) {
  if (!card.history.length) return [];
  return [titled("Decisions", "审核记录"), element("ul", { className: "past" },
    ...card.history.map((each) => element("li", {}, `${each.kind} · ${each.who || "–"} · `,
      element("time", { dateTime: each.made }, each.made.replace("T", " ").replace("Z", " UTC")))))];
}
