/**
 * Pages beside the map choose people as the map does. Each brings `drawPage` (all of its own), `pageOverview` (the panel
 * when nobody is chosen) and `reveal` (bring a person into sight).
 */
function drawPanel() {
  const person = view.selected && PEOPLE.get(view.selected);
  const chosen = view.tie ? tieCard(view.tie) : person ? personCard(person) : view.gone.size ? [] : pageOverview();
  fill(byId("detail"), ...(view.gone.size ? departureCard() : []), ...chosen);
}

/** Everything that depends on who is chosen. */
function redrawView() {
  drawPanel();
  drawPage();
}

function select(id, { move = false } = {}) {
  view.selected = view.cursor = id;
  view.tie = view.chain = null;
  if (move) reveal(id);
  redrawView();
  if (move) bringToView(id);
  byId("panel").scrollTop = 0;
  announce(nameOf(id));
}

/** Opened beside what was pressed, which keeps the focus over the redrawing. */
function bringToView(id) {
  const mark = document.querySelector(`[data-person="${id}"]`);
  if (mark) mark.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function selectTie(tie) {
  view.tie = tie;
  view.selected = view.chain = null;
  redrawView();
  byId("panel").scrollTop = 0;
}

function clearView() {
  view.selected = view.cursor = view.chain = view.tie = null;
  view.gone.clear();
  redrawDeparture();
  announce(label("page.cleared"));
}

/** One tie and everything it rests on. */
const tieCard = (tie) => [
  el("h2", {}, personLink(tie.ours), " – ", personLink(tie.theirs)),
  el("p", { class: "sub", text: tie.active ? label(`scale.${scaleStep(tie.strength)}`) : label("page.dormant") }),
  isOnlyTie(tie) ? el("p", { class: "warning", text: say("page.only", { name: nameOf(tie.ours) }) }) : null,
  el("dl", { class: "facts" }, whyTie(tie)),
];

/** Wire what every such page has, draw it, and open the person that the address names. */
function startPage() {
  applyChoices();
  readGone();
  readColours();
  watchTerms();
  watchChoices();
  watchSearch();
  watchSearchKey();
  makeFacts();
  byId("print").addEventListener("click", () => print());
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.target.closest("input, select, dialog")) clearView();
  });
  redraws.push(readColours, redrawDeparture);
  drawHeader();
  redrawView();
  if (PEOPLE.has(choices.get("p"))) select(choices.get("p"), { move: true });
  requestAnimationFrame(() => setTimeout(() => {
    drawFacts();
    document.documentElement.dataset.complete = "true";
  }));
}
