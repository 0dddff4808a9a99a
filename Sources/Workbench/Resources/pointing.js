// A token under the pointer or the focus marks the same span in all lanes, and a line tells what it is.

import { h } from "./dom.js";
import { touching } from "./spans.js";
import { describe, pieceText, spoken } from "./tokens.js";
import { visibleText } from "./visible.js";

/** Marks spans and moves the focus between tokens. */
export class Pointing {
  /** `tell` is the line's node; `select` is called with the bytes of a token that was clicked or entered. */
  constructor(root, tell, select) {
    Object.assign(this, { root, tell, select });
    this.lanes = [];
    this.places = new Map();
    this.marked = [];
    this.focused = null;
    root.addEventListener("pointerover", (event) => this.#over(event));
    root.addEventListener("pointerleave", () => this.#rest());
    root.addEventListener("focusin", (event) => this.#focus(event));
    root.addEventListener("focusout", () => {
      this.focused = null;
      this.#rest();
    });
    root.addEventListener("click", (event) => {
      const at = this.#at(event);
      if (at && getSelection().isCollapsed) this.select(at.lane.excerpt, at.group.start, at.group.end);
    });
    root.addEventListener("keydown", (event) => this.#key(event));
  }

  /** The lanes as they stand now. */
  watch(lanes) {
    this.lanes = lanes;
    this.places.clear();
    this.marked = [];
    for (const lane of lanes) lane.elements.forEach((node, place) => this.places.set(node, { lane, place, group: lane.groups[place] }));
    const held = this.#at({ target: document.activeElement });
    this.focused = held ?? null;
    for (const node of this.root.querySelectorAll(".at")) node.classList.remove("at", "here");
    this.#rest();
  }

  #at(event) {
    return this.places.get(event.target.closest?.("[role=listitem]"));
  }

  #over(event) {
    const at = this.#at(event);
    if (at) this.#point(at);
    else this.#rest();
  }

  #focus(event) {
    const at = this.#at(event);
    if (!at) return;
    this.focused = at;
    this.#point(at);
  }

  #rest() {
    if (this.focused) this.#point(this.focused);
    else {
      this.#mark(null);
      this.tell.textContent = this.lanes.length > 0 ? "Point at a token, or reach the lanes by Tab and go on with the arrow keys." : "";
    }
  }

  #point({ lane, place, group }) {
    this.#mark(group, lane, place);
    const { result, excerpt } = lane;
    const text = excerpt.slice(group.start, group.end);
    const piece = group.next - group.first === 1 ? pieceText(result, group.first, text) : "";
    const kind = group.next > group.first ? result.pieces[result.ids[group.first]]?.kind : "";
    const count = group.next - group.first;
    this.tell.replaceChildren(
      h("bdi", {}, lane.name), ": ", h("bdi", { class: "tok" }, visibleText(text === "" ? piece : text)),
      count === 0 ? " is in no token" : ` = ${count > 1 ? `${count} tokens: ` : ""}${describe(result, group, excerpt)}`,
      piece !== "" && text !== "" ? [", in the vocabulary ", h("bdi", { class: "tok" }, visibleText(piece))] : "",
      kind && kind !== "normal" ? ` (${kind})` : "",
      ` · bytes ${group.start}–${group.end} of the text`);
  }

  #mark(group, lane, place) {
    for (const node of this.marked) node.classList.remove("at", "here");
    this.marked = [];
    if (!group) return;
    for (const one of this.lanes) {
      const [from, to] = touching(one.groups, group.start, group.end);
      for (let index = from; index < to; index += 1) this.marked.push(one.elements[index]);
    }
    const own = lane.elements[place];
    if (!this.marked.includes(own)) this.marked.push(own);
    for (const node of this.marked) node.classList.add("at");
    own.classList.add("here");
  }

  #key(event) {
    const at = this.#at(event);
    if (!at) return;
    const { lane, place, group } = at;
    const isTurned = getComputedStyle(lane.tokens).direction === "rtl";
    let next = null;
    switch (event.key) {
      case "ArrowRight": next = [lane, place + (isTurned ? -1 : 1)]; break;
      case "ArrowLeft": next = [lane, place - (isTurned ? -1 : 1)]; break;
      case "Home": next = [lane, 0]; break;
      case "End": next = [lane, lane.elements.length - 1]; break;
      case "ArrowUp":
      case "ArrowDown": {
        const other = this.lanes[this.lanes.indexOf(lane) + (event.key === "ArrowUp" ? -1 : 1)];
        if (other) next = [other, Math.min(touching(other.groups, group.start, group.end)[0], other.elements.length - 1)];
        break;
      }
      case "Enter": this.select(lane.excerpt, group.start, group.end); event.preventDefault(); return;
      default: return;
    }
    const node = next?.[0].elements[next[1]];
    event.preventDefault();
    if (!node) return;
    next[0].tokens.querySelector("[tabindex='0']")?.setAttribute("tabindex", "-1");
    node.tabIndex = 0;
    node.setAttribute("aria-label", spoken(next[0].result, next[0].groups[next[1]], next[0].excerpt));
    node.focus();
  }
}
