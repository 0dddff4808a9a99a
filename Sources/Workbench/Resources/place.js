// The place of a long text that the lanes show: by buttons, a slider, and the caret.

import { compareText } from "./api.js";
import { floorBoundary } from "./bytes.js";
import { byId } from "./dom.js";
import { counted } from "./numbers.js";
import { caretByte, placeText } from "./source.js";
import { follow, windowSize } from "./window.js";

/** The line of buttons above the lanes. */
export class Place {
  constructor(store) {
    this.store = store;
    this.timer = 0;
    const step = (sign) => this.#go(this.window[0] + sign * Math.floor(windowSize(store.chosen.length) * 0.9));
    byId("earlier").addEventListener("click", () => step(-1));
    byId("later").addEventListener("click", () => step(1));
    byId("place").addEventListener("input", () => this.#go(Number(byId("place").value)));
    byId("next-difference").addEventListener("click", () => this.#nextDifference());
    document.addEventListener("selectionchange", () => {
      if (document.activeElement !== byId("text")) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.#follow(), 30);
    });
  }

  /** Shows which bytes the lanes have. */
  show(bytes, window) {
    this.bytes = bytes;
    this.window = window;
    const isWhole = window[1] - window[0] === bytes.length;
    byId("pager").hidden = isWhole;
    if (isWhole) return;
    const slider = byId("place");
    slider.max = String(bytes.length - (window[1] - window[0]));
    slider.value = String(window[0]);
    slider.setAttribute("aria-valuetext", `from byte ${window[0]}`);
    byId("earlier").disabled = window[0] === 0;
    byId("later").disabled = window[1] === bytes.length;
    byId("place-text").replaceChildren(placeText(window[0], window[1], bytes.length));
  }

  #go(from) {
    this.store.change({ from: floorBoundary(this.store.bytes, Math.max(0, Math.min(from, this.store.bytes.length))) });
  }

  #follow() {
    const { store } = this;
    if (store.state.view !== "tokens" || store.bytes.length <= windowSize(store.chosen.length) * 1.25) return;
    const from = follow(store.bytes, store.state.from, store.chosen.length, caretByte(store));
    if (from !== store.state.from) this.#go(from);
  }

  /** Goes to the next stretch that is cut in several ways, behind the window's first fifth. */
  async #nextDifference() {
    const { store, window, bytes } = this;
    const after = window[0] + Math.floor(windowSize(store.chosen.length) / 5);
    for (let from = after; from < bytes.length; from += 65_536) {
      const question = {
        text: store.state.text, tokenizers: store.chosen, specials: store.state.specials,
        window: [floorBoundary(bytes, from), floorBoundary(bytes, Math.min(bytes.length, from + 65_536))],
      };
      let answer;
      try {
        answer = await compareText(question);
      } catch {
        return;
      }
      const found = answer.spans.find((span) => !span.same && span.start >= after);
      if (found) {
        this.#go(Math.max(0, found.start - Math.floor(windowSize(store.chosen.length) / 5)));
        byId("spoken").textContent = `A difference at byte ${found.start}`;
        return;
      }
    }
    byId("spoken").textContent = `No difference after ${counted(after, "byte")}.`;
    byId("place-text").textContent = "no difference after this";
  }
}
