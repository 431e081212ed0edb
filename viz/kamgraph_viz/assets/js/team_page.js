const sorting = { by: 1, up: false };

function drawHeader() {
  byId("stand").textContent = `${label("as_of")}: ${day(AS_OF)} · ${label("window")}: ${count(PAYLOAD.window_days, "days")}`;
  fill(byId("sentences"), sentences());
  document.title = `${label("over.title")} – ${day(AS_OF)}`;
}

function drawStaff() {
  const shown = shownStaff();
  makeTable(byId("staff-table"), STAFF_COLUMNS, shownStaff, sorting, (person) => (person.lost.length ? "risk" : null))();
  byId("shown").textContent = STAFF.length && !shown.length ? label("over.none_shown") : say("over.shown", { n: shown.length, all: STAFF.length });
}

function drawTeam() {
  drawHeader();
  drawStaff();
}

function watchFilters() {
  for (const [id, name, read, event] of [["filter", "text", "value", "input"], ["lost-only", "lost", "checked", "change"], ["paper-only", "paper", "checked", "change"]]) {
    byId(id).addEventListener(event, () => {
      filters[name] = byId(id)[read];
      drawStaff();
    });
  }
}

/** Paper is light, whatever the screen shows. */
function watchPrinting() {
  addEventListener("beforeprint", () => (document.documentElement.dataset.theme = "light"));
  addEventListener("afterprint", applyChoices);
}

applyChoices();
watchTerms();
watchChoices();
watchPrinting();
watchFilters();
byId("csv-staff").addEventListener("click", () => saveCsv(fileName(label("over.title")), STAFF_COLUMNS, shownStaff()));
byId("print").addEventListener("click", () => print());
redraws.push(drawTeam);
drawTeam();
document.documentElement.dataset.complete = "true";
window.kamgraph = { staff: STAFF, clients: CLIENTS, valueLost };
