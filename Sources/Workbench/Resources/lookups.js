// WordPiece's look-ups: for each token the longer texts that are none.

import { decode } from "./bytes.js";
import { h } from "./dom.js";

/** Texts that are written out before the rest is counted. */
const most = 12;

/** The table of a word's look-ups. */
export function lookups(part, bytes) {
  if (part.tooLong) return h("p", { class: "small quiet" }, "too long to be cut: unknown as a whole");
  const spelt = (start, end) => h("bdi", { class: "tok" }, (start > 0 ? part.prefix : "") + decode(bytes, start, end));
  const row = (lookup) => h("tr", {},
    h("th", { scope: "row" }, lookup.end === null ? "nothing: the word is unknown" : spelt(lookup.start, lookup.end)),
    h("td", {}, lookup.id === null ? "" : String(lookup.id)),
    h("td", { class: "text quiet tried" }, lookup.tried.length === 0 ? "–" : lookup.tried.slice(0, most).flatMap((end) => [spelt(lookup.start, end), " "]),
      lookup.tried.length > most ? `and ${lookup.tried.length - most} more` : ""));
  return h("div", { class: "scroll" }, h("table", { class: "data", "aria-label": "Look-ups" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "found"), h("th", { scope: "col" }, "id"), h("th", { scope: "col", class: "text" }, "longer, and no tokens"))),
    h("tbody", {}, part.lookups.map(row))));
}
