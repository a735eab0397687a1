// Requests to the server, with the access key; answers that come in lines tell how far the work is.

const KEY = "reporter.access-key";
const LINES = "application/x-ndjson";

/** A problem that the server puts in words; `status` is that of HTTP. */
export class Problem extends Error {
  constructor(text, status) {
    super(text);
    this.status = status;
  }
}

/** What this computer keeps between two openings of the pane; without it, as long as the pane is open. */
const memory = new Map();

export function remembered(name) {
  try {
    return localStorage.getItem(name) ?? memory.get(name) ?? "";
  } catch {
    return memory.get(name) ?? "";
  }
}

export function remember(name, value) {
  memory.set(name, value);
  try {
    localStorage.setItem(name, value);
  } catch {
    // The browser keeps nothing in frames of other sites.
  }
}

export const accessKey = () => remembered(KEY);
export const keepAccessKey = (key) => remember(KEY, key);

async function list(name) {
  const response = await fetch(`../${name}.json`);
  return response.json();
}

/** The commands there are. */
export const commands = () => list("commands");

/** The functions for cells, as Excel is told of them. */
export const functions = () => list("functions");

/** Names of the tables that they look at. */
export const tables = () => list("tables");

/**
 * Asks the server for something about a workbook.
 * @param {string} name Command or question.
 * @param {object} workbook What is sent.
 * @param {{options?: object, signal?: AbortSignal, onProgress?: (news: object) => void}} more
 */
export async function ask(name, workbook, { options = {}, signal, onProgress } = {}) {
  const query = new URLSearchParams(options).toString();
  let response;
  try {
    response = await fetch(`../xlwings/${name}${query ? `?${query}` : ""}`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: LINES, "x-reporter-key": accessKey() },
      body: JSON.stringify(workbook),
      signal,
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem("The server does not answer. Ask your administrator whether it runs.", 0);
  }
  const answer = response.ok ? await lastLine(response, onProgress) : await refusal(response);
  if (answer.error) throw new Problem(answer.error, response.status);
  return answer;
}

async function refusal(response) {
  try {
    return await response.json();
  } catch {
    return { error: `The server refuses (${response.status}). Ask its administrator.` };
  }
}

async function lastLine(response, onProgress) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let last = null;
  for (;;) {
    const { value, done } = await reader.read();
    rest += value ?? "";
    const lines = rest.split("\n");
    rest = lines.pop();
    for (const line of lines) {
      last = JSON.parse(line);
      if (last.progress) onProgress?.(last.progress);
    }
    if (done) break;
  }
  if (last === null || last.progress) throw new Problem("The server stopped in the middle. Nothing was changed. Try again.", 0);
  return last;
}
