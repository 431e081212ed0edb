/**
 * Table that sorts by its headings. A column has a `code` (its heading), `value` (what it sorts by and what a file
 * gets), and perhaps `show` (text or element) and `number` (descending on the first press). Rows stand as they come while
 * `sorting.by` is null.
 */
function makeTable(table, columns, rows, sorting, rowClass = () => null) {
  const draw = () => {
    const heading = columns.map((column, i) => headingCell(column, i, sorting, draw, table));
    const order = sorting.by === null ? () => 0 : (a, b) => compareRows(columns[sorting.by], sorting.up, a, b);
    const sorted = [...rows()].sort(order);
    fill(table.tHead, el("tr", {}, heading));
    fill(table.tBodies[0], sorted.map((row) => el("tr", { class: rowClass(row) }, columns.map((c) => cellOf(c, row)))));
  };
  return draw;
}

function headingCell(column, i, sorting, draw, table) {
  const sorted = sorting.by === i;
  const press = () => {
    sorting.up = sorted ? !sorting.up : !column.number;
    sorting.by = i;
    draw();
    table.tHead.querySelectorAll("button.sort")[i].focus();
  };
  const sign = sorted ? (sorting.up ? " ▲" : " ▼") : "";
  const button = el("button", { type: "button", class: "sort", text: label(column.code) + sign, on: { click: press } });
  if (explain(column.code)) button.title = explain(column.code);
  const order = sorted ? (sorting.up ? "ascending" : "descending") : "none";
  return el("th", { scope: "col", "aria-sort": order, class: column.number ? "number" : null }, button);
}

function cellOf(column, row) {
  const shown = column.show ? column.show(row) : column.value(row);
  const cell = el(column.head ? "th" : "td", { scope: column.head ? "row" : null, class: column.number ? "number" : null });
  return fill(cell, shown === null || shown === undefined ? "–" : typeof shown === "number" ? plain(shown) : shown);
}

/** Unknown values stand last whichever way the column is sorted. */
function compareRows(column, up, a, b) {
  const [x, y] = [column.value(a), column.value(b)];
  const missing = (v) => v === null || v === undefined || v === "";
  if (missing(x) || missing(y)) return missing(x) - missing(y);
  const order = typeof x === "number" ? x - y : byText(String(x), String(y));
  return up ? order : -order;
}
