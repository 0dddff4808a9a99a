// A vocabulary, to be searched and filtered page by page.

import { searchVocabulary } from "./api.js";
import { hex, unhex } from "./bytes.js";
import { byId, fillSelect, h } from "./dom.js";
import { clearFault, showFault } from "./faults.js";
import { Latest } from "./latest.js";
import { count } from "./numbers.js";
import { pieceNode } from "./piece.js";

/** Rows of a page. */
const pageSize = 100;
const fields = ["search", "as", "script", "kinds", "least", "most", "reachable", "order"];

const scriptNames = new Intl.DisplayNames(["en"], { type: "script", fallback: "code" });

/** The name of an ISO 15924 code; `common`, `several` and `fragment` stand for themselves. */
function scriptName(code) {
  return /^[A-Z][a-z]{3}$/.test(code) ? scriptNames.of(code) : code;
}

/** The question that a state asks. */
function vocabularyQuestion(state, one) {
  const [least, most] = [state.least === "" ? null : Number(state.least), state.most === "" ? null : Number(state.most)];
  return {
    tokenizer: one, search: state.search, as: state.as, script: state.script || null, kind: state.kinds ? [state.kinds] : [],
    length: least === null && most === null ? null : [least ?? 0, most ?? 1_000_000],
    reachable: state.reachable === "" ? null : state.reachable === "yes", order: state.order, from: state.page * pageSize, count: pageSize,
  };
}

/** The view of the vocabulary. */
export class VocabularyView {
  constructor(store) {
    this.store = store;
    this.notice = byId("vocabulary-notice");
    this.asking = new Latest((question, signal) => searchVocabulary(question, signal), (answer) => this.#show(answer), (error) => {
      showFault(this.notice, error);
      byId("vocabulary").replaceChildren();
      byId("vocabulary-count").textContent = "";
    }, { delay: () => 60 });
    byId("vocabulary-form").addEventListener("submit", (event) => event.preventDefault());
    for (const id of fields) {
      byId(id).addEventListener(byId(id).tagName === "SELECT" ? "change" : "input", () => store.change({ [id]: byId(id).value, page: 0 }, { isPassing: true }));
    }
    byId("previous-page").addEventListener("click", () => store.change({ page: store.state.page - 1 }));
    byId("next-page").addEventListener("click", () => store.change({ page: store.state.page + 1 }));
    store.listen((changed) => {
      if (["view", "server", "one", "page", "tokenizers", ...fields].some((key) => changed.has(key))) this.ask();
    });
    this.ask();
  }

  /** Asks for the page of the state. */
  ask() {
    const { store } = this;
    if (store.state.view !== "vocabulary") return;
    for (const id of fields) if (id !== "script" && byId(id).value !== store.state[id]) byId(id).value = store.state[id];
    if (store.one) this.asking.ask(vocabularyQuestion(store.state, store.one));
  }

  #show(answer) {
    clearFault(this.notice);
    const { state } = this.store;
    fillSelect(byId("script"), [["", "all"], ...(answer.scripts ?? []).map((one) => [one.script, `${scriptName(one.script)} (${count(one.tokens)})`])], state.script);
    byId("vocabulary-count").textContent = answer.matching === answer.total ? `${count(answer.total)} tokens` : `${count(answer.matching)} of ${count(answer.total)} tokens`;
    const pages = Math.max(1, Math.ceil(answer.matching / pageSize));
    byId("page-text").textContent = `page ${count(state.page + 1)} of ${count(pages)}`;
    byId("previous-page").disabled = state.page === 0;
    byId("next-page").disabled = state.page + 1 >= pages;
    const head = ["id", "token", "bytes", "characters", "script", "kind", "reachable"];
    const texts = new Set(["token", "bytes", "script", "kind", "reachable"]);
    const table = h("table", { class: "data", "aria-label": "Tokens of the vocabulary" },
      h("thead", {}, h("tr", {}, head.map((name) => h("th", { scope: "col", class: texts.has(name) ? "text" : null }, name)))),
      h("tbody", {}, answer.tokens.map((token) => this.#row(token))));
    byId("vocabulary").replaceChildren(answer.tokens.length > 0 ? table : h("p", { class: "quiet" }, "No token is like this."));
  }

  #row(token) {
    const bytes = unhex(token.bytes ?? "");
    return h("tr", {},
      h("th", { scope: "row" }, String(token.id)),
      h("td", { class: "text" }, token.text !== undefined && token.text !== null ? pieceNode(bytes, token.text) : h("span", { class: "quiet" }, "–")),
      h("td", { class: "text hex" }, hex(bytes, 0, bytes.length, 16)),
      h("td", {}, String(token.characters ?? "–")),
      h("td", { class: "text" }, token.script ? scriptName(token.script) : "–"),
      h("td", { class: "text" }, token.kind),
      h("td", { class: "text" }, token.reachable === null || token.reachable === undefined ? "–" : token.reachable ? "yes" : "no"));
  }
}
