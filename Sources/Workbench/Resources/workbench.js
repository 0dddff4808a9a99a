// The page: what is loaded, the state, the views.

import { keepAddress } from "./address.js";
import { listTokenizers, Refusal, Silence, watch } from "./api.js";
import { startChooser, startOptions } from "./chooser.js";
import { Connection } from "./connection.js";
import { byId } from "./dom.js";
import { EditView } from "./editview.js";
import { ExplainView } from "./explainview.js";
import { showFault } from "./faults.js";
import { fromFragment } from "./fragment.js";
import { startSource } from "./source.js";
import { Store } from "./store.js";
import { startTabs } from "./tabs.js";
import { TokensView } from "./tokensview.js";
import { startUpload } from "./upload.js";
import { VocabularyView } from "./vocabularyview.js";

const { isLong, ...state } = fromFragment(location.hash);
const store = new Store(state);
const views = [];

const load = (list) => {
  byId("provenance").textContent = `derlius ${list.derlius}, on this computer only`;
  store.load(list);
};
const reload = async () => load(await listTokenizers());

const connection = new Connection(
  (text) => {
    byId("connection").textContent = text;
    document.body.classList.toggle("stale", text !== "");
  },
  (list) => {
    load(list);
    for (const view of views) view.refresh?.();
  });
watch(() => connection.lost(), () => connection.heard());

startSource(store);
startChooser(store, reload, (error) => showFault(byId("upload-notice"), error));
startOptions(store);
startUpload(store, reload);
startTabs(store);
keepAddress(store);
try {
  await reload();
} catch (error) {
  if (error instanceof Refusal) byId("connection").textContent = `${error.message}. ${error.remedy}`;
  else if (!(error instanceof Silence)) throw error;
}
// Who comes without a link sees at once what the page does.
if (location.hash === "" && store.state.text === "") {
  store.change({ text: store.server.samples[0]?.text ?? "", morphology: store.server.morphologies[0]?.name ?? "" }, { isPassing: true });
}
views.push(new TokensView(store), new ExplainView(store), new VocabularyView(store), new EditView(store));
if (isLong && store.state.text === "") byId("text-size").textContent = "The text of this address was too long to be part of it: paste it.";
document.documentElement.classList.add("ready");
