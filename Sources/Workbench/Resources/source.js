// The text, the second text and the samples.

import { byteOffset, wellFormed } from "./bytes.js";
import { byId, fillSelect, h } from "./dom.js";
import { count, counted, size } from "./numbers.js";

/** Fills the text fields from the state and the state from them. */
export function startSource(store) {
  const text = byId("text");
  const second = byId("second");
  const sample = byId("sample");
  const secondSample = byId("second-sample");
  const show = () => {
    if (text.value !== store.state.text) text.value = store.state.text;
    if (second.value !== store.state.second) second.value = store.state.second;
  };
  const open = () => {
    if (store.state.second !== "") byId("second-part").open = true;
  };
  text.addEventListener("input", () => {
    performance.clearMarks("derlius-input");
    performance.mark("derlius-input");
    sample.value = "";
    const value = wellFormed(text.value);
    store.change({ text: value, from: value.length < 500 ? 0 : store.state.from });
  });
  second.addEventListener("input", () => store.change({ second: wellFormed(second.value) }));
  sample.addEventListener("change", () => {
    const chosen = store.server.samples[Number(sample.value)];
    if (sample.value !== "" && chosen) store.change({ text: chosen.text, from: 0 });
  });
  secondSample.addEventListener("change", () => {
    const chosen = store.server.samples[Number(secondSample.value)];
    if (secondSample.value !== "" && chosen) store.change({ second: chosen.text });
  });
  store.listen((changed, how) => {
    if (how.isFromAddress) open();
    if (changed.has("text") || changed.has("second")) show();
    if (changed.has("text")) showSize(store, null);
    if (changed.has("server")) {
      const samples = store.server.samples ?? [];
      for (const select of [sample, secondSample]) {
        fillSelect(select, [["", "Samples …"], ...samples.map((one, place) => [String(place), one.title])], "");
        samples.forEach((one, place) => select.options[place + 1].setAttribute("lang", one.language));
        select.hidden = samples.length === 0;
      }
    }
  });
  show();
  open();
  showSize(store, null);
}

/** Says how long the text is; the server counts characters and words. */
export function showSize(store, measured) {
  const line = byId("text-size");
  if (store.state.text === "") line.replaceChildren();
  else if (measured) line.replaceChildren(`${size(measured.bytes)}, ${counted(measured.characters, "character")}, ${counted(measured.words, "word")}`);
  else line.replaceChildren(size(store.bytes.length));
}

/** The text's bytes at which the caret stands. */
export function caretByte(store) {
  return byteOffset(store.state.text, byId("text").selectionStart ?? 0);
}

/** The selected bytes, or null. */
export function selectedBytes(store) {
  const field = byId("text");
  if (field.selectionStart === field.selectionEnd) return null;
  return [byteOffset(store.state.text, field.selectionStart), byteOffset(store.state.text, field.selectionEnd)];
}

/** Selects bytes in the text field and goes there. */
export function selectBytes(store, excerpt, start, end) {
  const field = byId("text");
  const before = new TextDecoder("utf-8", { ignoreBOM: true }).decode(store.bytes.subarray(0, start)).length;
  field.focus();
  field.setSelectionRange(before, before + excerpt.slice(start, end).length);
}

/** A count with its share of the whole, for lines under the text. */
export function placeText(from, to, all) {
  return h("span", {}, `bytes ${count(from)}–${count(to)} of ${count(all)}`);
}
