// Text as a reader can see it: what is invisible, or turns and hides what stands around it, is shown by a sign or its name.

const signs = /[\p{Z}\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/u;
// The same but for the space, which most tokens begin with.
const unseen = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\p{Zl}\p{Zp}\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/u;
const names = {
  0x00: "NUL", 0x07: "BEL", 0x08: "BS", 0x1b: "ESC", 0x7f: "DEL", 0x85: "NEL", 0xa0: "NBSP", 0xad: "SHY", 0x61c: "ALM",
  0x200b: "ZWSP", 0x200c: "ZWNJ", 0x200d: "ZWJ", 0x200e: "LRM", 0x200f: "RLM", 0x2028: "LS", 0x2029: "PS",
  0x202a: "LRE", 0x202b: "RLE", 0x202c: "PDF", 0x202d: "LRO", 0x202e: "RLO", 0x202f: "NNBSP",
  0x2060: "WJ", 0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI", 0x3000: "IDSP", 0xfeff: "BOM",
};

/** The name of a character that cannot be seen. */
function nameOf(scalar) {
  return names[scalar] ?? `U+${scalar.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** More UTF-16 units than this of one token are not shown. */
const mostShown = 400;

/**
 * The parts of a text: strings as they are, and signs in place of what cannot be seen.
 *
 * @param {string} text
 * @param {{spaces?: boolean, alone?: boolean}} [how] whether spaces have signs; whether nothing stands before the text, so that a mark at its
 *   start needs a circle to sit on
 * @returns {(string | {sign: string, space?: boolean, breaks?: boolean})[]}
 */
function visibleParts(text, how = {}) {
  let rest = "";
  if (text.length > mostShown) {
    const code = text.charCodeAt(mostShown - 1);
    const end = code >= 0xd800 && code <= 0xdbff ? mostShown - 1 : mostShown;
    rest = ` … (${text.length} units)`;
    text = text.slice(0, end);
  }
  const parts = [];
  let plain = "";
  const sign = (part) => {
    if (plain) parts.push(plain);
    plain = "";
    parts.push(part);
  };
  if (how.alone && /^[\p{Mn}\p{Me}]/u.test(text)) plain = "\u25cc";
  if (!signs.test(text)) plain += text;
  else {
    const scalars = [...text];
    scalars.forEach((letter, place) => {
      const scalar = letter.codePointAt(0);
      if (letter === " ") {
        if (how.spaces) sign({ sign: "·", space: true });
        else plain += letter;
      } else if (letter === "\n") sign({ sign: "⏎", breaks: true });
      else if (letter === "\r") sign({ sign: "⟨CR⟩" });
      else if (letter === "\t") sign({ sign: "⇥" });
      else if ((scalar === 0x200c || scalar === 0x200d) && scalars.length > 1 && place > 0) plain += letter;
      else if (signs.test(letter)) sign({ sign: `⟨${nameOf(scalar)}⟩` });
      else plain += letter;
    });
  }
  if (plain) parts.push(plain);
  if (rest) parts.push({ sign: rest });
  return parts;
}

/** Puts a text into a node; line ends also end the line where `breaks` is set. */
export function showText(node, text, how = {}) {
  if (text.length <= mostShown && !how.alone && !(how.spaces ? signs : unseen).test(text)) {
    node.append(text);
    return;
  }
  for (const part of visibleParts(text, how)) {
    if (typeof part === "string") {
      node.append(part);
      continue;
    }
    const sign = document.createElement("i");
    sign.textContent = part.sign;
    if (part.sign.length > 1) sign.className = "c";
    node.append(sign);
    if (part.breaks && how.breaks) node.append(how.breaks === "br" ? document.createElement("br") : "\n");
  }
}

/** The same as one string, for labels and titles. */
export function visibleText(text) {
  return visibleParts(text, { spaces: true, alone: true }).map((part) => (typeof part === "string" ? part : part.sign)).join("");
}
