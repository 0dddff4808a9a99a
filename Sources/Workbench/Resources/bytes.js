// Text as UTF-8: the API counts bytes, the browser UTF-16 units.

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The text without halves of surrogate pairs, which are no text. */
export function wellFormed(text) {
  return text.toWellFormed ? text.toWellFormed() : decoder.decode(encoder.encode(text));
}

/** The bytes of a text. */
export function encode(text) {
  return encoder.encode(text);
}

/** The text of some bytes; what is no text becomes U+FFFD. */
export function decode(bytes, from = 0, to = bytes.length) {
  return decoder.decode(bytes.subarray(from, to));
}

/** How many bytes the text has before a UTF-16 index. */
export function byteOffset(text, index) {
  return encoder.encode(text.slice(0, index)).length;
}

/** Whether a letter (code point) starts at a byte. */
export function isBoundary(bytes, at) {
  return at <= 0 || at >= bytes.length || (bytes[at] & 0xc0) !== 0x80;
}

/** The last letter's start at or before a byte. */
export function floorBoundary(bytes, at) {
  let place = Math.min(Math.max(at, 0), bytes.length);
  while (!isBoundary(bytes, place)) place -= 1;
  return place;
}

/** Bytes in hexadecimal, as `C5 BE`; of very many the beginning. */
export function hex(bytes, from = 0, to = bytes.length, most = 24) {
  const parts = [];
  for (let at = from; at < Math.min(to, from + most); at += 1) parts.push(bytes[at].toString(16).toUpperCase().padStart(2, "0"));
  if (to - from > most) parts.push(`… (${to - from} bytes)`);
  return parts.join(" ");
}

/** Bytes out of hexadecimal without spaces. */
export function unhex(text) {
  const bytes = new Uint8Array(text.length >> 1);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = parseInt(text.slice(2 * at, 2 * at + 2), 16);
  return bytes;
}

/** A stretch of a text whose slices are asked for by byte offsets, many times. */
export class Excerpt {
  constructor(bytes, from, to) {
    this.from = floorBoundary(bytes, from);
    let end = Math.min(Math.max(to, this.from), bytes.length);
    while (!isBoundary(bytes, end)) end += 1;
    this.to = end;
    this.bytes = bytes;
    this.text = decode(bytes, this.from, end);
    this.units = new Uint32Array(end - this.from + 1);
    let unit = 0;
    for (let at = this.from; at < end; at += 1) {
      this.units[at - this.from] = unit;
      const byte = bytes[at];
      if (byte < 0x80 || byte >= 0xc0) unit += byte >= 0xf0 ? 2 : 1;
    }
    this.units[end - this.from] = unit;
  }

  /** The text between two bytes, as far as the excerpt has it; both at starts of letters. */
  slice(start, end) {
    const from = Math.min(Math.max(start, this.from), this.to) - this.from;
    const to = Math.min(Math.max(end, this.from), this.to) - this.from;
    return this.text.slice(this.units[from], this.units[to]);
  }

  /** Whether a letter starts at a byte. */
  isBoundary(at) {
    return isBoundary(this.bytes, at);
  }
}
