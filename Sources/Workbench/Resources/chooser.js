// The list of tokenizers, and how they are shown.

import { removeTokenizer } from "./api.js";
import { byId, fillSelect, h } from "./dom.js";
import { count } from "./numbers.js";

/** The list of tokenizers to tick, and the selects that name one of them. */
export function startChooser(store, reload, showFault) {
  const list = byId("tokenizers");
  const show = () => {
    const chosen = store.chosen;
    const focused = document.activeElement?.value;
    list.replaceChildren(...store.server.tokenizers.map((one) => item(one, chosen.includes(one.name))));
    if (focused) list.querySelector(`input[value="${CSS.escape(focused)}"]`)?.focus();
    fillSelect(byId("baseline"), chosen, store.baseline);
    const names = store.server.tokenizers.map((one) => one.name);
    for (const id of ["explain-one", "vocabulary-one", "edit-one"]) fillSelect(byId(id), names, store.one);
    const missing = (store.state.tokenizers ?? []).filter((name) => !names.includes(name));
    byId("missing").hidden = missing.length === 0;
    byId("missing").textContent = `In the address and not loaded here: ${missing.join(", ")}. Add the file, or start derlius serve with -t.`;
  };
  const item = (one, isChosen) => h(
    "li", {},
    h("label", { title: `${one.format}, SHA-256 ${one.sha256}` },
      h("span", {}, h("input", { type: "checkbox", value: one.name, ...(isChosen && { checked: true }) }), " ", h("bdi", {}, one.name)),
      h("span", { class: "kind" }, `${one.model}, ${count(one.vocabulary)}`)),
    one.uploaded && h("button", { type: "button", class: "remove", "aria-label": `Remove ${one.name}`, onclick: () => remove(one.name) }, "remove"));
  const remove = async (name) => {
    try {
      await removeTokenizer(name);
      await reload();
    } catch (error) {
      showFault(error);
    }
  };
  list.addEventListener("change", () => {
    const ticked = [...list.querySelectorAll("input:checked")].map((node) => node.value);
    const absent = (store.state.tokenizers ?? []).filter((name) => !store.server.tokenizers.some((one) => one.name === name));
    store.change({ tokenizers: [...ticked, ...absent] });
  });
  store.listen((changed) => {
    if (["server", "tokenizers", "baseline", "one"].some((key) => changed.has(key))) show();
  });
}

/** Check boxes and selects that stand for one member of the state each. */
export function startOptions(store) {
  const boxes = ["spaces", "ids", "bytes"];
  const fields = ["baseline", "specials", "words", "morphology"];
  byId("more").open = innerWidth > 820;
  const show = () => {
    for (const id of boxes) byId(id).checked = store.state[id];
    for (const id of ["specials", "words", "morphology"]) byId(id).value = store.state[id];
  };
  for (const id of boxes) byId(id).addEventListener("change", () => store.change({ [id]: byId(id).checked }));
  for (const id of fields) byId(id).addEventListener("change", () => store.change({ [id]: byId(id).value }));
  for (const id of ["explain-one", "vocabulary-one", "edit-one"]) {
    byId(id).addEventListener("change", () => store.change({ one: byId(id).value, page: 0, script: "", normalization: "", split: "" }));
  }
  store.listen((changed) => {
    if (changed.has("server")) {
      const known = store.server.morphologies ?? [];
      fillSelect(byId("morphology"), [["", "none"], ...known.map((one) => [one.name, `${one.name} (${one.language})`])], store.state.morphology);
      for (const id of ["morphology", "morphology-label"]) byId(id).hidden = known.length === 0;
    }
    show();
  });
  show();
}
