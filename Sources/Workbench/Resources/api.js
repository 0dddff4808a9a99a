// The server's API (docs/workbench-api.md, version 1).

/** What the server refused, in its own words. */
export class Refusal extends Error {
  constructor(status, message, remedy) {
    super(message);
    this.status = status;
    this.remedy = remedy;
  }
}

/** The server did not answer. */
export class Silence extends Error {}

const base = new URL(".", document.baseURI).href;
let whenSilent = () => {};
let whenHeard = () => {};

/** Calls `silent` when a request gets no answer, `heard` when one does. */
export function watch(silent, heard) {
  whenSilent = silent;
  whenHeard = heard;
}

/** Asks the server and gives its answer; relative to the page, so that the token of the address stays. */
export async function ask(path, options = {}) {
  let response;
  let answer;
  const signals = [AbortSignal.timeout(options.limit ?? 40_000)];
  if (options.signal) signals.push(options.signal);
  try {
    response = await fetch(new URL(path, base), {
      method: options.method ?? (options.body === undefined ? "GET" : "POST"),
      body: options.body, cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer",
      headers: options.type ? { "Content-Type": options.type } : {},
      signal: AbortSignal.any(signals),
    });
    answer = await response.json().catch((error) => {
      if (error instanceof SyntaxError) return null;
      throw error;
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    const silence = new Silence(error.name === "TimeoutError" ? "took too long" : "no answer");
    if (!options.isProbe) whenSilent(silence);
    throw silence;
  }
  if (!options.isProbe && response.status !== 403 && response.status !== 404) whenHeard();
  if (response.ok && answer) return answer;
  const said = answer?.error;
  throw new Refusal(
    response.status, said?.message ?? `the server answered ${response.status}`,
    said?.remedy ?? (response.status === 404 ? "Open the address that derlius serve printed last." : ""));
}

/** Asks a question; a server that is busy is asked again. */
async function post(path, question, signal) {
  const body = JSON.stringify(question);
  for (let tries = 0; ; tries += 1) {
    try {
      return await ask(path, { body, type: "application/json", signal });
    } catch (error) {
      if (error.status !== 503 || tries === 3) throw error;
      await new Promise((done) => setTimeout(done, 150 * 2 ** tries));
      signal?.throwIfAborted();
    }
  }
}

/** What is loaded. */
export const listTokenizers = (options) => ask("api/tokenizers", options);
/** Ids and spans. */
export const encodeText = (question, signal) => post("api/encode", question, signal);
/** Where all tokenizers cut alike. */
export const compareText = (question, signal) => post("api/compare", question, signal);
/** Fertility and the other measures. */
export const measureText = (question, signal) => post("api/measure", question, signal);
/** Merges, lattices, look-ups. */
export const explainText = (question, signal) => post("api/explain", question, signal);
/** A page of a vocabulary. */
export const searchVocabulary = (question, signal) => post("api/vocabulary", question, signal);
/** What another normalization or split would do. */
export const editText = (question, signal) => post("api/edit", question, signal);

/** Gives the server a tokenizer's file. */
export function addTokenizer(file, pattern) {
  const more = pattern ? `&pattern=${encodeURIComponent(pattern)}` : "";
  return ask(`api/tokenizers?name=${encodeURIComponent(file.name)}${more}`, {
    method: "POST", body: file, type: "application/octet-stream", limit: 120_000,
  });
}

/** Takes an added tokenizer away. */
export function removeTokenizer(name) {
  return ask(`api/tokenizers/${encodeURIComponent(name)}`, { method: "DELETE" });
}
