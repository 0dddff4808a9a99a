// The pieces that a Unigram model chooses between, with their scores: the row that was taken, the runner-up, and the rest.

import { h } from "./dom.js";
import { directionOf, pieceNode, shortNumber } from "./piece.js";

/** More places than this are two rows of pieces and no lattice. */
const mostColumns = 60;

/** Rows for pieces so that none lies over another: longer ones first. */
function packRows(edges) {
  const rows = [];
  for (const edge of [...edges].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const row = rows.find((taken) => taken.at(-1).end <= edge.start);
    if (row) row.push(edge);
    else rows.push([edge]);
  }
  return rows;
}

/** The lattice of a part. */
export function lattice(part, bytes) {
  const places = [...new Set([...part.edges, ...part.best.tokens].flatMap((edge) => [edge.start, edge.end]))].sort((a, b) => a - b);
  const grid = h("div", { class: "lattice", dir: directionOf(bytes) });
  let row = 1;
  const put = (node, from, to) => {
    node.style.gridRow = String(row);
    node.style.gridColumn = `${from} / ${to}`;
    grid.append(node);
  };
  const cell = (edge, kind) => put(
    h("span", { class: kind, title: `id ${edge.id}, score ${edge.score}` }, pieceNode(bytes.subarray(edge.start, edge.end)), h("small", {}, shortNumber(edge.score)), kind ? h("small", {}, `id ${edge.id}`) : null),
    places.indexOf(edge.start) + 2, places.indexOf(edge.end) + 2);
  const label = (name, score) => put(h("span", { class: "label" }, name, score === null ? null : h("small", {}, shortNumber(score))), 1, 2);
  const key = (edge) => `${edge.start} ${edge.end} ${edge.id}`;
  if (places.length > mostColumns) return lines(part, bytes);
  label("taken", part.best.score);
  for (const edge of part.best.tokens) cell(edge, "best");
  if (part.runnerUp) {
    row += 1;
    label("second", part.runnerUp.score);
    for (const edge of part.runnerUp.tokens) cell(edge, "second");
  }
  const used = new Set([...part.best.tokens, ...(part.runnerUp?.tokens ?? [])].map(key));
  const others = packRows(part.edges.filter((edge) => !used.has(key(edge))));
  others.forEach((edges, index) => {
    row += 1;
    if (index === 0) label("others", null);
    for (const edge of edges) cell(edge, null);
  });
  const lead = part.runnerUp ? `ahead of the second by ${shortNumber(part.best.score - part.runnerUp.score)}` : "the only way";
  return h("div", {}, h("div", { class: "scroll" }, grid), h("p", { class: "small quiet" }, `score ${shortNumber(part.best.score)}, ${lead}`));
}

function lines(part, bytes) {
  const line = (name, row) => h("p", { class: "small" }, `${name} (${shortNumber(row.score)}): `, row.tokens.slice(0, 300).flatMap((token) => [pieceNode(bytes.subarray(token.start, token.end)), " "]));
  return h("div", {}, line("taken", part.best), part.runnerUp ? line("second", part.runnerUp) : null);
}
