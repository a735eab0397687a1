// The open workbook as the server's Python expects it, and back: a few large reads, no formula, no picture.

const CELLS_PER_READ = 20000;
const EPOCH = 25569; // Excel's number of 1 January 1970.
const DAY = 86400000;
const OURS = /^Reporter/i;

/** Whether a number format shows a day or a time. */
export function isDateFormat(format) {
  const first = String(format).split(";")[0];
  return /[ymdhs]/i.test(first.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, ""));
}

/** What a cell holds, as the server reads it: a day or time as text in ISO 8601. */
export function toSend(value, format) {
  // Excel's calendar has a day too many before March 1900.
  if (typeof value !== "number" || value < 61 || !isDateFormat(format)) return value;
  return new Date(Math.round((value - EPOCH) * DAY)).toISOString();
}

/** Sheet and address of a full address such as 'My sheet'!A1:B2. */
export function splitAddress(full) {
  const end = full.lastIndexOf("!");
  const sheet = full.slice(0, end);
  return [sheet.startsWith("'") ? sheet.slice(1, -1).replaceAll("''", "'") : sheet, full.slice(end + 1)];
}

/**
 * The workbook as the server expects it. Values are sent of sheets with tables, or with a cell that is named for us;
 * of sheets with one of `only` these tables, where they are given.
 */
export async function readWorkbook(context, only = null) {
  const book = context.workbook;
  book.load("name");
  book.worksheets.load("items/name,items/visibility");
  const active = book.worksheets.getActiveWorksheet();
  active.load("name");
  book.names.load("items/name,items/formula,items/type");
  await context.sync();
  const sheets = book.worksheets.items;
  for (const sheet of sheets) sheet.tables.load("items/name,items/showHeaders,items/showTotals");
  const named = book.names.items.map((item) => ({ item, range: rangeOfName(item) }));
  await context.sync();
  const tables = sheets.map((sheet) => sheet.tables.items.map(tableRanges));
  await context.sync();
  const position = new Map(sheets.map((sheet, index) => [sheet.name, index]));
  const names = named.map((one) => sentName(one, position));
  const referred = new Set(names.filter((one) => OURS.test(one.name)).map((one) => one.sheet_index));
  const sent = [];
  for (const [index, sheet] of sheets.entries()) {
    const wanted = only
      ? tables[index].some(({ table }) => only.has(table.name.toLowerCase()))
      : tables[index].length > 0 || referred.has(index);
    sent.push({
      name: sheet.name,
      visibility: sheet.visibility,
      values: wanted ? await readValues(context, sheet) : [[]],
      tables: tables[index].map(sentTable),
    });
  }
  return {
    client: "Office.js",
    book: {
      name: book.name,
      active_sheet_index: position.get(active.name) ?? 0,
      selection: await selectedAddress(context),
    },
    names,
    sheets: sent,
  };
}

/** Address of the first selected area, without its sheet; null where no cell is selected. */
async function selectedAddress(context) {
  const selected = context.workbook.getSelectedRanges();
  selected.load("address");
  try {
    await context.sync();
  } catch {
    return null; // A picture or a chart is selected.
  }
  return splitAddress(selected.address.split(",")[0])[1];
}

function rangeOfName(item) {
  // A name of several areas, or of a formula, is no range; asking for it would end the whole read.
  if (item.type !== "Range" || item.formula.includes(",")) return null;
  const range = item.getRangeOrNullObject();
  range.load("address");
  return range;
}

function sentName({ item, range }, position) {
  const isRange = range !== null && !range.isNullObject;
  const [sheet, address] = isRange ? splitAddress(range.address) : [null, null];
  return {
    name: item.name,
    refers_to: String(item.formula),
    sheet_index: isRange ? (position.get(sheet) ?? null) : null,
    address,
    book_scope: true,
    scope_sheet_name: null,
    scope_sheet_index: null,
  };
}

function tableRanges(table) {
  const ranges = {
    table,
    whole: table.getRange(),
    header: table.showHeaders ? table.getHeaderRowRange() : null,
    body: table.getDataBodyRange(),
    total: table.showTotals ? table.getTotalRowRange() : null,
  };
  for (const range of [ranges.whole, ranges.header, ranges.body, ranges.total]) range?.load("address");
  return ranges;
}

function sentTable({ table, whole, header, body, total }) {
  const address = (range) => (range ? splitAddress(range.address)[1] : null);
  return {
    name: table.name,
    range_address: address(whole),
    header_row_range_address: address(header),
    data_body_range_address: address(body),
    total_row_range_address: address(total),
    show_headers: table.showHeaders,
    show_totals: table.showTotals,
  };
}

/** The values of a sheet from A1 to its last filled cell. */
async function readValues(context, sheet) {
  const used = sheet.getUsedRangeOrNullObject(true);
  used.load("rowIndex,columnIndex,rowCount,columnCount");
  await context.sync();
  if (used.isNullObject) return [[]];
  const [height, width] = [used.rowIndex + used.rowCount, used.columnIndex + used.columnCount];
  const rows = [];
  const step = Math.max(1, Math.floor(CELLS_PER_READ / width));
  for (let start = 0; start < height; start += step) {
    const block = sheet.getRangeByIndexes(start, 0, Math.min(step, height - start), width);
    block.load("values,numberFormat");
    await context.sync();
    block.values.forEach((line, down) => {
      rows.push(line.map((value, right) => toSend(value, block.numberFormat[down][right])));
    });
  }
  return rows;
}

/** Whether the sheets at these positions still are what they were. Beside tables it matters only what is empty. */
export function isUnchanged(before, after, positions) {
  if (JSON.stringify(outline(before)) !== JSON.stringify(outline(after))) return false;
  return [...positions].every((position) => sameCells(before.sheets[position], after.sheets[position]));
}

function outline(payload) {
  return payload.sheets.map((sheet) => [sheet.name, sheet.tables]);
}

function sameCells(before, after) {
  const areas = before.tables.map((table) => parseArea(table.range_address));
  const height = Math.max(before.values.length, after.values.length);
  for (let row = 0; row < height; row += 1) {
    const [old, now] = [before.values[row] ?? [], after.values[row] ?? []];
    for (let column = 0; column < Math.max(old.length, now.length); column += 1) {
      const [was, is] = [old[column] ?? "", now[column] ?? ""];
      if (was === is) continue;
      const inTable = areas.some((one) => row >= one.top && row <= one.bottom && column >= one.left && column <= one.right);
      if (inTable || was === "" || is === "") return false;
    }
  }
  return true;
}

/** Rows and columns from 0 of an address such as B2:D9. */
export function parseArea(address) {
  const [first, last] = address.replaceAll("$", "").split(":");
  const [left, top] = parseCell(first);
  const [right, bottom] = last ? parseCell(last) : [left, top];
  return { top, left, bottom, right };
}

function parseCell(address) {
  const [, letters, digits] = /^([A-Z]+)(\d+)$/.exec(address);
  const column = [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
  return [column - 1, Number(digits) - 1];
}
