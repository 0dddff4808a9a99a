// What another normalization or split pattern would do to the text.

import { editText } from "./api.js";
import { decode, encode, Excerpt, floorBoundary } from "./bytes.js";
import { byId, fillSelect, h } from "./dom.js";
import { clearFault, showFault } from "./faults.js";
import { Lane } from "./lane.js";
import { Latest } from "./latest.js";
import { count, counted } from "./numbers.js";
import { cutOtherwise } from "./spans.js";
import { showText } from "./visible.js";

/** More bytes than this are not sent: the editor is for looking at. */
const most = 4000;
const forms = [["", "as it is"], ["nfc", "NFC"], ["nfd", "NFD"], ["nfkc", "NFKC"], ["nfkd", "NFKD"], ["lowercase", "lower case"]];

/** The view of the editor. */
export class EditView {
  constructor(store) {
    this.store = store;
    this.notice = byId("edit-notice");
    this.lanes = { before: new Lane("before"), after: new Lane("after") };
    this.asking = new Latest((question, signal) => editText(question.body, signal), (answer, question) => this.#show(answer, question), (error) => {
      showFault(this.notice, error);
      byId("edit-result").replaceChildren();
      byId("edit-summary").textContent = "";
    }, { delay: () => 40 });
    byId("normalization").addEventListener("change", () => store.change({ normalization: byId("normalization").value }));
    byId("split-name").addEventListener("change", () => store.change({ split: byId("split-name").value }));
    byId("split").addEventListener("input", () => store.change({ split: byId("split").value }));
    store.listen((changed) => {
      if (["view", "server", "one", "text", "from", "normalization", "split", "spaces", "ids", "bytes", "tokenizers"].some((key) => changed.has(key))) this.ask();
    });
    this.ask();
  }

  /** Shows the controls of the state and asks. */
  ask() {
    const { store } = this;
    const { state, server } = store;
    if (state.view !== "edit") return;
    const entry = server.tokenizers.find((one) => one.name === store.one);
    const editable = entry?.editable ?? [];
    fillSelect(byId("normalization"), server.normalizations ? [["", "as it is"], ...server.normalizations] : forms, state.normalization);
    const patterns = server.patterns ?? [];
    const isName = state.split === "" || patterns.includes(state.split);
    fillSelect(byId("split-name"), [["", "as it is"], ...patterns, ...(isName ? [] : [[state.split, "the regex below"]])], state.split);
    if (document.activeElement !== byId("split")) byId("split").value = isName ? "" : state.split;
    byId("normalization").disabled = !editable.includes("normalization");
    for (const id of ["split", "split-name"]) byId(id).disabled = !editable.includes("split");
    byId("edit-now").textContent = [entry?.pattern && `split as it is: ${entry.pattern}`, entry?.normalizer && `normalization as it is: ${entry.normalizer}`].filter(Boolean).join("; ");
    clearFault(this.notice);
    if (!entry || state.text === "" || editable.length === 0) {
      this.asking.cancel();
      byId("edit-result").replaceChildren();
      byId("edit-part").textContent = "";
      byId("edit-summary").textContent = state.text === "" ? "Type or paste a text, or take one of the samples."
        : entry ? "Neither the normalization nor the split of this tokenizer can be changed: its format fixes both." : "";
      return;
    }
    const from = store.bytes.length <= most ? 0 : floorBoundary(store.bytes, Math.min(state.from, store.bytes.length - 1));
    const to = floorBoundary(store.bytes, Math.min(store.bytes.length, from + most));
    byId("edit-part").textContent = to - from === store.bytes.length ? "" : `bytes ${count(from)}–${count(to)} of ${count(store.bytes.length)}`;
    const body = {
      tokenizer: entry.name, text: decode(store.bytes, from, to),
      normalization: editable.includes("normalization") ? byId("normalization").value || null : null, split: editable.includes("split") ? state.split || null : null,
    };
    this.asking.ask({ body });
  }

  #show(answer, { body }) {
    clearFault(this.notice);
    const { state } = this.store;
    const before = encode(body.text);
    const after = answer.normalized === null || answer.normalized === undefined ? before : encode(answer.normalized);
    const isSame = answer.before.ids.join() === answer.after.ids.join();
    const difference = answer.after.count - answer.before.count;
    byId("edit-summary").textContent = body.normalization === null && body.split === null
      ? `${counted(answer.before.count, "token")} as the tokenizer is. Choose another normalization or split pattern to see what it changes.`
      : isSame ? "The ids stay the same."
        : `${counted(answer.before.count, "token")} before, ${count(answer.after.count)} after (${difference > 0 ? "+" : difference < 0 ? "\u2212" : "±"}${count(Math.abs(difference))}).`;
    const how = { spaces: state.spaces, ids: state.ids, bytes: state.bytes };
    const result = byId("edit-result");
    const part = (title, node) => h("div", { class: "edit-lane" }, h("h3", {}, title), node);
    const lane = (which, cut, bytes, marks) => {
      this.lanes[which].show(cut, new Excerpt(bytes, 0, bytes.length), marks, { ...how, window: [0, bytes.length] });
      return this.lanes[which].tokens;
    };
    result.replaceChildren();
    if (answer.normalized !== null && answer.normalized !== undefined) result.append(part("Normalized, what changed is marked", changedText(after, answer.changed ?? [])));
    if (answer.partsBefore) result.append(part(`Parts of the split before: ${count(answer.partsBefore.length)}`, partLane(before, answer.partsBefore)));
    if (answer.parts && (body.normalization !== null || body.split !== null)) {
      result.append(part(`Parts after: ${count(answer.parts.length)}`, partLane(after, answer.parts)));
    }
    result.append(part(`Tokens before: ${count(answer.before.count)}`, lane("before", answer.before, before, null)));
    if (body.normalization !== null || body.split !== null) {
      const marks = after === before ? cutOtherwise(answer.after, answer.before) : null;
      result.append(part(`Tokens after: ${count(answer.after.count)}`, lane("after", answer.after, after, marks)));
    }
  }
}

function partLane(bytes, parts) {
  const excerpt = new Excerpt(bytes, 0, bytes.length);
  const lane = h("div", { class: "tokens parts", dir: "auto" });
  let done = 0;
  const add = (start, end, kind) => {
    const node = h("span", { class: kind });
    showText(node, excerpt.slice(start, end), { spaces: true, breaks: true });
    lane.append(node);
  };
  for (const [start, end] of parts) {
    if (start > done) add(done, start, "g");
    if (end > start) add(Math.max(start, done), end, null);
    done = Math.max(done, end);
  }
  if (done < bytes.length) add(done, bytes.length, "g");
  return lane;
}

function changedText(bytes, changed) {
  const excerpt = new Excerpt(bytes, 0, bytes.length);
  const lane = h("div", { class: "tokens", dir: "auto" });
  let done = 0;
  for (const [start, end] of changed) {
    showText(lane, excerpt.slice(done, start), { breaks: true });
    const mark = h("mark");
    showText(mark, excerpt.slice(start, end), { breaks: true });
    lane.append(mark);
    done = end;
  }
  showText(lane, excerpt.slice(done, bytes.length), { breaks: true });
  return lane;
}
