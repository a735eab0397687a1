// The functions for cells: what Excel calculates at once goes to the server in one request, with one look at the workbook.

import { accessKey, ask, functions, Problem, tables } from "./server.js";
import { readWorkbook } from "./workbook.js";

const GATHER = 50; // Milliseconds in which Excel hands over the cells that it calculates together.

let waiting = [];
let asking = null;

/** Tells Excel which functions there are; an Excel without functions for cells is left as it is. */
export async function offerFunctions() {
  if (!globalThis.CustomFunctions) return;
  for (const { id, result } of (await functions()).functions) {
    CustomFunctions.associate(id, (...given) => answer(id, given, result.dimensionality === "matrix"));
  }
}

/** What a cell shows: a value, or rows of values. Excel adds what it knows of the call behind the arguments. */
async function answer(name, given, spills) {
  const found = await new Promise((resolve, reject) => {
    waiting.push({ name, arguments: given.filter(isValue), resolve, reject });
    asking ??= askAll().finally(() => { asking = null; });
  });
  if (found.error) throw notAvailable(found.error);
  return spills ? found.rows : found.rows[0][0];
}

const isValue = (one) => one === null || one === undefined || typeof one !== "object";

/** Asks for all that wait, until none does: what was asked meanwhile sees the workbook as it is after it was asked. */
async function askAll() {
  while (waiting.length) {
    await new Promise((resolve) => setTimeout(resolve, GATHER));
    const calls = waiting;
    waiting = [];
    try {
      const found = await answers(calls);
      calls.forEach((call, number) => call.resolve(found[number]));
    } catch (error) {
      for (const call of calls) call.reject(notAvailable(inWords(error)));
    }
  }
}

async function answers(calls) {
  if (!accessKey()) throw new Problem("Open the pane of Reporter and enter the access key.", 401);
  const needed = new Set((await tables()).map((name) => name.toLowerCase()));
  const workbook = await Excel.run((context) => readWorkbook(context, needed));
  const asked = calls.map((call) => ({ name: call.name, arguments: call.arguments.map((one) => one ?? null) }));
  return (await ask("cells", { ...workbook, calls: asked })).answers;
}

function inWords(error) {
  return error instanceof Problem ? error.message : "Excel did not hand the workbook over. Calculate again (Ctrl+Alt+F9).";
}

const notAvailable = (text) => new CustomFunctions.Error(CustomFunctions.ErrorCode.notAvailable, text);
