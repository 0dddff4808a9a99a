// Which lanes are cut alike, and where they differ.

/** Whether two cuts are the same, token by token. */
function sameCut(one, other) {
  if (one.starts.length !== other.starts.length) return false;
  for (let at = 0; at < one.starts.length; at += 1) {
    if (one.starts[at] !== other.starts[at] || one.ends[at] !== other.ends[at]) return false;
  }
  return true;
}

/** The lanes in groups that are cut alike, each a list of places, by first appearance. */
export function alike(cuts) {
  const groups = [];
  cuts.forEach((cut, place) => {
    const group = groups.find((places) => sameCut(cuts[places[0]], cut));
    if (group) group.push(place);
    else groups.push([place]);
  });
  return groups;
}

/** For each token, whether the baseline has none with the same span. */
export function cutOtherwise(cut, baseline) {
  const marks = new Array(cut.starts.length).fill(false);
  let other = 0;
  for (let at = 0; at < cut.starts.length; at += 1) {
    const start = cut.starts[at];
    while (other < baseline.starts.length && baseline.starts[other] < start) other += 1;
    let found = false;
    for (let same = other; same < baseline.starts.length && baseline.starts[same] === start; same += 1) {
      if (baseline.ends[same] === cut.ends[at]) found = true;
    }
    marks[at] = !found;
  }
  return marks;
}

/** The places `[from, to)` of the groups that share bytes with a span; an empty span shares with what starts there. */
export function touching(groups, start, end) {
  let low = 0;
  let high = groups.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (groups[middle].end <= start && groups[middle].end < Math.max(end, start + 1)) low = middle + 1;
    else high = middle;
  }
  let to = low;
  while (to < groups.length && groups[to].start < Math.max(end, start + 1)) to += 1;
  return [low, to];
}
