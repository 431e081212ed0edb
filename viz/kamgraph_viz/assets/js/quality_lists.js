const AT_ONCE = 50;
const opened = new Set();
const sortings = Object.fromEntries(LISTS.map((list) => [list, null]));

function nameShown(row) {
  const href = mapOf(row);
  return href ? el("a", { href, text: row.name }) : row.name;
}

/** What stands beside something to be confirmed, where a service stands behind the page. */
let confirmPlace = () => null;
const detailShown = (row) => (row.list === "confirm" && row.fact ? [el("span", { text: row.detail }), " ", confirmPlace(row)] : row.detail);

const COLUMNS = {
  what: { code: "mend.what", head: true, value: (row) => row.name, show: nameShown },
  client: { code: "account", value: accountName },
  weight: { code: "influence", number: true, value: (row) => row.weight },
  detail: { code: "mend.detail", value: (row) => row.detail, show: detailShown },
};
const FIX_LIST = [
  { code: "mend.list", value: (row) => label(`mend.${row.list}`) },
  COLUMNS.what, COLUMNS.client, COLUMNS.weight, COLUMNS.detail,
  { code: "mend.todo", value: (row) => label(`mend.${row.list}_do`) },
];

/** Columns that say something in this list. */
function columnsOf(list, rows) {
  const clients = CLIENTS.length > 1 && list !== "review" && rows.some((row) => clientOf(row));
  return [COLUMNS.what, clients ? COLUMNS.client : null, rows.some((row) => row.weight !== null) ? COLUMNS.weight : null, rows.some((row) => row.detail) ? COLUMNS.detail : null].filter(Boolean);
}

function drawList(list, rows) {
  const id = `list-${list}`, columns = columnsOf(list, rows);
  const table = el("table", {}, el("thead"), el("tbody"));
  const byWeight = columns.indexOf(COLUMNS.weight);
  sortings[list] = sortings[list] || { by: byWeight < 0 ? null : byWeight, up: false };
  const most = opened.has(list) ? rows.length : AT_ONCE;
  const section = el("section", { id },
    el("h2", { id: `${id}-heading`, tabindex: "-1" }, term(`mend.${list}`), ` (${rows.length})`),
    el("p", { class: "hint", text: label(`mend.${list}_do`) }),
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-labelledby": `${id}-heading` }, table),
    rows.length > most ? moreButton(list, rows.length) : null);
  makeTable(table, columns, () => firstOf(rows, columns, sortings[list], most), sortings[list])();
  return section;
}

/** The first rows in the chosen order; without one they stand as they come. */
function firstOf(rows, columns, sorting, most) {
  const column = columns[sorting.by];
  return (column ? [...rows].sort((a, b) => compareRows(column, sorting.up, a, b)) : rows).slice(0, most);
}

const moreButton = (list, n) =>
  el("button", { type: "button", class: "more", text: say("mend.all", { n }), on: { click: () => {
    opened.add(list);
    drawLists();
    byId(`list-${list}-heading`).focus();
  } } });

function drawCounts(all) {
  const tile = (list) => {
    const n = all.filter((row) => row.list === list).length;
    return el("button", { type: "button", class: n ? null : "done", disabled: n === 0, on: { click: () => showList(list) } }, el("span", { text: label(`mend.${list}`) }), el("b", { text: String(n) }));
  };
  fill(byId("counts"), LISTS.map(tile));
}

function showList(list) {
  filters.text = byId("filter").value = "";
  drawLists();
  const heading = byId(`list-${list}-heading`);
  heading.scrollIntoView({ block: "start" });
  heading.focus();
}

function drawLists() {
  const all = findings(), shown = shownFindings(all);
  const kept = LISTS.map((list) => [list, shown.filter((row) => row.list === list)]).filter(([, rows]) => rows.length);
  const clean = LISTS.filter((list) => !all.some((row) => row.list === list));
  byId("shown").textContent = filters.text ? say("mend.shown", { n: shown.length, all: all.length }) : "";
  fill(byId("lists"), kept.map(([list, rows]) => drawList(list, rows)),
    all.length && !shown.length ? el("p", { class: "note", text: label("mend.nothing_found") }) : null,
    clean.length && PAYLOAD.people_total ? el("p", { class: "note", text: say("mend.nothing", { lists: clean.map((list) => label(`mend.${list}`).toLocaleLowerCase(lang)).join(", ") }) }) : null);
}
