// A stand-in for Office's script and the Excel behind it: a model of a workbook that answers as Office.js does. What was
// not loaded cannot be read, and nothing is done before `sync`.

(() => {
  const FIRST_DAY = Date.UTC(1899, 11, 30);
  const DAY = 86400000;

  /** The workbook, and what a test looks at or changes. */
  const model = { sheets: [], names: [], active: 0, selection: "A1", failing: null, calls: 0, stills: 0, addresses: [], supported: () => true };

  const key = (row, column) => `${row},${column}`;
  const letters = (number) => (number < 0 ? "" : letters(Math.floor(number / 26) - 1) + String.fromCharCode(65 + (number % 26)));
  const number = (text) => [...text].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  const quoted = (title) => (/^\w+$/.test(title) ? title : `'${title.replaceAll("'", "''")}'`);

  function area(address) {
    const [, left, top, right, bottom] = /^\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?$/.exec(address);
    return { top: top - 1, left: number(left), bottom: (bottom ?? top) - 1, right: number(right ?? left) };
  }

  function written({ top, left, bottom, right }) {
    const first = `${letters(left)}${top + 1}`;
    return top === bottom && left === right ? first : `${first}:${letters(right)}${bottom + 1}`;
  }

  /** What a cell holds after a value was written into it: a text is read as if it was typed. */
  function put(sheet, row, column, value) {
    const place = key(row, column);
    if (value === null) return; // Office.js leaves a cell alone where it is given null.
    if (value === "") return sheet.cells.delete(place);
    if (typeof value !== "string") return sheet.cells.set(place, { ...sheet.cells.get(place), value });
    const day = /^(\d{4})-(\d\d)-(\d\d)(?: (\d\d):(\d\d):(\d\d))?$/.exec(value);
    if (value.startsWith("'")) return sheet.cells.set(place, { value: value.slice(1) });
    if (!day) return sheet.cells.set(place, value.startsWith("=") ? { value: "", formula: value } : { value });
    const [year, month, date, hour = 0, minute = 0, second = 0] = day.slice(1).map((part) => part && Number(part));
    const moment = (Date.UTC(year, month - 1, date, hour, minute, second) - FIRST_DAY) / DAY;
    return sheet.cells.set(place, { value: moment, format: Number.isInteger(moment) ? "yyyy-mm-dd" : "yyyy-mm-dd hh:mm" });
  }

  class PropertyNotLoaded extends Error {}

  function refused(code, text) {
    return Object.assign(new Error(text), { code });
  }

  /** An object of Office.js: `readable` says how a property is found once it is loaded, `writable` what setting it does. */
  class Thing {
    constructor(context, readable = {}, writable = {}) {
      this.context = context;
      const loaded = {};
      this.load = (names) => {
        const wanted = names.split(",").map((name) => name.trim().split("/")[0]);
        context.queue.push(() => {
          for (const name of wanted) {
            if (!(name in readable)) throw refused("InvalidArgument", `there is no ${name} to load`);
            loaded[name] = readable[name](names);
          }
        });
        return this;
      };
      for (const name of new Set([...Object.keys(readable), ...Object.keys(writable)])) {
        Object.defineProperty(this, name, {
          get() {
            if (!(name in loaded)) throw new PropertyNotLoaded(`${name} was not loaded`);
            return loaded[name];
          },
          set(value) {
            if (!writable[name]) throw new TypeError(`${name} cannot be set`);
            context.queue.push(() => writable[name](value));
          },
        });
      }
    }
  }

  /** Things that are loaded with some of their properties, as `items/name` asks. */
  function items(context, list, make) {
    return new Thing(context, {
      items: (names) => list().map((one) => {
        const thing = make(one);
        const wanted = names.split(",").map((name) => name.trim().split("/")[1]);
        const last = context.queue.length;
        thing.load(wanted.join(","));
        context.queue.splice(last).forEach((act) => act());
        return thing;
      }),
    });
  }

  function range(context, sheet, find) {
    const at = () => find();
    const each = (visit) => {
      const { top, left, bottom, right } = at();
      return Array.from({ length: bottom - top + 1 }, (_, down) => Array.from({ length: right - left + 1 }, (__, across) => visit(top + down, left + across, down, across)));
    };
    const fill = (values) => {
      const { top, left, bottom, right } = at();
      const fits = values.length === bottom - top + 1 && values.every((line) => line.length === right - left + 1);
      if (!fits) throw refused("InvalidArgument", "the number of rows or columns does not match");
      each((row, column, down, across) => put(sheet, row, column, values[down][across]));
    };
    const look = (name) => (value) => { sheet.looks.push([name, written(at()), value]); };
    const cell = (row, column) => sheet.cells.get(key(row, column)) ?? {};
    const one = new Thing(context, {
      address: () => `${quoted(sheet.name)}!${written(at())}`,
      values: () => each((row, column) => cell(row, column).value ?? ""),
      numberFormat: () => each((row, column) => cell(row, column).format ?? "General"),
      rowIndex: () => at().top,
      columnIndex: () => at().left,
      rowCount: () => at().bottom - at().top + 1,
      columnCount: () => at().right - at().left + 1,
    }, { values: fill, formulas: fill, numberFormat: look("numberFormat") });
    const act = (name, does) => { one[name] = (...given) => { context.queue.push(() => does(...given)); }; };
    act("clear", (what) => {
      if (what !== "Contents") throw refused("InvalidArgument", `clear ${what}`);
      each((row, column) => sheet.cells.delete(key(row, column)));
    });
    act("delete", (shift) => {
      if (shift !== "Up") throw refused("InvalidArgument", `delete ${shift}`);
      removed(sheet, at());
    });
    act("select", () => Object.assign(model, { active: model.sheets.findIndex((other) => other.name === sheet.name), selection: written(at()) }));
    const format = new Thing(context, {}, { columnWidth: look("columnWidth"), wrapText: look("wrapText") });
    format.fill = new Thing(context, {}, { color: look("fill") });
    format.font = new Thing(context, {}, Object.fromEntries(["bold", "italic", "size", "color", "name"].map((name) => [name, look(name)])));
    format.autofitRows = () => context.queue.push(() => look("autofit")("rows"));
    format.autofitColumns = () => context.queue.push(() => look("autofit")("columns"));
    one.format = format;
    one.conditionalFormats = {
      add(kind) {
        const mark = { kind, address: null };
        context.queue.push(() => { mark.address = written(at()); sheet.marks.push(mark); });
        const fillOf = new Thing(context, {}, { color: (value) => { mark.color = value; } });
        const fontOf = new Thing(context, {}, { color: (value) => { mark.font = value; } });
        const rule = new Thing(context, {}, { formula: (value) => { mark.formula = value; } });
        return { custom: { rule, format: { fill: fillOf, font: fontOf } } };
      },
    };
    return one;
  }

  function removed(sheet, { top, left, bottom, right }) {
    const height = bottom - top + 1;
    const table = sheet.tables.find((one) => one.area.left === left && one.area.right === right && one.area.top < top);
    if (!table) throw refused("InvalidOperation", "a table would be torn");
    const moved = [...sheet.cells].filter(([place]) => {
      const [row, column] = place.split(",").map(Number);
      return column >= left && column <= right && row >= top;
    });
    for (const [place] of moved) sheet.cells.delete(place);
    for (const [place, cell] of moved) {
      const [row, column] = place.split(",").map(Number);
      if (row > bottom) sheet.cells.set(key(row - height, column), cell);
    }
    table.area.bottom -= height;
  }

  function tableOf(context, found) {
    const one = () => {
      const table = found();
      if (!table) throw refused("ItemNotFound", "there is no such table");
      return table;
    };
    const part = (cut) => range(context, sheetOf(found), () => cut(one().area, one().totals));
    const table = new Thing(context, {
      name: () => found()?.name ?? null,
      showHeaders: () => true,
      showTotals: () => one().totals,
    }, {
      name: (value) => { one().name = value; },
      style: () => {},
      showTotals: (shown) => totals(one(), shown),
    });
    Object.defineProperty(table, "isNullObject", { get: () => !found() });
    table.getRange = () => part((all) => all);
    table.getHeaderRowRange = () => part((all) => ({ ...all, bottom: all.top }));
    table.getDataBodyRange = () => part((all, hasTotals) => ({ ...all, top: all.top + 1, bottom: all.bottom - hasTotals }));
    table.getTotalRowRange = () => part((all) => ({ ...all, top: all.bottom }));
    table.resize = (address) => context.queue.push(() => resized(one(), area(address)));
    table.columns = {
      getItem: (title) => ({
        getDataBodyRange: () => part((all, hasTotals) => {
          const column = Array.from({ length: all.right - all.left + 1 }, (_, across) => all.left + across)
            .find((across) => one().sheet.cells.get(key(all.top, across))?.value === title);
          return { top: all.top + 1, bottom: all.bottom - hasTotals, left: column, right: column };
        }),
      }),
    };
    table.rows = { getItemAt: (index) => part((all) => ({ ...all, top: all.top + 1 + index, bottom: all.top + 1 + index })) };
    return table;
  }

  const sheetOf = (found) => new Proxy({}, { get: (_, name) => found().sheet[name] });

  function totals(table, shown) {
    const { sheet, area: all } = table;
    for (let column = all.left; column <= all.right; column += 1) {
      if (shown && table.kept?.[column]) sheet.cells.set(key(all.bottom + 1, column), table.kept[column]);
      if (!shown && table.totals) {
        table.kept = { ...table.kept, [column]: sheet.cells.get(key(all.bottom, column)) };
        sheet.cells.delete(key(all.bottom, column));
      }
    }
    if (shown !== table.totals) all.bottom += shown ? 1 : -1;
    table.totals = shown;
  }

  function resized(table, to) {
    if (table.totals || to.top !== table.area.top || to.left !== table.area.left || to.right !== table.area.right) {
      throw refused("InvalidArgument", "Excel does not resize a table so");
    }
    for (let row = table.area.bottom + 1; row <= to.bottom; row += 1) {
      for (const column of table.calculated) table.sheet.cells.set(key(row, column), { value: "", formula: "=…" });
    }
    table.area = to;
  }

  function worksheet(context, found) {
    const sheet = () => found() ?? (() => { throw refused("ItemNotFound", "there is no such sheet"); })();
    const late = new Proxy({}, { get: (_, name) => sheet()[name] });
    const one = new Thing(context, { name: () => sheet().name, visibility: () => sheet().visibility }, {
      position(index) {
        const moved = sheet();
        model.sheets.splice(model.sheets.indexOf(moved), 1);
        model.sheets.splice(index, 0, moved);
      },
    });
    one.getRange = (address) => range(context, late, () => area(address));
    one.getRangeByIndexes = (top, left, height, width) => range(context, late, () => ({ top, left, bottom: top + height - 1, right: left + width - 1 }));
    one.getUsedRangeOrNullObject = () => {
      const used = () => {
        const places = [...sheet().cells.keys()].map((place) => place.split(",").map(Number));
        const rows = places.map(([row]) => row);
        const columns = places.map(([, column]) => column);
        return { top: Math.min(...rows), left: Math.min(...columns), bottom: Math.max(...rows), right: Math.max(...columns) };
      };
      const whole = range(context, late, used);
      const { load } = whole;
      whole.load = (names) => (sheet().cells.size ? load(names) : whole);
      Object.defineProperty(whole, "isNullObject", { get: () => sheet().cells.size === 0 });
      return whole;
    };
    one.activate = () => context.queue.push(() => { model.active = model.sheets.indexOf(sheet()); });
    one.freezePanes = { freezeAt: (address) => context.queue.push(() => sheet().looks.push(["freeze", address])) };
    one.tables = items(context, () => sheet().tables, (table) => tableOf(context, () => table));
    one.tables.add = (address) => {
      const table = { name: "Table", area: area(address), totals: false, calculated: [] };
      context.queue.push(() => { table.sheet = sheet(); table.sheet.tables.push(table); });
      return tableOf(context, () => table);
    };
    return one;
  }

  function named(context, found) {
    const one = new Thing(context, {
      name: () => found().name,
      formula: () => found().formula,
      type: () => (place(found().formula) ? "Range" : "Error"),
    }, { formula: (value) => { found().formula = value; } });
    one.getRangeOrNullObject = () => {
      const target = place(found().formula);
      const cells = range(context, target?.sheet, () => target.area);
      Object.defineProperty(cells, "isNullObject", { get: () => !target });
      return cells;
    };
    return one;
  }

  function place(formula) {
    const parts = /^='?(.+?)'?!(\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?)$/.exec(formula);
    const sheet = parts && model.sheets.find((one) => one.name === parts[1].replaceAll("''", "'"));
    return sheet ? { sheet, area: area(parts[2]) } : null;
  }

  function workbook(context) {
    const book = new Thing(context, { name: () => model.name });
    const tables = () => model.sheets.flatMap((sheet) => sheet.tables);
    book.worksheets = items(context, () => model.sheets, (sheet) => worksheet(context, () => sheet));
    book.worksheets.getItem = (name) => worksheet(context, () => model.sheets.find((one) => one.name === name));
    book.worksheets.getActiveWorksheet = () => worksheet(context, () => model.sheets[model.active]);
    book.worksheets.add = (name) => {
      const sheet = { name, visibility: "Visible", cells: new Map(), tables: [], marks: [], looks: [] };
      context.queue.push(() => model.sheets.push(sheet));
      return worksheet(context, () => sheet);
    };
    book.names = items(context, () => model.names, (name) => named(context, () => name));
    book.names.getItem = (name) => named(context, () => model.names.find((one) => one.name === name));
    book.names.add = (name, formula) => context.queue.push(() => model.names.push({ name, formula }));
    book.tables = {
      getItem: (name) => tableOf(context, () => tables().find((one) => one.name === name)),
      getItemOrNullObject: (name) => tableOf(context, () => tables().find((one) => one.name === name)),
    };
    book.getSelectedRanges = () => range(context, model.sheets[model.active], () => area(model.selection));
    return book;
  }

  class Context {
    constructor() {
      this.queue = [];
      this.workbook = workbook(this);
      this.application = { suspendScreenUpdatingUntilNextSync: () => this.queue.push(() => { model.stills += 1; }) };
    }

    async sync() {
      await Promise.resolve();
      model.calls += 1;
      if (model.failing) throw refused(model.failing, "Excel refuses");
      for (const act of this.queue.splice(0)) act();
    }
  }

  window.Excel = {
    async run(task) {
      const context = new Context();
      const answer = await task(context);
      await context.sync();
      return answer;
    },
  };

  const listeners = [];
  window.Office = {
    onReady: async () => ({}),
    EventType: { DocumentSelectionChanged: "selection" },
    context: {
      requirements: { isSetSupported: (name) => model.supported(name) },
      officeTheme: null,
      document: { addHandlerAsync: (kind, listener) => listeners.push(listener) },
      ui: { openBrowserWindow: (address) => model.addresses.push(address) },
    },
  };

  class CellError extends Error {
    constructor(code, text) {
      super(text);
      this.code = code;
    }
  }
  const cells = new Map();
  window.CustomFunctions = { associate: (name, answer) => cells.set(name, answer), Error: CellError, ErrorCode: { notAvailable: "#N/A" } };

  /** What a test does in the place of a person and of Excel. */
  window.excel = {
    model,
    open({ book, sheets, names, calculated }) {
      Object.assign(model, { name: book.name, active: book.active_sheet_index, selection: book.selection ?? "A1" });
      model.sheets = sheets.map((sent) => {
        const sheet = { name: sent.name, visibility: sent.visibility, cells: new Map(), marks: [], looks: [] };
        sent.values.forEach((line, row) => line.forEach((value, column) => {
          const day = typeof value === "string" && /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)\.000Z$/.exec(value);
          if (value !== "") put(sheet, row, column, day ? day[1] + (day[2] === "00:00:00" ? "" : ` ${day[2]}`) : typeof value === "string" ? `'${value}` : value);
        }));
        sheet.tables = sent.tables.map((table) => ({ name: table.name, area: area(table.range_address), totals: table.show_totals, calculated: calculated[table.name] ?? [], sheet }));
        return sheet;
      });
      model.names = names.map((one) => ({ name: one.name, formula: one.refers_to }));
    },
    select(sheet, address) {
      Object.assign(model, { active: model.sheets.findIndex((one) => one.name === sheet), selection: address });
      for (const listener of listeners) listener();
    },
    type(sheet, address, value) {
      const { top, left } = area(address);
      put(model.sheets.find((one) => one.name === sheet), top, left, value);
    },
    /** What a cell shows that calls a function; what fails, as Excel's error card tells it. */
    async calculate(name, ...given) {
      try {
        return await cells.get(name)(...given, { address: "Sheet!A1" });
      } catch (error) {
        return `${error.code} ${error.message}`;
      }
    },
    functions: () => [...cells.keys()],
  };
})();
