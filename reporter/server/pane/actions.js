// What the server asks for, done through Office's API. Nothing is begun unless all of it is known.

import { readWorkbook, isUnchanged } from "./workbook.js";

const CELLS_PER_WRITE = 20000;

/** A refusal that people shall read as it stands. */
export class Refused extends Error {}

/**
 * Carries out actions in the workbook that was sent.
 * Returns the messages that the server wants shown.
 */
export async function applyActions(context, actions, sent) {
  const unknown = actions.find((action) => !Object.hasOwn(CARRY_OUT, action.func));
  if (unknown) {
    throw new Refused(`The server asks for "${unknown.func}", which this pane does not know. Close the pane and open it again.`);
  }
  if (actions.length === 0) return [];
  await ensureUnchanged(context, actions, sent);
  const excel = new Writer(context, sent);
  excel.begin();
  for (const action of actions) await CARRY_OUT[action.func](excel, action);
  await context.sync();
  return excel.messages;
}

async function ensureUnchanged(context, actions, sent) {
  const now = await readWorkbook(context);
  const touched = new Set(actions.map((one) => one.sheet_position).filter((one) => one !== null && one < sent.sheets.length));
  if (now.book.name !== sent.book.name || !isUnchanged(sent, now, touched)) {
    throw new Refused("Somebody edited the workbook while the command ran, so nothing was changed. Press the button again.");
  }
}

/** The workbook while actions are carried out: sheets by their position, which shifts when one is added. */
class Writer {
  constructor(context, sent) {
    this.context = context;
    this.tables = new Map(sent.sheets.map((sheet) => [sheet.name, sheet.tables.map((table) => table.name)]));
    this.sheets = sent.sheets.map((sheet) => sheet.name);
    this.messages = [];
  }

  begin() {
    this.context.application.suspendScreenUpdatingUntilNextSync();
  }

  sheet(position) {
    return this.context.workbook.worksheets.getItem(this.sheets[position]);
  }

  range(action) {
    return this.sheet(action.sheet_position).getRangeByIndexes(
      action.start_row, action.start_column, action.row_count, action.column_count,
    );
  }

  table(action) {
    return this.context.workbook.tables.getItem(this.tables.get(this.sheets[action.sheet_position])[action.args[0]]);
  }

  /** Writes rows in pieces that Excel on the web takes. */
  async write(action, values, property) {
    const step = Math.max(1, Math.floor(CELLS_PER_WRITE / action.column_count));
    for (let start = 0; start < action.row_count; start += step) {
      const piece = values.slice(start, start + step);
      const part = { ...action, start_row: action.start_row + start, row_count: piece.length };
      this.range(part)[property] = piece;
      if (start + step < action.row_count) {
        await this.context.sync();
        this.begin();
      }
    }
  }
}

const FONT = { bold: "bold", italic: "italic", size: "size", color: "color", name: "name" };

const CARRY_OUT = {
  setValues: (excel, action) => excel.write(action, action.values, "values"),

  setFormula(excel, action) {
    const one = Array.isArray(action.values) ? null : action.values;
    const lines = one === null ? action.values : Array.from({ length: action.row_count }, () => Array(action.column_count).fill(one));
    return excel.write(action, lines, "formulas");
  },

  rangeClearContents: (excel, action) => excel.range(action).clear("Contents"),

  rangeDelete: (excel, action) => excel.range(action).delete(action.args[0] === "up" ? "Up" : "Left"),

  resizeTable: (excel, action) => excel.table(action).resize(action.args[1]),

  showTotalsTable(excel, action) {
    excel.table(action).showTotals = action.args[1];
  },

  addTable(excel, action) {
    const [address, hasHeaders, style, name] = action.args;
    const table = excel.sheet(action.sheet_position).tables.add(address, hasHeaders);
    if (style) table.style = style;
    if (name) table.name = name;
    excel.tables.get(excel.sheets[action.sheet_position]).push(name);
  },

  addSheet(excel, action) {
    const [position, name] = action.args;
    excel.context.workbook.worksheets.add(name).position = position;
    excel.sheets.splice(position, 0, name);
    excel.tables.set(name, []);
  },

  activateSheet: (excel, action) => excel.sheet(action.args[0]).activate(),

  freezePaneAtRange: (excel, action) => excel.sheet(action.sheet_position).freezePanes.freezeAt(action.args[0]),

  namesAdd: (excel, action) => excel.context.workbook.names.add(action.args[0], action.args[1]),

  setNameRefersTo(excel, action) {
    excel.context.workbook.names.getItem(action.args[0]).formula = action.args[3];
  },

  addConditionalFormat(excel, action) {
    const rule = action.args[0];
    if (rule.type !== "Custom") throw new Refused(`The server asks for a mark of the kind "${rule.type}", which this pane does not know.`);
    const { custom } = excel.range(action).conditionalFormats.add("Custom");
    custom.rule.formula = rule.formula;
    if (rule.fill_color) custom.format.fill.color = rule.fill_color;
    if (rule.font_color) custom.format.font.color = rule.font_color;
  },

  setRangeColor(excel, action) {
    const { fill } = excel.range(action).format;
    if (action.args[0] === null) fill.clear();
    else fill.color = action.args[0];
  },

  setFontProperty(excel, action) {
    excel.range(action).format.font[FONT[action.args[0]]] = action.args[1];
  },

  setColumnWidth(excel, action) {
    excel.range(action).format.columnWidth = action.args[0];
  },

  setWrapText(excel, action) {
    excel.range(action).format.wrapText = action.args[0];
  },

  setAutofit(excel, action) {
    const { format } = excel.range(action);
    if (action.args[0] === "rows") format.autofitRows();
    else format.autofitColumns();
  },

  setNumberFormat(excel, action) {
    excel.range(action).numberFormat = [[action.args[0]]];
  },

  // Excel suspends its screen until the next sync by itself.
  setScreenUpdating(excel, action) {
    if (!action.args[0]) excel.begin();
  },

  alert(excel, action) {
    excel.messages.push(String(action.args[0]));
  },
};
