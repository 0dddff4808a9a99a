// Which part of a long text the lanes show: the same bytes in all of them.

import { floorBoundary } from "./bytes.js";

/** How many bytes lanes show at once, so that all lanes together stay some thousands of elements. */
export function windowSize(lanes) {
  return Math.min(6000, Math.max(800, Math.floor(8000 / Math.max(1, lanes) / 100) * 100));
}

/** The bytes shown from a place on; a text not much longer than the window is shown whole. */
export function windowAt(bytes, from, lanes) {
  const size = windowSize(lanes);
  if (bytes.length <= size * 1.25) return [0, bytes.length];
  const start = floorBoundary(bytes, Math.min(Math.max(0, from), bytes.length - size));
  return [start, floorBoundary(bytes, Math.min(bytes.length, start + size))];
}

/** The window's start once the caret has moved: as it was while the caret is inside, else a little before the caret's line. */
export function follow(bytes, from, lanes, caret) {
  const [start, end] = windowAt(bytes, from, lanes);
  if (caret >= start && caret <= end) return from;
  const wanted = Math.max(0, caret - Math.floor(windowSize(lanes) / 3));
  // After a line's end or a space, if there is one near.
  for (let at = wanted; at > Math.max(0, wanted - 120); at -= 1) if (bytes[at - 1] === 0x0a) return at;
  for (let at = wanted; at > Math.max(0, wanted - 40); at -= 1) if (bytes[at - 1] === 0x20) return at;
  return floorBoundary(bytes, wanted);
}
