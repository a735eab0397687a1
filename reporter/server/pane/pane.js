// The task pane: buttons, what comes of them, what is due, and the clause of the selected row.

import { applyActions, Refused } from "./actions.js";
import { offerFunctions } from "./cells.js";
import { selectedClause } from "./clause.js";
import { accessKey, ask, commands, keepAccessKey, Problem, remember, remembered } from "./server.js";
import { readWorkbook } from "./workbook.js";

const OWNER = "reporter.owner";
const SETTLE = 250; // Milliseconds that a selection must rest before its clause is looked up.

const at = (id) => document.getElementById(id);
let running = null;

/** An element with text, attributes and children; text never becomes markup. */
function make(tag, { text, children = [], ...attributes } = {}) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) {
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

async function start() {
  if (!window.Office) {
    tell("");
    return fail("Excel's own script could not be loaded. Check the connection to the internet, then open the pane again.");
  }
  await Office.onReady();
  if (!Office.context.requirements.isSetSupported("ExcelApi", "1.13")) {
    tell("");
    return fail("This Excel is too old for the pane. It needs Excel 2021, Microsoft 365, or Excel on the web.");
  }
  followTheme();
  listen();
  try {
    await offerFunctions();
    showCommands(await commands());
  } catch {
    tell("");
    return fail("The server does not answer. Ask your administrator whether it runs.");
  }
  if (!accessKey()) return askForKey();
  await ready();
}

async function ready() {
  tell("Ready.");
  await Promise.all([showDue(), showClause()]);
}

function followTheme() {
  const ground = Office.context.officeTheme?.bodyBackgroundColor;
  const parts = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(ground ?? "")?.slice(1);
  if (!parts) return;
  const [red, green, blue] = parts.map((part) => parseInt(part, 16));
  document.documentElement.dataset.theme = red * 0.3 + green * 0.59 + blue * 0.11 < 128 ? "dark" : "light";
}

function listen() {
  at("key-form").addEventListener("submit", useKey);
  at("stop").addEventListener("click", () => running?.abort());
  at("update").addEventListener("click", showDue);
  at("owner").addEventListener("change", () => {
    remember(OWNER, at("owner").value);
    showDue();
  });
  at("draft").addEventListener("toggle", () => at("draft").open && showChoices());
  at("draft-choice").addEventListener("click", draftChoice);
  let resting;
  Office.context.document.addHandlerAsync(Office.EventType.DocumentSelectionChanged, () => {
    clearTimeout(resting);
    resting = setTimeout(showClause, SETTLE);
  });
}

// The access key

function askForKey(text = "") {
  at("key-form").hidden = false;
  tell(text ? "" : "Please enter the access key.");
  if (text) fail(text);
  at("key").focus();
}

async function useKey(event) {
  event.preventDefault();
  keepAccessKey(at("key").value.trim());
  at("key").value = "";
  at("key-form").hidden = true;
  await ready();
}

// Commands

function showCommands(list) {
  const groups = Map.groupBy ? Map.groupBy(list, (one) => one.group) : grouped(list);
  const fields = [...groups].map(([title, members]) => make("fieldset", {
    className: "group",
    children: [make("legend", { text: title }), make("div", { children: members.map(button) })],
  }));
  at("commands").replaceChildren(...fields);
}

function grouped(list) {
  const groups = new Map();
  for (const one of list) groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
  return groups;
}

function button(command) {
  const made = make("button", { type: "button", text: command.label, title: command.tip, id: `do-${command.name}` });
  made.setAttribute("aria-description", command.tip);
  if (command.name === "refresh") made.className = "first";
  made.addEventListener("click", () => press(command.name, command.label));
  return made;
}

async function press(name, label, options = {}) {
  const answer = await work(`${label} …`, async (signal) => {
    const sent = await Excel.run(readWorkbook);
    const got = await ask(name, sent, { options, signal, onProgress: showProgress });
    if (signal.aborted) throw new DOMException("", "AbortError");
    at("stop").disabled = true;
    got.messages = await Excel.run((context) => applyActions(context, got.actions, sent));
    return got;
  });
  if (!answer) return;
  showOutcome(answer);
  await Promise.all([showDue({ quietly: true }), showClause()]);
}

/** Does something that takes time: no other button works meanwhile, and whatever goes wrong is told in words. */
async function work(text, task) {
  if (running) return null;
  running = new AbortController();
  const focused = document.activeElement;
  clear();
  tell(text);
  busy(true);
  try {
    return await task(running.signal);
  } catch (error) {
    tell("");
    if (error.name === "AbortError") tell("Stopped. The workbook was not changed.");
    else if (error.status === 401) askForKey(error.message);
    else fail(inWords(error));
    return null;
  } finally {
    running = null;
    busy(false);
    if (at("key-form").hidden) focused?.focus?.();
  }
}

function inWords(error) {
  if (error instanceof Problem || error instanceof Refused) return error.message;
  const known = {
    InvalidOperationInCellEditMode: "Excel is waiting for you to finish a cell. Press Enter or Esc in it, then press the button again.",
    AccessDenied: "Excel does not allow it: the sheet or the workbook is protected. Take the protection off (Review), then press the button again.",
    RequestPayloadSizeLimitExceeded: "The workbook is too large for Excel to hand over at once.",
  };
  const said = known[error.code] ?? `Excel says: ${error.message ?? error}`;
  return `${said}\nIf cells were changed already, Undo last refresh takes them back.`;
}

function busy(is) {
  document.body.setAttribute("aria-busy", String(is));
  at("work").hidden = !is;
  at("stop").disabled = false;
  at("progress").removeAttribute("value");
  for (const one of document.querySelectorAll("#commands button, #draft-choice, #update, #owner")) one.disabled = is;
}

function showProgress({ done, of, file }) {
  at("progress").max = of;
  at("progress").value = done;
  tell(`Reading file ${done + 1} of ${of}: ${file}`);
}

function showOutcome({ outcome, files, messages }) {
  tell(outcome.message);
  const links = files.map((file) => make("li", { children: [openLink(file)] }));
  const lines = [...outcome.details, ...messages].map((text) => make("p", { text }));
  at("outcome").replaceChildren(...lines, ...(links.length ? [make("ul", { children: links })] : []));
}

function openLink(file) {
  const link = make("a", { text: file.name.endsWith(".html") ? "Open it in its text" : file.name, href: file.address, target: "_blank", rel: "noopener" });
  link.addEventListener("click", (event) => {
    // On the desktop a pane opens no second window; Excel hands the address to the browser.
    if (!Office.context.requirements.isSetSupported("OpenBrowserWindowApi", "1.1")) return;
    event.preventDefault();
    Office.context.ui.openBrowserWindow(file.address);
  });
  return link;
}

// A draft that was chosen from the list

async function showChoices() {
  const found = await work("Looking for reports …", async (signal) => ask("draft_choices", await Excel.run(readWorkbook), { signal }));
  if (!found) return;
  tell("Ready.");
  const options = found.choices.map(({ body, year, rows }) => make("option", {
    text: `${body}, ${year} (${rows === 1 ? "1 report" : `${rows} reports`})`,
    value: JSON.stringify({ to: body, year }),
  }));
  at("choice").replaceChildren(...options);
  at("choice").focus();
}

function draftChoice() {
  if (at("choice").value) press("draft_report", "Draft report", JSON.parse(at("choice").value));
}

// What is due

async function showDue({ quietly = false } = {}) {
  const owner = remembered(OWNER);
  const look = async (signal) => ask("mine", await Excel.run(readWorkbook), { signal, options: owner ? { owner } : {} });
  let found;
  if (quietly) {
    try {
      found = await look();
    } catch {
      return; // What the command told stays readable; Update says what is wrong.
    }
  } else {
    found = await work("Looking for what is due …", look);
    if (!found) return;
    tell("Ready.");
  }
  showOwners(found.owners, owner);
  for (const name of ["overdue", "upcoming"]) showList(name, found[name], found.more[name]);
}

function showOwners(owners, chosen) {
  const names = chosen && !owners.includes(chosen) ? [chosen, ...owners] : owners;
  at("owner").replaceChildren(
    make("option", { value: "", text: "everybody" }),
    ...names.map((name) => make("option", { value: name, text: name })),
  );
  at("owner").value = chosen;
}

function showList(name, reports, more) {
  const items = reports.map((one) => make("li", { children: [dueButton(one)] }));
  if (!reports.length) items.push(make("li", { className: "quiet", text: "Nothing." }));
  if (more) items.push(make("li", { className: "quiet", text: `and ${more} more` }));
  at(name).replaceChildren(...items);
}

function dueButton(report) {
  const late = report.days < 0;
  const days = Math.abs(report.days);
  const when = late ? `${days === 1 ? "1 day" : `${days} days`} late` : days === 0 ? "today" : `in ${days === 1 ? "1 day" : `${days} days`}`;
  const made = make("button", {
    type: "button",
    className: "due",
    title: "Select this row",
    children: [
      make("b", { text: `${report.recipient}: ${report.resolution}` }),
      make("span", { text: report.clause }),
      make("span", { className: late ? "late" : "", text: `${report.due} (${when})` }),
      make("span", { className: "quiet", text: report.status }),
    ],
  });
  made.addEventListener("click", () => goTo(report));
  return made;
}

async function goTo({ id, sheet, cell }) {
  try {
    await Excel.run(async (context) => {
      const target = context.workbook.worksheets.getItem(sheet);
      const range = target.getRange(cell);
      range.load("values");
      await context.sync();
      if (String(range.values[0][0]).trim() !== id) throw new Refused("The rows were sorted since. Press Update, then try again.");
      target.activate();
      range.select();
      await context.sync();
    });
  } catch (error) {
    fail(inWords(error).split("\n")[0]);
  }
}

// The clause of the selected row

async function showClause() {
  let found = null;
  try {
    found = await Excel.run(selectedClause);
  } catch {
    // While a cell is being edited Excel answers nothing; the next selection comes.
    return;
  }
  at("clause").replaceChildren(...(found
    ? [make("p", { children: [make("b", { text: `${found.resolution}, ${found.clause}` })] }), make("blockquote", { text: found.text })]
    : [make("p", { className: "quiet", text: "Select a row of Reports or Obligations." })]));
}

// What happens

function tell(text) {
  at("status").textContent = text;
}

function fail(text) {
  at("problem").textContent = text;
}

function clear() {
  at("problem").textContent = "";
  at("outcome").replaceChildren();
}

start();
