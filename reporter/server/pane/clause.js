// The clause of the selected row, found in the workbook itself: nothing is asked of the server.

import { parseArea, splitAddress } from "./workbook.js";

/** Resolution, clause and text of the selected row; null where none of Reports or Obligations is selected. */
export async function selectedClause(context) {
  const obligations = context.workbook.tables.getItemOrNullObject("Obligations");
  const reports = context.workbook.tables.getItemOrNullObject("Reports");
  const selected = context.workbook.getSelectedRanges();
  selected.load("address");
  for (const table of [obligations, reports]) table.load("name");
  try {
    await context.sync();
  } catch {
    return null; // A picture or a chart is selected.
  }
  if (obligations.isNullObject) return null;
  const [sheet, address] = splitAddress(selected.address.split(",")[0]);
  const row = parseArea(address).top;
  const wanted = (await idAt(context, obligations, "ID", sheet, row))
    ?? (reports.isNullObject ? null : await idAt(context, reports, "Obligation", sheet, row));
  return wanted ? clauseOf(context, obligations, wanted) : null;
}

/** What a table's column says in a row of a sheet; null where the row is none of its own. */
async function idAt(context, table, title, sheet, row) {
  const body = table.getDataBodyRange();
  const header = table.getHeaderRowRange();
  body.load("address");
  header.load("values,columnIndex");
  await context.sync();
  const [own, address] = splitAddress(body.address);
  const area = parseArea(address);
  const column = header.values[0].indexOf(title);
  if (own !== sheet || row < area.top || row > area.bottom || column < 0) return null;
  const cell = context.workbook.worksheets.getItem(sheet).getRangeByIndexes(row, header.columnIndex + column, 1, 1);
  cell.load("values");
  await context.sync();
  return String(cell.values[0][0]).trim();
}

async function clauseOf(context, obligations, id) {
  const header = obligations.getHeaderRowRange();
  header.load("values");
  const ids = obligations.columns.getItem("ID").getDataBodyRange();
  ids.load("values");
  await context.sync();
  const at = ids.values.findIndex((line) => String(line[0]).trim() === id);
  if (at < 0) return null;
  const line = obligations.rows.getItemAt(at);
  line.load("values");
  await context.sync();
  const said = (title) => String(line.values[0][header.values[0].indexOf(title)] ?? "");
  return { id, resolution: said("Resolution"), clause: said("Clause"), text: said("Text") };
}
