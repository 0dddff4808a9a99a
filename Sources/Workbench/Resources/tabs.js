// The four views; arrow keys go between their tabs.

import { byId } from "./dom.js";

const views = ["tokens", "explain", "vocabulary", "edit"];
const titles = { tokens: "", explain: "Explain · ", vocabulary: "Vocabulary · ", edit: "Editor · " };

/** Shows the view that the state names. */
export function startTabs(store) {
  const tabs = byId("tabs");
  const show = () => {
    const { view } = store.state;
    document.body.dataset.view = view;
    document.title = `${titles[view]}Derlius workbench`;
    for (const name of views) {
      const tab = byId(`tab-${name}`);
      tab.setAttribute("aria-selected", String(name === view));
      tab.tabIndex = name === view ? 0 : -1;
      byId(`view-${name}`).hidden = name !== view;
    }
  };
  tabs.addEventListener("click", (event) => {
    const { view } = event.target.dataset;
    if (view) store.change({ view });
  });
  tabs.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const place = (views.indexOf(store.state.view) + step + views.length) % views.length;
    store.change({ view: views[place] });
    byId(`tab-${views[place]}`).focus();
  });
  store.listen((changed) => {
    if (changed.has("view")) show();
  });
  show();
}
