// Merges of one part as a tree that grows downwards, to be gone through step by step.

import { h } from "./dom.js";
import { counted } from "./numbers.js";
import { directionOf, pieceNode, shortNumber } from "./piece.js";

/** More symbols than this are a list and no tree. */
const mostColumns = 60;

/**
 * Where each merge stands in the tree: a row below those that it takes together, over the columns of its symbols.
 *
 * @param {{symbolEnds: number[], merges: {start: number, middle: number, end: number}[]}} part
 * @returns {{row: number, from: number, to: number}[]} rows from 1; columns from 0, the end excluded
 */
export function treePlaces(part) {
  const rows = part.symbolEnds.map(() => 0);
  const starts = [0, ...part.symbolEnds.slice(0, -1)];
  return part.merges.map((merge) => {
    const from = starts.indexOf(merge.start);
    const to = part.symbolEnds.indexOf(merge.end) + 1;
    const row = Math.max(0, ...rows.slice(from, to)) + 1;
    rows.fill(row, from, to);
    return { row, from, to };
  });
}

/** The tree of a part's merges, with a slider for its steps. */
export function mergeTree(part, bytes) {
  if (part.symbolEnds.length > mostColumns) return mergeList(part, bytes);
  const places = treePlaces(part);
  const tree = h("div", { class: "tree", role: "img", dir: directionOf(bytes), "aria-label": treeText(part) });
  const put = (node, row, from, to) => {
    node.style.gridRow = String(row);
    node.style.gridColumn = `${from + 1} / ${to + 1}`;
    tree.append(node);
    return node;
  };
  let start = 0;
  part.symbolEnds.forEach((end, column) => {
    put(h("span", { class: "symbol" }, pieceNode(bytes.subarray(start, end))), 1, column, column + 1);
    start = end;
  });
  const merges = part.merges.map((merge, index) => {
    const { row, from, to } = places[index];
    const node = h("span", { class: "merge", title: `merge ${index + 1}: id ${merge.id}` },
      pieceNode(bytes.subarray(merge.start, merge.end)),
      h("small", {}, merge.rank !== undefined ? `${index + 1}. rank ${merge.rank}` : `${index + 1}. score ${shortNumber(merge.score)}`));
    return put(node, row + 1, from, to);
  });
  const last = Math.max(0, ...places.map((place) => place.row)) + 2;
  const starts = [0, ...part.symbolEnds.slice(0, -1)];
  const tokens = tokenColumns(part, starts).map(({ ids, from, to }) => put(h("span", { class: "token" }, ids.join(" ")), last, from, to));
  const say = h("span", { class: "small quiet" });
  const slider = h("input", { type: "range", min: "0", max: String(merges.length), value: String(merges.length), "aria-label": "Merges made" });
  const step = () => {
    const made = Number(slider.value);
    merges.forEach((node, index) => {
      node.classList.toggle("later", index >= made);
      node.classList.toggle("now", index === made - 1 && made < merges.length);
    });
    for (const node of tokens) node.classList.toggle("later", made < merges.length);
    const merge = part.merges[made - 1];
    say.textContent = `${made} of ${counted(merges.length, "merge")}${merge ? `: ${merge.left} + ${merge.right}` : ""}`;
  };
  slider.addEventListener("input", step);
  step();
  const steps = merges.length > 1 ? h("div", { class: "row steps" }, slider, say) : null;
  const note = merges.length === 0 ? h("p", { class: "small quiet" }, "nothing can be merged") : null;
  const apart = part.splits?.length ? h("p", { class: "small quiet" }, `${counted(part.splits.length, "unused piece")} taken apart again`) : null;
  return h("div", {}, h("div", { class: "scroll" }, tree), steps, note, apart);
}

function tokenColumns(part, starts) {
  const found = [];
  for (const token of part.tokens) {
    const from = starts.findLastIndex((start) => start <= token.start);
    let to = part.symbolEnds.findIndex((end) => end >= token.end) + 1;
    if (to <= from) to = from + 1;
    const before = found.at(-1);
    // Bytes of one unknown symbol share its column.
    if (before && before.from === from && before.to === to) before.ids.push(token.id);
    else found.push({ ids: [token.id], from, to });
  }
  return found;
}

function treeText(part) {
  const merges = part.merges.slice(0, 40).map((merge, index) => `${index + 1}: ${merge.left} and ${merge.right}, ${merge.rank !== undefined ? `rank ${merge.rank}` : `score ${merge.score}`}`);
  return `Merges in their order: ${merges.join("; ") || "none"}. Ids: ${part.tokens.map((token) => token.id).join(" ")}`;
}

function mergeList(part, bytes) {
  const shown = part.merges.slice(0, 200);
  const rows = shown.map((merge, index) => h("tr", {},
    h("th", { scope: "row" }, String(index + 1)),
    h("td", {}, merge.rank !== undefined ? String(merge.rank) : shortNumber(merge.score)),
    h("td", { class: "text" }, pieceNode(bytes.subarray(merge.start, merge.middle)), " + ", pieceNode(bytes.subarray(merge.middle, merge.end))),
    h("td", {}, String(merge.start))));
  const more = part.merges.length - shown.length;
  return h("div", { class: "scroll" },
    h("table", { class: "data", "aria-label": "Merges in their order" },
      h("thead", {}, h("tr", {}, ["step", part.merges[0]?.rank !== undefined ? "rank" : "score", "merged", "at byte"].map((name) => h("th", { scope: "col", class: name === "merged" ? "text" : null }, name)))),
      h("tbody", {}, rows)),
    more > 0 ? h("p", { class: "small quiet" }, `… and ${counted(more, "more merge", "more merges")}`) : null,
    h("p", { class: "small quiet" }, `ids ${part.tokens.map((token) => token.id).join(" ")}`));
}
