function drawPanel() {
  const person = view.selected && PEOPLE.get(view.selected);
  const parts = [...(view.gone.size ? departureCard() : []), ...(person ? personCard(person) : view.gone.size ? [] : overview())];
  fill(byId("detail"), parts);
}

function redrawPicture() {
  if (network) network.redraw();
  else drawCells();
}

/** Everything that depends on who is chosen. */
function redrawView() {
  drawPanel();
  redrawPicture();
}

function select(id, { move = false } = {}) {
  view.selected = view.cursor = id;
  view.chain = null;
  if (view.focus && view.focus !== id) view.focus = null;
  if (move && network) bringIntoSight(id);
  redrawView();
  byId("panel").scrollTop = 0;
  announce(describe(PEOPLE.get(id)));
}

function clearView() {
  view.selected = view.cursor = view.focus = view.chain = null;
  view.gone.clear();
  redrawDeparture();
  announce(label("page.cleared"));
}

function focusOn(id, steps) {
  const same = view.focus === id && view.steps === steps;
  select(id);
  view.focus = same ? null : id;
  view.steps = steps;
  redrawView();
}

function start() {
  applyChoices();
  readGone();
  readColours();
  watchTerms();
  watchChoices();
  watchSearch();
  watchSearchKey();
  makeFacts();
  if (PLAN) startPicture();
  byId("print").addEventListener("click", () => print());
  redraws.push(redrawDeparture);
  drawHeader();
  redrawView();
  if (PEOPLE.has(choices.get("p"))) select(choices.get("p"), { move: true });
  // The tables lie below the picture: they may come a moment later than the first sight of it.
  requestAnimationFrame(() => setTimeout(() => {
    drawFacts();
    document.documentElement.dataset.complete = "true";
  }));
}

function startPicture() {
  makeNetwork();
  watchMapKeys();
  watchPrinting();
  byId("zoom-in").addEventListener("click", () => zoomBy(1.25));
  byId("zoom-out").addEventListener("click", () => zoomBy(0.8));
  byId("zoom-fit").addEventListener("click", fitAll);
  byId("png").addEventListener("click", savePng);
  byId("svg").addEventListener("click", saveSvg);
  redraws.push(readColours, drawLegend);
  drawLegend();
}

start();
window.kamgraph = { people: PEOPLE, ties: TIES, impact, leftAfterOne, bestChain, ways: () => openWays(new Set()), figures: FIGURES, account: ACCOUNT, departures: DEPARTURES, view, money, percent, plural, day, extent, captionOf, isShown, getNetwork: () => network };
