// The page's state as the fragment of its address, so that a view can be shared.

/** A text whose encoded form is longer is left out of the address. */
export const longestText = 6000;

/** The state that an address without a fragment means; `tokenizers: null` is the page's own choice. */
export const plainState = Object.freeze({
  view: "tokens", tokenizers: null, text: "", second: "", baseline: "", from: 0,
  spaces: false, ids: false, bytes: false, specials: "reference", words: "whitespace", morphology: "",
  one: "", search: "", as: "text", script: "", kinds: "", least: "", most: "", reachable: "", order: "id", page: 0,
  normalization: "", split: "",
});

const keys = {
  view: "v", tokenizers: "t", text: "text", second: "second", baseline: "base", from: "at",
  spaces: "spaces", ids: "ids", bytes: "bytes", specials: "specials", words: "words", morphology: "morph",
  one: "one", search: "q", as: "as", script: "script", kinds: "kind", least: "min", most: "max", reachable: "reach", order: "order", page: "page",
  normalization: "norm", split: "split",
};

const choices = {
  view: ["tokens", "explain", "vocabulary", "edit"],
  specials: ["reference", "text", "parse", "error"],
  words: ["whitespace", "uax29"],
  as: ["text", "bytes", "regex"],
  order: ["id", "text", "length"],
  reachable: ["", "yes", "no"],
};

/** The fragment of a state, without `#`; what is as in the plain state is left out, and so are long texts. */
export function toFragment(state) {
  const parts = [];
  for (const [name, key] of Object.entries(keys)) {
    const value = state[name];
    if (value === plainState[name] || value === null || value === undefined) continue;
    if (name === "tokenizers") {
      // A comma of a name is encoded twice.
      parts.push(`${key}=${value.map((one) => encodeURIComponent(one)).join(",")}`);
      continue;
    }
    const text = encodeURIComponent(value === true ? "1" : String(value)).replaceAll("%20", "+");
    if ((name === "text" || name === "second") && text.length > longestText) parts.push(`${key}-is-long=1`);
    else parts.push(`${key}=${text}`);
  }
  return parts.join("&");
}

/** The state of a fragment; what is unknown or wrong in it is as in the plain state. `isLong` tells that its text was left out. */
export function fromFragment(fragment) {
  const state = { ...plainState, isLong: false };
  const names = Object.fromEntries(Object.entries(keys).map(([name, key]) => [key, name]));
  for (const part of fragment.replace(/^#/, "").split("&")) {
    const [key, ...rest] = part.split("=");
    if (key === "text-is-long") state.isLong = true;
    const name = names[key];
    if (!name) continue;
    const raw = rest.join("=");
    if (name === "tokenizers") {
      state.tokenizers = raw.split(",").filter(Boolean).map(decoded);
      continue;
    }
    const value = decoded(raw.replaceAll("+", " "));
    if (typeof plainState[name] === "boolean") state[name] = value === "1";
    else if (typeof plainState[name] === "number") state[name] = /^\d{1,9}$/.test(value) ? Number(value) : plainState[name];
    else if (!choices[name] || choices[name].includes(value)) state[name] = value;
  }
  return state;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
