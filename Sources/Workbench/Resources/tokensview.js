// The view of tokens: asks for the cut at every key, for measures a moment later, and paints.

import { compareText, encodeText, measureText } from "./api.js";
import { Excerpt } from "./bytes.js";
import { byId } from "./dom.js";
import { clearFault, showFault } from "./faults.js";
import { Lane } from "./lane.js";
import { Latest } from "./latest.js";
import { measureTable } from "./measures.js";
import { counted, percent } from "./numbers.js";
import { markPainted } from "./painted.js";
import { Place } from "./place.js";
import { Pointing } from "./pointing.js";
import { selectBytes, showSize } from "./source.js";
import { alike, cutOtherwise } from "./spans.js";
import { windowAt } from "./window.js";

const asks = ["text", "tokenizers", "specials", "from", "server", "view"];
const counts = ["second", "words", "morphology"];

/** Lanes, measures and what is said of them. */
export class TokensView {
  constructor(store) {
    this.store = store;
    this.notice = byId("tokens-notice");
    this.known = new Map();
    this.last = null;
    this.place = new Place(store);
    this.pointing = new Pointing(byId("lanes"), byId("token"), (excerpt, start, end) => selectBytes(store, excerpt, start, end));
    const fail = (error) => showFault(this.notice, error);
    this.encoding = new Latest((question, signal) => encodeText(question.body, signal), (answer, question) => this.#receive(answer, question), fail, {
      delay: () => Math.min(400, Math.max(0, (this.encoding?.took ?? 0) - 80)),
    });
    this.measuring = new Latest(
      (question, signal) => Promise.all([measureText(question.measure, signal), question.compare && compareText(question.compare, signal)]),
      (answer, question) => this.#measured(answer, question), fail, { delay: () => Math.min(800, Math.max(60, this.measuring?.took ?? 0)) });
    store.listen((changed) => this.#change(changed));
    this.#ask();
  }

  #change(changed) {
    if (this.store.state.view !== "tokens") return;
    if (asks.some((key) => changed.has(key))) this.#ask();
    else if (["spaces", "ids", "bytes", "baseline"].some((key) => changed.has(key))) this.#paint();
    if (counts.some((key) => changed.has(key))) this.#measure(false);
  }

  /** Asks everything again: the server is back, or has other tokenizers. */
  refresh() {
    this.lastMeasure = null;
    this.#ask();
  }

