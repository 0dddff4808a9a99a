// The text, the second text and the samples.

import { byteOffset, decode, wellFormed } from "./bytes.js";
import { byId, fillSelect, h } from "./dom.js";
import { count, counted, size } from "./numbers.js";
import { longestField, partAround } from "./part.js";

/** The units of the text that the field holds. */
let part = [0, 0];

/** Fills the text fields from the state and the state from them. */
export function startSource(store) {
  startText(store);
  const second = byId("second");
  second.addEventListener("input", () => store.change({ second: wellFormed(second.value) }));
  const open = () => {
    if (store.state.second !== "") byId("second-part").open = true;
  };
  const show = () => {
    if (second.value !== store.state.second) second.value = store.state.second;
  };
  const selects = { sample: (one) => ({ text: one.text, from: 0 }), "second-sample": (one) => ({ second: one.text }) };
  for (const [id, change] of Object.entries(selects)) {
    byId(id).addEventListener("change", () => {
      const one = byId(id).value === "" ? null : store.server.samples[Number(byId(id).value)];
      if (one) store.change(change(one));
    });
  }
  store.listen((changed, how) => {
    if (how.isFromAddress) open();
    if (changed.has("second")) show();
    if (!changed.has("server")) return;
    const samples = store.server.samples ?? [];
    for (const id of Object.keys(selects)) {
      const select = byId(id);
      fillSelect(select, [["", "Samples …"], ...samples.map((one, place) => [String(place), one.title])], "");
      samples.forEach((one, place) => select.options[place + 1].setAttribute("lang", one.language));
      select.hidden = samples.length === 0;
    }
  });
  show();
  open();
}

function startText(store) {
  const field = byId("text");
  let isAll = false;
  const isAllSelected = () => field.value !== "" && field.selectionStart === 0 && field.selectionEnd === field.value.length;
  const typed = (value, caret) => {
    performance.clearMarks("derlius-input");
    performance.mark("derlius-input");
    byId("sample").value = "";
    // The field's part goes into its place, or for all where everything was selected.
    const text = wellFormed(isAll ? value : store.state.text.slice(0, part[0]) + value + store.state.text.slice(part[1]));
    const from = isAll ? 0 : part[0];
    part = isAll ? [0, value.length] : [part[0], part[0] + value.length];
    isAll = false;
    if (value.length > longestField) hold(text, from + caret, from + caret);
    store.change({ text, from: text.length < 500 ? 0 : store.state.from }, { isTyped: true });
    showPart(text);
  };
  field.addEventListener("beforeinput", () => {
    isAll = isAllSelected();
  });
  field.addEventListener("input", () => typed(field.value, field.selectionStart));
  field.addEventListener("paste", (event) => {
    const pasted = wellFormed(event.clipboardData?.getData("text/plain") ?? "").replaceAll("\r\n", "\n");
    if (pasted.length <= longestField) return;
    event.preventDefault();
    isAll = isAllSelected();
    const value = field.value.slice(0, field.selectionStart) + pasted + field.value.slice(field.selectionEnd);
    typed(value, field.selectionStart + pasted.length);
  });
  for (const kind of ["copy", "cut"]) {
    field.addEventListener(kind, (event) => {
      if (!isAllSelected() || field.value.length === store.state.text.length) return;
      event.preventDefault();
      event.clipboardData.setData("text/plain", store.state.text);
      if (kind === "cut") store.change({ text: "", from: 0 });
    });
  }
  document.addEventListener("selectionchange", () => {
    if (document.activeElement !== field || field.selectionStart !== field.selectionEnd) return;
    const caret = part[0] + field.selectionStart;
    const isAtEdge = (caret === part[0] && part[0] > 0) || (caret === part[1] && part[1] < store.state.text.length);
    if (isAtEdge) hold(store.state.text, caret, caret);
  });
  store.listen((changed, how) => {
    const { text, from } = store.state;
    if (changed.has("text")) {
      // What was typed stands in the field; what came from elsewhere may begin as the field does.
      if (!how.isTyped) hold(text, 0, null);
      showSize(store, null);
    } else if (changed.has("from") && document.activeElement !== field && text.length > longestField) {
      const place = decode(store.bytes, 0, from).length;
      if (place < part[0] || place >= part[1]) hold(text, place, null);
    }
  });
  hold(store.state.text, 0, null);
  showSize(store, null);
}

/** Puts the part of a text around a place into the field, and the caret (in units of the text) where it is given. */
function hold(text, place, caret) {
  const field = byId("text");
  part = partAround(text, place);
  const value = text.slice(part[0], part[1]);
  if (field.value !== value) field.value = value;
  if (caret !== null) field.setSelectionRange(caret - part[0], caret - part[0]);
  showPart(text);
}

function showPart(text) {
  const isWhole = part[0] === 0 && part[1] === text.length;
  byId("text-part").textContent = isWhole ? "" : `The field holds characters ${count(part[0])}–${count(part[1])} and follows the lanes; select all of it to replace or copy the whole text.`;
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
  return byteOffset(store.state.text, part[0] + (byId("text").selectionStart ?? 0));
}

/** The selected bytes, or null. */
export function selectedBytes(store) {
  const field = byId("text");
  if (field.selectionStart === field.selectionEnd) return null;
  return [byteOffset(store.state.text, part[0] + field.selectionStart), byteOffset(store.state.text, part[0] + field.selectionEnd)];
}

/** Selects bytes in the text field and goes there. */
export function selectBytes(store, excerpt, start, end) {
  const field = byId("text");
  const from = decode(store.bytes, 0, start).length;
  const to = from + excerpt.slice(start, end).length;
  if (from < part[0] || to > part[1]) hold(store.state.text, from, null);
  field.focus();
  field.setSelectionRange(from - part[0], to - part[0]);
}

/** Which bytes of the text are shown. */
export function placeText(from, to, all) {
  return h("span", {}, `bytes ${count(from)}–${count(to)} of ${count(all)}`);
}
