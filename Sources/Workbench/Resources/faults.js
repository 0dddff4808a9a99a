// What went wrong, in the server's words.

import { Silence } from "./api.js";
import { h } from "./dom.js";

/** Shows a refusal with its remedy in a node; that the server is silent is said elsewhere. */
export function showFault(node, error) {
  if (error instanceof Silence || error.name === "AbortError") return;
  node.replaceChildren(h("b", {}, error.message), ...(error.remedy ? [h("span", {}, error.remedy)] : []));
}

/** Clears a notice. */
export function clearFault(node) {
  if (node.firstChild) node.replaceChildren();
}
