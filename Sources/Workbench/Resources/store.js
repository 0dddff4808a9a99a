// The page's state and who wants to know of changes.

import { encode, wellFormed } from "./bytes.js";

/** One state for the whole page; views listen and never talk to each other. */
export class Store {
  constructor(state) {
    this.state = state;
    /** What the server has: `tokenizers`, `morphologies`, `patterns`, `samples`. */
    this.server = { tokenizers: [], morphologies: [], patterns: [], samples: [] };
    this.bytes = encode(wellFormed(state.text));
    this.listeners = [];
  }

  /** Changes some members; listeners get the set of those that are different now. */
  change(patch, how = {}) {
    const changed = new Set();
    for (const [key, value] of Object.entries(patch)) {
      if (Object.is(this.state[key], value)) continue;
      if (Array.isArray(value) && Array.isArray(this.state[key]) && value.length === this.state[key].length
        && value.every((one, place) => one === this.state[key][place])) continue;
      changed.add(key);
    }
    if (changed.size === 0) return;
    this.state = { ...this.state, ...patch };
    if (changed.has("text")) this.bytes = encode(this.state.text);
    this.tell(changed, how);
  }

  /** The server's list is another. */
  load(list) {
    this.server = list;
    this.tell(new Set(["server"]), {});
  }

  /** Calls `receive` with the changed members' names. */
  listen(receive) {
    this.listeners.push(receive);
  }

  tell(changed, how) {
    for (const receive of this.listeners) receive(changed, how);
  }

  /** The names of the chosen tokenizers that the server has, in its order; the first eight where nobody chose. */
  get chosen() {
    const names = this.server.tokenizers.map((one) => one.name);
    if (this.state.tokenizers === null) return names.slice(0, 8);
    return names.filter((name) => this.state.tokenizers.includes(name));
  }

  /** The tokenizer that others are compared with. */
  get baseline() {
    const names = this.chosen;
    return names.includes(this.state.baseline) ? this.state.baseline : (names[0] ?? "");
  }

  /** The tokenizer that the explanation, the vocabulary and the editor are about. */
  get one() {
    const names = this.server.tokenizers.map((one) => one.name);
    return names.includes(this.state.one) ? this.state.one : (this.chosen[0] ?? names[0] ?? "");
  }
}
