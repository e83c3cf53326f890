// Stretches of a text as <mark>. Places count characters (code points), as the server does.

import { element } from "./shared.js";

export function marked(text, places) {
  const characters = [...text];
  const parts = [];
  let last = 0;
  for (const [start, end] of places) {
    parts.push(characters.slice(last, start).join(""), element("mark", {}, characters.slice(start, end).join("")));
    last = end;
  }
  return [...parts, characters.slice(last).join("")].filter((part) => part !== "");
}
