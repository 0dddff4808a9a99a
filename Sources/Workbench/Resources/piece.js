// Bytes of a piece as text, or in hexadecimal where they are none.

import { hex } from "./bytes.js";
import { h } from "./dom.js";
import { showText } from "./visible.js";

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The text of some bytes, or null where they are no whole letters. */
function strictText(bytes) {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}

/** An element with the piece; spaces and what cannot be seen have signs. */
export function pieceNode(bytes, text = strictText(bytes)) {
  const node = h("bdi", { class: text === null ? "hex" : "tok" });
  if (text === null) node.append(hex(bytes, 0, bytes.length, 16));
  else showText(node, text, { spaces: true, alone: true });
  return node;
}

/** The direction of a piece: that of its first letter. */
export function directionOf(bytes) {
  const letter = /\p{L}/u.exec(strictText(bytes) ?? "")?.[0] ?? "";
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|[\ud802\ud803\ud83a\ud83b]/.test(letter) ? "rtl" : "ltr";
}

/** A score or rank as a short number. */
export function shortNumber(value) {
  if (value === null || value === undefined) return "–";
  if (Number.isInteger(value)) return String(value).replace("-", "\u2212");
  const text = Math.abs(value) >= 1e6 || (value !== 0 && Math.abs(value) < 1e-3) ? value.toExponential(2) : value.toFixed(Math.abs(value) >= 100 ? 1 : 2);
  return text.replace("-", "\u2212");
}
