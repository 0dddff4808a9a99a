// Tokenizer files dropped onto the page or chosen by hand.

import { addTokenizer } from "./api.js";
import { byId, fillSelect, h } from "./dom.js";
import { showFault } from "./faults.js";

/** Takes files from the button and from drops anywhere on the page; texts that are dropped on a text field stay what they are. */
export function startUpload(store, reload) {
  const field = byId("file");
  const notice = byId("upload-notice");
  let depth = 0;
  const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

  byId("add").addEventListener("click", () => field.click());
  field.addEventListener("change", () => {
    take([...field.files]);
    field.value = "";
  });
  addEventListener("dragenter", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    depth += 1;
    byId("drop").hidden = false;
  });
  addEventListener("dragover", (event) => {
    if (hasFiles(event)) event.preventDefault();
  });
  addEventListener("dragleave", (event) => {
    if (!hasFiles(event)) return;
    depth = Math.max(0, depth - 1);
    if (depth === 0) byId("drop").hidden = true;
  });
  addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    depth = 0;
    byId("drop").hidden = true;
    take([...event.dataTransfer.files]);
  });

  const take = async (files, pattern = "") => {
    notice.replaceChildren();
    for (const file of files) {
      notice.replaceChildren(`Adding ${file.name} …`);
      try {
        const answer = await addTokenizer(file, pattern);
        const { name } = answer.tokenizer ?? answer;
        notice.replaceChildren();
        const chosen = store.chosen;
        await reload();
        store.change({ tokenizers: [...chosen, name], one: name }, { isPassing: true });
      } catch (error) {
        showFault(notice, error);
        if (error.status === 422 && /pattern/.test(`${error.message} ${error.remedy}`)) askPattern(file);
        return;
      }
    }
  };

  /** A rank file does not say how text is split: the reader does. */
  const askPattern = (file) => {
    const select = h("select", { id: "upload-pattern" });
    fillSelect(select, store.server.patterns ?? []);
    notice.append(h("div", { class: "row" },
      h("label", { for: "upload-pattern" }, "Split pattern"), select,
      h("button", { type: "button", onclick: () => take([file], select.value) }, "Add with it")));
  };
}
