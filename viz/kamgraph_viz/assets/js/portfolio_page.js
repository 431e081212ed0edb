const SORTED_FIRST = "value_exposed";
const sorting = { by: null, up: false };
let drawnColumns = [];

function drawHeader() {
  byId("stand").textContent = `${label("as_of")}: ${day(AS_OF)} · ${label("window")}: ${count(WINDOW_DAYS, "days")}`;
  fill(byId("sentences"), sentences());
  document.title = `${label("page.portfolio")} – ${day(AS_OF)}`;
}

/** Contracts that end within 90 days, the next first; no list where there are none. */
function drawSoon() {
  const soon = ACCOUNTS.filter(endsSoon);
  byId("soon").hidden = soon.length === 0;
  makeTable(byId("soon-table"), SOON_COLUMNS, () => soon, soonSorting, riskOf)();
}

const soonSorting = { by: 1, up: true };
const riskOf = (account) => (hangsOnOne(account) ? "risk" : null);

function drawAccounts() {
  const columns = columnsUsed(), sorted = drawnColumns[sorting.by];
  sorting.by = columns.indexOf(sorted || columns.find((column) => column.code === SORTED_FIRST));
  drawnColumns = columns;
  makeTable(byId("accounts-table"), columns, shownAccounts, sorting, riskOf)();
}

function drawShown() {
  const shown = shownAccounts().length;
  drawAccounts();
  byId("shown").textContent = ACCOUNTS.length && !shown ? label("page.none_shown") : say("page.shown", { n: shown, all: ACCOUNTS.length });
  byId("reset").hidden = !anyFilter();
}

/** From a picture to the client's row, whatever the filters hide. */
function showRow(account) {
  if (!shownAccounts().includes(account)) byId("reset").click();
  const rows = [...byId("accounts-table").tBodies[0].rows];
  const row = rows.find((one) => one.cells[0].firstChild.textContent === account.name);
  row.scrollIntoView({ block: "center" });
  row.querySelector("a, button").focus();
}

/** Paper is light, whatever the screen shows. */
function watchPrinting() {
  addEventListener("beforeprint", () => (document.documentElement.dataset.theme = "light"));
  addEventListener("afterprint", applyChoices);
}

function drawPortfolio() {
  drawHeader();
  drawSoon();
  drawPareto();
  drawStrip();
  byId("pictures").hidden = byId("pareto").hidden && byId("strip").hidden;
  drawFilters();
  drawShown();
}

applyChoices();
watchTerms();
watchChoices();
watchPrinting();
watchFilters(drawShown);
byId("csv-accounts").addEventListener("click", () => saveCsv(fileName(label("page.clients")), columnsUsed(), shownAccounts()));
byId("print").addEventListener("click", () => print());
redraws.push(drawPortfolio);
drawPortfolio();
document.documentElement.dataset.complete = "true";
window.kamgraph = { accounts: ACCOUNTS, carriers: CARRIERS, totals: TOTALS, money, percent, plural, day, csvCell };
