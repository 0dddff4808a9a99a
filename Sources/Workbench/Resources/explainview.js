// How the text became tokens: merges as trees, lattices with scores, look-ups.

import { explainText } from "./api.js";
import { decode, encode, floorBoundary } from "./bytes.js";
import { byId, h } from "./dom.js";
import { clearFault, showFault } from "./faults.js";
import { Latest } from "./latest.js";
import { lattice } from "./lattice.js";
import { lookups } from "./lookups.js";
import { count, counted } from "./numbers.js";
import { pieceNode } from "./piece.js";
import { selectedBytes } from "./source.js";
import { mergeTree } from "./tree.js";

/** The most bytes that the server explains. */
const most = 2000;
/** Parts that are shown before the reader asks for more. */
const shownParts = 40;

/** The view of explanations. */
export class ExplainView {
  constructor(store) {
    this.store = store;
    this.notice = byId("explain-notice");
    this.asking = new Latest((question, signal) => explainText(question, signal), (answer) => this.#show(answer.explanation), (error) => {
      this.asked = "";
      showFault(this.notice, error);
      byId("explanation").replaceChildren();
    }, { delay: () => 20 });
    store.listen((changed) => {
      if (["text", "one", "specials", "view", "server", "tokenizers"].some((key) => changed.has(key))) this.ask();
    });
    document.addEventListener("selectionchange", () => {
      if (document.activeElement === byId("text")) this.ask();
    });
    this.ask();
  }

  /** Asks for the explanation of the text's part at hand. */
  ask() {
    const { store } = this;
    if (store.state.view !== "explain") return;
    const [from, to, why] = this.#range();
    byId("explain-part").textContent = why;
    if (from === to || !store.one) {
      this.asked = "";
      this.asking.cancel();
      clearFault(this.notice);
      byId("explain-summary").textContent = "Type or paste a text, or take one of the samples.";
      byId("explanation").replaceChildren();
      return;
    }
    const question = { text: decode(store.bytes, from, to), tokenizer: store.one, specials: store.state.specials };
    // The caret moves without a change of what is explained: the steps that the reader chose stay.
    const key = JSON.stringify(question);
    if (key === this.asked) return;
    this.asked = key;
    this.asking.ask(question);
  }

  #range() {
    const { bytes, state } = this.store;
    const selected = selectedBytes(this.store);
    if (selected && selected[1] > selected[0]) {
      const to = floorBoundary(bytes, Math.min(selected[1], selected[0] + most));
      return [selected[0], to, `the selected ${counted(to - selected[0], "byte")}, by themselves`];
    }
    if (bytes.length <= most) return [0, bytes.length, bytes.length > 60 ? "Select a passage in the text to see it alone." : ""];
    const from = floorBoundary(bytes, Math.min(state.from, bytes.length - 1));
    const to = floorBoundary(bytes, Math.min(bytes.length, from + most));
    return [from, to, `bytes ${count(from)}–${count(to)} of ${count(bytes.length)}; select a passage in the text to see another`];
  }

  #show(explanation) {
    clearFault(this.notice);
    const seen = encode(explanation.normalized ?? explanation.text);
    const { parts } = explanation;
    const root = byId("explanation");
    const summary = byId("explain-summary");
    summary.replaceChildren(`${counted(explanation.ids.length, "token")} in ${counted(parts.length, "part")}.`);
    if (explanation.normalized !== null && explanation.normalized !== undefined && explanation.normalized !== explanation.text) {
      summary.append(" Normalized to ", pieceNode(seen.subarray(0, 200)), seen.length > 200 ? "… ." : " .");
    }
    const add = (from) => {
      root.querySelector(".more")?.remove();
      root.append(...parts.slice(from, from + shownParts).map((part) => this.#part(part, seen)));
      const left = parts.length - from - shownParts;
      if (left > 0) {
        root.append(h("p", { class: "more whole" },
          h("button", { type: "button", onclick: () => add(from + shownParts) }, `Show ${counted(Math.min(left, shownParts), "more part", "more parts")} of ${count(left)}`)));
      }
    };
    root.replaceChildren();
    add(0);
  }

  #part(part, seen) {
    const own = part.end > part.start ? seen.subarray(part.start, part.end) : new Uint8Array();
    const title = h("figcaption", {}, own.length > 0 ? pieceNode(own) : h("bdi", { class: "tok" }, part.piece || (part.tokens[0]?.piece ?? "")));
    let body = null;
    switch (part.kind) {
      case "merges": body = mergeTree(part, own); break;
      case "lattice": body = lattice(part, own); break;
      case "greedy": body = lookups(part, own); break;
      default: {
        const what = { lookup: "in the vocabulary as a whole", added: "an added token", template: "added by the template" }[part.kind] ?? part.kind;
        body = h("p", { class: "small quiet" }, part.tokens.length === 0 ? "no token" : `${what}: id ${part.tokens.map((token) => token.id).join(" ")}`);
      }
    }
    return h("figure", {}, title, body);
  }
}