  #ask() {
    const { state, chosen, bytes } = this.store;
    if (state.text === "" || chosen.length === 0 || state.view !== "tokens") {
      this.encoding.cancel();
      this.measuring.cancel();
      if (state.view === "tokens") this.#empty();
      return;
    }
    const window = windowAt(bytes, state.from, chosen.length);
    this.encoding.ask({ bytes, window, body: { text: state.text, tokenizers: chosen, specials: state.specials, window } });
  }

  #empty() {
    this.last = null;
    this.lastMeasure = null;
    this.tableOf = "";
    byId("lanes").replaceChildren();
    byId("measures").replaceChildren();
    byId("pager").hidden = true;
    clearFault(this.notice);
    this.pointing.watch([]);
    byId("summary").textContent = this.store.server.tokenizers.length === 0
      ? "No tokenizer is loaded: add a file, or start derlius serve with -t."
      : this.store.chosen.length === 0 ? "Choose one tokenizer or more." : "Type or paste a text, or take one of the samples.";
  }

  #receive(answer, question) {
    clearFault(this.notice);
    this.last = { answer, question };
    this.#paint();
    this.#measure(true);
    markPainted();
  }

  #paint() {
    if (!this.last) return;
    const { store } = this;
    const { answer, question } = this.last;
    const results = answer.results;
    const [from, to] = question.window;
    const sound = results.filter((one) => !one.error);
    let [low, high] = [from, to];
    for (const one of sound) {
      if (one.starts.length === 0) continue;
      low = Math.min(low, one.starts[0]);
      high = Math.max(high, one.ends[one.ends.length - 1]);
    }
    const excerpt = new Excerpt(question.bytes, Math.max(low, from - 400), Math.min(high, to + 400));
    const base = sound.find((one) => one.tokenizer === store.baseline) ?? sound[0];
    const how = { spaces: store.state.spaces, ids: store.state.ids, bytes: store.state.bytes, window: question.window };
    const ways = alike(sound);
    const lanes = [];
    ways.forEach((places, way) => places.forEach((place, index) => {
      const result = sound[place];
      const lane = this.#lane(result.tokenizer);
      lane.show(result, excerpt, base && result !== base ? cutOtherwise(result, base) : null, how);
      lane.way.textContent = ways.length > 1 && index === 0 ? String.fromCharCode(65 + (way % 26)) : "";
      lane.node.className = `lane${index === 0 ? " first" : ""}${places.length > 1 && ways.length > 1 ? " alike" : ""}${result === base ? " base" : ""}`;
      lanes.push(lane);
    }));
    for (const one of results.filter((result) => result.error)) {
      const lane = this.#lane(one.tokenizer);
      lane.show(one, excerpt, null, how);
      lane.node.className = "lane first";
      lane.way.textContent = "";
      lanes.push(lane);
    }
    const nodes = lanes.map((lane) => lane.node);
    const root = byId("lanes");
    if (root.children.length !== nodes.length || nodes.some((node, place) => root.children[place] !== node)) root.replaceChildren(...nodes);
    // The table is there at once with what is known, so that the lanes do not move when the rest comes.
    if (this.tableOf !== results.map((one) => one.tokenizer).join("\n")) {
      this.#table({ results: results.map((one) => ({ tokenizer: one.tokenizer, metrics: { tokens: one.count } })) });
    }
    this.pointing.watch(lanes);
    this.place.show(question.bytes, question.window);
    this.ways = { ways, sound, isWhole: to - from === question.bytes.length };
    this.#summarize();
  }

  #table(answer) {
    this.tableOf = answer.results.map((one) => one.tokenizer).join("\n");
    // The measures are those of reports, which take special tokens as the formats' libraries do.
    const note = ["parse", "error"].includes(this.store.state.specials) ? "The measures take special tokens in the text as the formats’ libraries do" : "";
    byId("measures").replaceChildren(...measureTable(answer, note).filter(Boolean));
  }

  #lane(name) {
    if (!this.known.has(name)) this.known.set(name, new Lane(name));
    return this.known.get(name);
  }

  #summarize() {
    const { ways, sound, isWhole } = this.ways;
    const parts = [];
    if (sound.length > 1) {
      const where = isWhole ? "this text" : "this part of the text";
      const all = sound.length === 2 ? "Both" : `All ${sound.length}`;
      parts.push(ways.length === 1 ? `${all} tokenizers cut ${where} alike.` : `${sound.length} tokenizers cut ${where} in ${ways.length} ways`);
      if (ways.length > 1) {
        const shared = ways.filter((places) => places.length > 1).map((places) => places.map((place) => sound[place].tokenizer));
        parts.push(shared.length > 0 ? `; alike: ${shared.map((names) => names.join(" = ")).join(", ")}.` : ".");
      }
      const compared = this.compared;
      if (compared && compared.cutOtherwise > 0) {
        parts.push(` All of them cut ${percent(compared.cutAlike / (compared.cutAlike + compared.cutOtherwise))} of the text’s bytes alike.`);
      }
    }
    byId("summary").replaceChildren(parts.join(""));
    byId("next-difference").hidden = ways.length < 2 && isWhole;
  }

  #measure(isNew) {
    const { state, chosen } = this.store;
    if (state.text === "" || chosen.length === 0) return;
    const key = [state.text, state.second, chosen.join("\n"), state.specials, state.words, state.morphology];
    if (isNew && this.lastMeasure && key.every((one, place) => one === this.lastMeasure[place])) return;
    const measure = {
      text: state.text, second: state.second || null, tokenizers: chosen, words: state.words, morphology: state.morphology || null,
    };
    const compare = chosen.length < 2 ? null : { text: state.text, tokenizers: chosen, specials: state.specials, window: [0, 0] };
    this.measuring.ask({ measure, compare, key });
  }

  #measured([measured, compared], question) {
    this.lastMeasure = question.key;
    this.compared = compared;
    this.#table(measured);
    showSize(this.store, measured.text);
    if (this.last) this.#summarize();
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => {
      byId("spoken").textContent = measured.results.map((one) => `${one.tokenizer}: ${counted(one.metrics?.tokens ?? 0, "token")}`).join("; ");
    }, 1200);
  }
}
