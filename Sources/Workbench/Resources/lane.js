// One tokenizer's cut of the text.

import { h } from "./dom.js";
import { groupTokens } from "./groups.js";
import { counted } from "./numbers.js";
import { tokenBytes } from "./tokens.js";
import { showText } from "./visible.js";

const template = document.createElement("span");
template.setAttribute("role", "listitem");

/** A lane: its head and its tokens; elements that stay the same from one text to the next are kept. */
export class Lane {
  constructor(name) {
    this.name = name;
    this.groups = [];
    this.elements = [];
    this.keys = [];
    this.way = h("span", { class: "way" });
    this.tally = h("span", { class: "tally" });
    this.tokens = h("div", { class: "tokens", role: "list", dir: "auto", "aria-label": `Tokens of ${name}` });
    this.node = h("div", { class: "lane" }, h("div", { class: "head" }, this.way, h("bdi", { class: "name" }, name), this.tally), this.tokens);
  }

  /**
   * Shows a cut.
   *
   * @param {object} result one result of `api/encode`
   * @param {import("./bytes.js").Excerpt} excerpt the text around the window
   * @param {boolean[] | null} marks for each token whether the baseline has none like it
   * @param {{spaces: boolean, ids: boolean, bytes: boolean, window: number[]}} how
   */
  show(result, excerpt, marks, how) {
    this.result = result;
    this.excerpt = excerpt;
    if (result.error) {
      this.groups = [];
      this.elements = [];
      this.keys = [];
      this.tally.textContent = "";
      this.tokens.className = "";
      this.tokens.replaceChildren(h("p", { class: "notice" }, h("b", {}, result.error.message ?? String(result.error)), result.error.remedy ?? ""));
      return;
    }
    this.tally.textContent = counted(result.count, "token");
    const isTall = how.ids || how.bytes;
    this.tokens.className = isTall ? "tokens tall" : "tokens";
    const groups = groupTokens(result, (at) => excerpt.isBoundary(at), how.window[0], how.window[1]);
    const style = `${how.spaces ? "s" : ""}${how.ids ? "i" : ""}${how.bytes ? "b" : ""}`;
    const keys = groups.map((group) => this.#key(group, marks, style));
    if (isTall) this.#replace(groups, keys, 0, 0, how);
    else {
      let before = 0;
      const most = Math.min(keys.length, this.keys.length);
      while (before < most && keys[before] === this.keys[before]) before += 1;
      let after = 0;
      while (after < most - before && keys[keys.length - 1 - after] === this.keys[this.keys.length - 1 - after]) after += 1;
      this.#replace(groups, keys, before, after, how);
    }
  }

  #key(group, marks, style) {
    const { result } = this;
    let classes = "";
    if (group.next === group.first) classes = "g";
    else {
      const kinds = [];
      for (let place = group.first; place < group.next; place += 1) {
        kinds.push(result.pieces[result.ids[place]]?.kind);
        if (marks?.[place]) classes = " o";
      }
      if (group.next - group.first > 1) classes += " n";
      if (group.next - group.first > 1 || kinds[0] === "fragment") classes += " f";
      if (kinds[0] === "special" || group.end === group.start) classes += " x";
      if (kinds.includes("unknown")) classes += " u";
    }
    const ids = group.next === group.first ? "" : result.ids.slice(group.first, group.next).join(" ");
    const clipped = group.start < this.excerpt.from || group.end > this.excerpt.to ? "…" : "";
    return `${classes}\n${ids}\n${style}\n${clipped}${this.excerpt.slice(group.start, group.end)}`;
  }

  #replace(groups, keys, before, after, how) {
    const fresh = document.createDocumentFragment();
    const made = [];
    for (let place = before; place < groups.length - after; place += 1) {
      const node = this.#element(groups[place], keys[place], how);
      made.push(node);
      fresh.append(node);
      if ((how.ids || how.bytes) && this.excerpt.slice(groups[place].start, groups[place].end).includes("\n")) fresh.append("\n");
    }
    const kept = this.elements;
    if (before === 0 && after === 0) this.tokens.replaceChildren(fresh);
    else {
      for (let place = before; place < kept.length - after; place += 1) kept[place].remove();
      this.tokens.insertBefore(fresh, after > 0 ? kept[kept.length - after] : null);
    }
    this.elements = [...kept.slice(0, before), ...made, ...(after > 0 ? kept.slice(kept.length - after) : [])];
    this.groups = groups;
    this.keys = keys;
    if (this.elements.length > 0 && !this.tokens.querySelector("[tabindex='0']")) this.elements[0].tabIndex = 0;
  }

  #element(group, key, how) {
    const { result, excerpt } = this;
    const node = template.cloneNode(false);
    node.className = key.slice(0, key.indexOf("\n")).trimStart();
    const isToken = group.next > group.first;
    const isEmpty = group.end === group.start;
    let text = excerpt.slice(group.start, group.end);
    if (group.start < excerpt.from) text = `…${text}`;
    if (group.end > excerpt.to) text += "…";
    if (isEmpty) text = result.pieces[result.ids[group.first]]?.text ?? "";
    if (group.next - group.first > 1) node.setAttribute("data-n", group.next - group.first);
    const isTall = how.ids || how.bytes;
    const shown = isTall ? node.appendChild(document.createElement("b")) : node;
    if (isTall) shown.className = "t";
    if (isEmpty && text === "") shown.append("▁");
    else showText(shown, text, { spaces: how.spaces, alone: isTall, breaks: !isTall });
    if (how.ids && isToken) node.append(h("small", {}, result.ids.slice(group.first, Math.min(group.next, group.first + 40)).join(" ")));
    if (how.bytes && isToken && !isEmpty) {
      const parts = [];
      for (let place = group.first; place < Math.min(group.next, group.first + 40); place += 1) {
        parts.push(tokenBytes(result, place, excerpt, place > group.first && result.starts[place] === result.starts[place - 1]));
      }
      node.append(h("small", { class: "b" }, parts.join(" | ")));
    }
    return node;
  }
}
