/** The most exposed value first; where no value is known, those first of which one departure leaves least. */
const SORTED_FIRST = ACCOUNTS.some((account) => account.value_exposed !== null) ? "value_exposed" : "r_1";
/** More rows than these are drawn on request, so that sorting and filtering are felt at once. */
const AT_ONCE = 200;
const sorting = { by: null, up: SORTED_FIRST === "r_1" };
let drawnColumns = [], allOpen = false;

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
  byId("lacking").textContent = lackingText();
  makeTable(byId("accounts-table"), columns, () => drawnAccounts(columns), sorting, riskOf)();
}

/** The first of those shown in the chosen order. */
function drawnAccounts(columns) {
  const rows = shownAccounts();
  byId("all").hidden = allOpen || rows.length <= AT_ONCE;
  byId("all").textContent = say("page.all_rows", { n: rows.length });
  if (allOpen || rows.length <= AT_ONCE) return rows;
  return rows.sort((a, b) => compareRows(columns[sorting.by], sorting.up, a, b)).slice(0, AT_ONCE);
}

function openAll() {
  allOpen = true;
  drawAccounts();
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
  if (ACCOUNTS.length > AT_ONCE) openAll();
  const row = [...byId("accounts-table").tBodies[0].rows].find((one) => one.cells[0].firstChild.textContent === account.name);
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
byId("all").addEventListener("click", openAll);
byId("csv-accounts").addEventListener("click", () => saveCsv(fileName(label("page.clients")), [...columnsUsed(), CUMULATIVE], shownAccounts()));
byId("print").addEventListener("click", () => print());
redraws.push(drawPortfolio);
drawPortfolio();
document.documentElement.dataset.complete = "true";
window.kamgraph = { accounts: ACCOUNTS, carriers: CARRIERS, totals: TOTALS, money, percent, plural, day, csvCell };
