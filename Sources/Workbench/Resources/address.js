// Keeps the address and the state the same.

import { fromFragment, longestText, toFragment } from "./fragment.js";

/** What a step back takes back: the rest is written over the same entry. */
const steps = ["view", "tokenizers", "one", "page", "baseline"];

/** Writes the state into the fragment as it changes, and reads it when the reader goes back, forward or pastes a link. */
export function keepAddress(store) {
  let timer = 0;
  const write = (isStep) => {
    clearTimeout(timer);
    timer = 0;
    // Encoding a megabyte to find that it is too long would cost more than the rest.
    const isLong = store.state.text.length > longestText;
    const fragment = toFragment(isLong ? { ...store.state, text: "" } : store.state) + (isLong ? "&text-is-long=1" : "");
    const address = fragment ? `#${fragment.replace(/^&/, "")}` : location.pathname;
    if (address === (location.hash || location.pathname)) return;
    history[isStep ? "pushState" : "replaceState"](null, "", address);
  };
  store.listen((changed, how) => {
    if (how.isFromAddress || changed.has("server")) return;
    if (timer) {
      // What was typed before belongs to the entry before.
      clearTimeout(timer);
      timer = 0;
    }
    if (steps.some((key) => changed.has(key)) && !how.isPassing) write(true);
    else timer = setTimeout(() => write(false), 300);
  });
  addEventListener("popstate", () => {
    clearTimeout(timer);
    timer = 0;
    const { isLong, ...state } = fromFragment(location.hash);
    if (isLong) delete state.text;
    store.change(state, { isFromAddress: true });
  });
}
