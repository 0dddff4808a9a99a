// Whether the server answers; when it does not, the page says so and asks again, less and less often.

import { listTokenizers, Refusal } from "./api.js";

/** How long to wait before the next try, in milliseconds: twice as long each time, at most ten seconds. */
export function pause(tries) {
  return Math.min(10_000, 500 * 2 ** Math.min(tries, 10));
}

/** Watches the server after it fell silent. */
export class Connection {
  /** `show` gets a sentence, or "" when all is well; `back` is called with the list of tokenizers when the server is there again. */
  constructor(show, back) {
    Object.assign(this, { show, back });
    this.isDown = false;
    this.timer = 0;
  }

  /** The server did not answer. */
  lost() {
    if (this.isDown) return;
    this.isDown = true;
    this.#wait(0);
  }

  /** The server answered something: a probe finds out whether all is well, so that what failed in between is asked again. */
  heard() {
    if (!this.isDown) return;
    clearTimeout(this.timer);
    this.#probe(0);
  }

  #wait(tries) {
    clearTimeout(this.timer);
    const wait = pause(tries);
    this.show(
      "The server does not answer: derlius serve has ended or is stopped. What you see is from before; "
      + `the page asks again ${wait < 1000 ? "in a moment" : `in ${Math.round(wait / 1000)} s`}.`);
    this.timer = setTimeout(() => this.#probe(tries + 1), wait);
  }

  async #probe(tries) {
    try {
      const list = await listTokenizers({ isProbe: true, limit: 5000 });
      if (!this.isDown) return;
      this.isDown = false;
      this.show("");
      this.back(list);
    } catch (error) {
      if (error instanceof Refusal && error.status === 404) {
        this.show("Another server has taken this port: open the address that derlius serve printed last.");
        this.timer = setTimeout(() => this.#probe(tries + 1), pause(tries));
        return;
      }
      this.#wait(tries);
    }
  }
}
