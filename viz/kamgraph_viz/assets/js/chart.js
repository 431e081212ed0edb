// Smaller than this the smallest names could not be read any more.
const LEAST_ZOOM = 0.9;
let whole = false, centred = false;

/** As large as can be read, or as small as it takes to see everything. */
function zoomChart() {
  const scroll = byId("chart-scroll"), fits = (scroll.clientWidth - 4) / extent().width;
  byId("chart").style.zoom = Math.min(1, whole ? fits : Math.max(LEAST_ZOOM, fits));
  byId("whole").hidden = fits >= LEAST_ZOOM;
  byId("whole").setAttribute("aria-pressed", String(whole));
  if (centred || ROOTS.length === 0) return;
  // The first sight of a wide chart is its top, not its left edge.
  const top = laid.spots.get(ROOTS[0].id).x - extent().left + BOX.width / 2;
  scroll.scrollLeft = top * byId("chart").style.zoom - scroll.clientWidth / 2;
  centred = true;
}

/** The chart on the screen: the vectors, and over them a button for every person and every branch. */
function drawChart() {
  const scroll = byId("chart-scroll"), chart = byId("chart");
  scroll.hidden = ROOTS.length === 0;
  if (ROOTS.length === 0) return;
  // Scrolling sideways costs the reader more than scrolling down.
  laid = bestLayout(ROOTS, { width: scroll.clientWidth - 40 || 1200, height: 560, sideways: 1.5 });
  const { left, top, width, height } = extent();
  const focused = document.activeElement && document.activeElement.dataset.seat;
  const svg = makeSvg();
  svg.removeAttribute("role");
  svg.removeAttribute("aria-label");
  svg.setAttribute("aria-hidden", "true");
  const people = visible();
  fill(chart, svg, people.map((person) => seatButton(person, left, top)), people.filter((p) => reports(p.id).length).map((p) => foldButton(p, left, top)));
  chart.style.width = `${width}px`;
  chart.style.height = `${height}px`;
  zoomChart();
  if (focused) focusSeat(focused);
}

function at(element, x, y) {
  element.style.left = `${x}px`;
  element.style.top = `${y}px`;
  return element;
}

/** Everything the box says, for those who listen. */
function seatWords(person) {
  const manager = managerOf.get(person.id), known = (now.after.groups.get(person.id) || []).length;
  return [
    nameOf(person.id), person.placeholder ? label("placeholder") : "", person.title, departmentText(person), label(stanceCode(person)), say("chart.knows", { n: known }),
    manager ? say("chart.under", { name: nameOf(manager) }) : "", say("chart.reports", { n: reports(person.id).length }),
    alsoOf.has(person.id) ? say("chart.also", { names: alsoOf.get(person.id).map(nameOf).join(", ") }) : "", riskText(person),
  ].filter(Boolean).join(", ");
}

function seatButton(person, left, top) {
  const { x, y } = laid.spots.get(person.id), text = seatWords(person);
  return at(el("button", {
    type: "button", class: "seat", "data-seat": person.id, "data-person": person.id, "aria-label": text, title: text,
    "aria-pressed": String(view.selected === person.id), on: { click: () => select(person.id) },
  }), x - left, y - top);
}

function foldButton(person, left, top) {
  const { x, y } = foldAt(laid.spots.get(person.id)), isClosed = closed.has(person.id);
  const text = isClosed ? say("chart.unfold", { name: nameOf(person.id), n: count(below(person.id).length, "people") }) : say("chart.fold", { name: nameOf(person.id) });
  return at(el("button", {
    type: "button", class: isClosed ? "fold closed" : "fold", "aria-expanded": String(!isClosed), "aria-label": text, title: text,
    "data-fold": person.id, text: isClosed ? `+${below(person.id).length}` : "−", on: { click: () => toggleFold(person.id) },
  }), x - left, y - top);
}

function toggleFold(id) {
  if (!closed.delete(id)) closed.add(id);
  drawPage();
  byId("chart").querySelector(`[data-fold="${id}"]`).focus();
}

function focusSeat(id) {
  const seat = byId("chart").querySelector(`[data-seat="${id}"]`);
  if (seat) seat.focus();
}

/** Up to the superior, down to the first report, sideways to the next of the same superior. */
function seatBeside(id, key) {
  const manager = managerOf.get(id), beside = manager ? reports(manager) : ROOTS;
  const i = beside.findIndex((person) => person.id === id);
  const next = { ArrowUp: manager, ArrowDown: (visibleReports(id)[0] || {}).id, ArrowLeft: (beside[i - 1] || {}).id, ArrowRight: (beside[i + 1] || {}).id };
  return next[key];
}

function watchChart() {
  addEventListener("beforeprint", () => (laid = bestLayout(ROOTS, PAPER)));
  byId("chart").addEventListener("keydown", (event) => {
    const id = event.target.dataset.seat;
    if (!id || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = seatBeside(id, event.key);
    if (next) focusSeat(next);
    else if ("+-".includes(event.key) && reports(id).length && closed.has(id) === (event.key === "+")) {
      toggleFold(id);
      focusSeat(id);
    }
    if (event.key.startsWith("Arrow")) event.preventDefault();
  });
  byId("whole").addEventListener("click", () => {
    whole = !whole;
    zoomChart();
  });
  byId("unfold-all").addEventListener("click", () => (foldTo(MOST_DRAWN), drawPage()));
  byId("fold-all").addEventListener("click", () => (foldTo(ROOTS.length + ROOTS.flatMap((p) => reports(p.id)).length), drawPage()));
}
