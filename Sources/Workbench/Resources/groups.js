// Tokens taken together so that each group is whole letters.

/**
 * Cuts a stretch of text into groups that cover it, in order.
 *
 * A token that ends inside a letter, or goes back over bytes of the one before, joins the next. Bytes that no token covers form
 * groups without tokens (`first === next`); a token that adds something stands alone, with an empty span.
 *
 * @param {{starts: number[], ends: number[]}} tokens spans in bytes
 * @param {(at: number) => boolean} isBoundary whether a letter starts at a byte
 * @returns {{start: number, end: number, first: number, next: number}[]} bytes, and places in the tokens
 */
export function groupTokens(tokens, isBoundary, from, to) {
  const { starts, ends } = tokens;
  const groups = [];
  const count = starts.length;
  let done = count > 0 ? Math.min(from, starts[0]) : from;
  let first = 0;
  while (first < count) {
    let start = Math.max(starts[first], done);
    let end = Math.max(ends[first], start);
    while (start > done && !isBoundary(start)) start -= 1;
    let next = first + 1;
    while (next < count) {
      const isEmpty = ends[next] <= starts[next];
      if (isBoundary(end) && (starts[next] >= end || isEmpty)) break;
      end = Math.max(end, ends[next]);
      next += 1;
    }
    while (!isBoundary(end)) end += 1;
    if (start > done) groups.push({ start: done, end: start, first, next: first });
    groups.push({ start, end, first, next });
    done = end;
    first = next;
  }
  if (done < to) groups.push({ start: done, end: to, first: count, next: count });
  return groups;
}
