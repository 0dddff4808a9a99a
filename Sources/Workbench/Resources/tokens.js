// What is said of single tokens.

import { hex, unhex } from "./bytes.js";
import { visibleText } from "./visible.js";

/** The bytes that a token stands for, in hexadecimal: those of the text, or of its piece where it stands for none alone. */
export function tokenBytes(result, place, excerpt, isShared = false) {
  const [start, end] = [result.starts[place], result.ends[place]];
  const piece = result.pieces[result.ids[place]];
  if (end > start && !isShared) return hex(excerpt.bytes, start, Math.min(end, excerpt.bytes.length));
  if (piece?.bytes) return hex(unhex(piece.bytes));
  return end > start ? hex(excerpt.bytes, start, Math.min(end, excerpt.bytes.length)) : "none";
}

/** `id 32063, bytes 20 C5 BE` for each token of a group. */
export function describe(result, group, excerpt) {
  const parts = [];
  for (let place = group.first; place < Math.min(group.next, group.first + 12); place += 1) {
    const isShared = place > group.first && result.starts[place] === result.starts[place - 1];
    parts.push(`id ${result.ids[place]}, bytes ${tokenBytes(result, place, excerpt, isShared)}`);
  }
  if (group.next - group.first > 12) parts.push(`${group.next - group.first - 12} more`);
  return parts.join(" + ");
}

/** The text of a group for a screen reader. */
export function spoken(result, group, excerpt) {
  const text = group.end > group.start ? excerpt.slice(group.start, group.end) : (result.pieces[result.ids[group.first]]?.text ?? "");
  return `${visibleText(text)}: ${group.next === group.first ? "in no token" : describe(result, group, excerpt)}`;
}

/** How a token stands in the vocabulary, where that is not the text itself. */
export function pieceText(result, place, text) {
  const piece = result.pieces[result.ids[place]];
  return piece?.text !== undefined && piece.text !== text ? piece.text : "";
}
