// Elements out of names, properties and children; text goes in as text.

/**
 * An element; `class`, `hidden`, `on…` handlers and plain attributes, children as nodes or texts (null is left out).
 */
export function h(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  node.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** The element of an id. */
export function byId(id) {
  return document.getElementById(id);
}

/** Fills a select; each option is a value or `[value, label]`. */
export function fillSelect(select, options, value) {
  const known = options.map((option) => (Array.isArray(option) ? option : [option, option]));
  select.replaceChildren(...known.map(([one, label]) => h("option", { value: one }, label)));
  select.value = known.some(([one]) => one === value) ? value : (known[0]?.[0] ?? "");
}
