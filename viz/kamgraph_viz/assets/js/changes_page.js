const CHANGE_COLUMNS = [
  { code: "diff.kind", head: true, value: (row) => label(row.kind) },
  { code: "diff.person_or_pair", value: whoText, show: whoLinks },
  { code: "influence", number: true, value: (row) => row.weight, show: (row) => (row.who.length === 1 && PEOPLE.get(row.who[0]).ours ? "–" : plain(row.weight)) },
  { code: "diff.was", value: (row) => row.was },
  { code: "diff.is", value: (row) => row.is },
  { code: "diff.because", value: (row) => row.because },
];
let chosenKind = "";
const shownRows = () => changeRows().filter((row) => !chosenKind || row.kind === chosenKind);
const drawTable = makeTable(byId("changes-table"), CHANGE_COLUMNS, shownRows, { by: 2, up: false });

function drawKinds() {
  const rows = changeRows(), found = new Map();
  for (const row of rows) found.set(row.kind, (found.get(row.kind) || 0) + 1);
  fill(byId("kind"), el("option", { value: "", text: say("diff.any_kind", { n: rows.length }) }),
    [...found].map(([kind, n]) => el("option", { value: kind, text: say("diff.one_kind", { kind: label(kind), n }) })));
  byId("kind").value = chosenKind;
  byId("nothing").hidden = rows.length > 0;
  byId("nothing").textContent = label("diff.nothing");
  for (const id of ["changes-scroll", "kind", "csv-changes"]) byId(id).hidden = rows.length === 0;
}

function redrawView() {
  fill(byId("detail"), view.selected ? bothDays(view.selected) : changesOverview());
  drawPictures();
}

function select(id) {
  view.selected = id;
  redrawView();
  byId("panel").scrollTop = 0;
  announce(nameOf(id));
}

function clearView() {
  if (!view.selected) return;
  view.selected = null;
  redrawView();
  announce(label("page.cleared"));
}

function drawEverything() {
  readColours();
  drawHeadline();
  drawFigures();
  drawHistory();
  drawKinds();
  drawTable();
  redrawView();
}

/** The same page for other days. */
const chooseDays = (from, to) => ask({ since: from, as_of: to });

function watchDays() {
  if (!LIVE) return;
  byId("days").hidden = false;
  byId("from").value = BEFORE;
  byId("to").value = AFTER;
  byId("from").max = byId("to").value;
  byId("to").addEventListener("change", () => { byId("from").max = byId("to").value; });
  byId("compare").addEventListener("click", () => {
    if (byId("from").reportValidity() && byId("to").reportValidity()) chooseDays(byId("from").value, byId("to").value);
  });
}

function watchPage() {
  const showIn = (one) => () => {
    inOne = one;
    drawPictures();
  };
  if (PLAN) {
    byId("side-by-side").addEventListener("click", showIn(false));
    byId("in-one").addEventListener("click", showIn(true));
    let waiting = 0;
    addEventListener("resize", () => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(drawPictures);
    });
  }
  byId("kind").addEventListener("change", () => {
    chosenKind = byId("kind").value;
    drawTable();
  });
  byId("csv-changes").addEventListener("click", () => saveCsv(fileName(`${ACCOUNT.name} ${label("diff.title")}`), CHANGE_COLUMNS, shownRows()));
  byId("print").addEventListener("click", () => print());
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.target.closest("input, select, dialog")) clearView();
  });
}

/** Paper is light, whatever the screen shows. */
function watchPrinting() {
  addEventListener("beforeprint", () => {
    document.documentElement.dataset.theme = "light";
    drawEverything();
  });
  addEventListener("afterprint", redrawAll);
}

applyChoices();
watchTerms();
watchChoices();
watchPrinting();
watchDays();
watchPage();
redraws.push(drawEverything);
drawEverything();
if (PEOPLE.has(choices.get("p"))) select(choices.get("p"));
document.documentElement.dataset.complete = "true";
window.kamgraph = { then: THEN, now: NOW, changes: CHANGES, rows: changeRows, heldOf, reachedOf, people: PEOPLE, view };
