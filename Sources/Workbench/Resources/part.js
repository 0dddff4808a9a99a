// The part of a long text that the text field holds: browsers take seconds for a key in the middle of a megabyte.

/** Longer texts (in UTF-16 units) are held in part. */
export const longestField = 60_000;
/** How much of a long text the field holds. */
const partLength = 20_000;

/**
 * The units `[from, to)` of a text for the field, around a place: all of a short text; of a long one whole lines where they are not long.
 */
export function partAround(text, place) {
  if (text.length <= longestField) return [0, text.length];
  const middle = Math.min(Math.max(0, place), text.length);
  let from = Math.max(0, Math.min(middle - partLength / 2, text.length - partLength));
  let to = Math.min(text.length, from + partLength);
  const line = text.lastIndexOf("\n", from - 1) + 1;
  if (from > 0 && from - line < 2000) from = line;
  const end = text.indexOf("\n", to);
  if (end >= 0 && end - to < 2000) to = end + 1;
  return [whole(text, from), whole(text, to)];
}

/** A place that is not within a surrogate pair. */
function whole(text, place) {
  const code = text.charCodeAt(place);
  return code >= 0xdc00 && code <= 0xdfff ? place - 1 : place;
}
