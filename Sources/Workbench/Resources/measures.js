// The table of measures, a row for each tokenizer.

import { h } from "./dom.js";
import { count, hundredths, percent, significant } from "./numbers.js";

/** Columns in their order: name, what it means, which value is better, how it is written. */
const columns = [
  ["tokens", "tokens", "in all", "least", count],
  ["fertility", "fertility", "tokens per word", "least", significant],
  ["chars_per_token", "characters", "per token", "most", significant],
  ["bytes_per_token", "bytes", "per token", "most", significant],
  ["premium", "premium", "over the second text", "", (value) => `${significant(value, 3)}\u2009×`],
  ["pure", "%pure", "tokens that are morphemes", "most", hundredths],
  ["aligned", "aligned", "cuts at morphemes", "most", hundredths],
  ["pcw", "split words", "of all", "least", percent],
  ["fragments", "fragments", "of letters", "least", (value) => (Number.isInteger(value) && value > 1 ? count(value) : percent(value))],
  ["unk", "unknown", "tokens", "least", (value) => (Number.isInteger(value) && value > 1 ? count(value) : percent(value))],
  ["round_trip", "comes back", "decoded", "", (value) => (value === true || value === 1 ? "yes" : "no")],
];

/** The table of an answer of `api/measure`; `note` stands under it. */
export function measureTable(answer, note = "") {
  const { results } = answer;
  const shown = columns.filter(([id]) => results.some((one) => one.metrics?.[id] !== undefined && one.metrics[id] !== null));
  const best = Object.fromEntries(shown.map(([id, , , which]) => {
    const values = results.map((one) => one.metrics?.[id]).filter((value) => typeof value === "number");
    const isDull = which === "" || values.length < 2 || values.every((value) => value === values[0]);
    return [id, isDull ? null : which === "least" ? Math.min(...values) : Math.max(...values)];
  }));
  const row = (one) => h("tr", {},
    h("th", { scope: "row" }, h("bdi", {}, one.tokenizer)),
    shown.map(([id, , , , write]) => {
      const value = one.metrics?.[id];
      if (value === undefined || value === null) return h("td", { title: one.why?.[id] ?? "" }, "–");
      const isBest = best[id] !== null && value === best[id];
      return h("td", { class: isBest ? "best" : null }, write(value), isBest && h("span", { class: "hidden" }, " (best)"));
    }));
  const table = h("table", { class: "data", "aria-label": "Measures" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "tokenizer"),
      shown.map(([, name, unit]) => h("th", { scope: "col" }, h("b", {}, name), unit)))),
    h("tbody", {}, results.map(row)));
  return [table, reasons(results, note)];
}

function reasons(results, note) {
  const said = new Set(note ? [note] : []);
  for (const one of results) {
    for (const [id, , , ,] of columns) {
      const name = columns.find(([known]) => known === id)[1];
      if (one.why?.[id] && !["premium", "pure", "aligned"].includes(id)) said.add(`${name}: ${one.why[id]}`);
    }
    if (one.error) said.add(`${one.tokenizer}: ${one.error.message ?? one.error}`);
  }
  return said.size > 0 ? h("p", { class: "small quiet" }, [...said].join("; ")) : null;
}
