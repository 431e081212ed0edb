const [CHART_WIDE, CHART_HIGH, CHART_LEFT, CHART_BELOW] = [760, 200, 44, 26];
const SERIES = [["coverage", 1, "tie", null], ["r_1", 2, "risk", [6, 4]]];

/** Coverage and what one departure leaves, over time; the same numbers stand in a table below. */
function drawHistory() {
  if (HISTORY.length < 2) return;
  const spoken = say("diff.history_label", { before: day(HISTORY[0][0]), after: day(HISTORY.at(-1)[0]) });
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", `0 0 ${CHART_WIDE} ${CHART_HIGH}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", spoken);
  drawChart(svgPen(svg));
  const rows = HISTORY.map((entry) => el("tr", {}, el("th", { scope: "row", text: day(entry[0]) }), SERIES.map(([, at]) => el("td", { class: "number", text: percent(entry[at]) }))));
  const heads = el("tr", {}, ["diff.day", ...SERIES.map(([code]) => code)].map((code) => el("th", { scope: "col", text: label(code) })));
  fill(byId("history"), el("section", { class: "history" }, el("h2", { text: label("diff.history") }), svg,
    el("details", {}, el("summary", { text: label("diff.history_table") }), el("table", { class: "change" }, el("thead", {}, heads), el("tbody", {}, rows)))));
}

function drawChart(pen) {
  const [first, last] = [HISTORY[0][0], HISTORY.at(-1)[0]], room = CHART_WIDE - CHART_LEFT - 150, height = CHART_HIGH - CHART_BELOW - 14;
  const x = (iso) => CHART_LEFT + (room * daysBetween(first, iso)) / Math.max(1, daysBetween(first, last));
  const y = (share) => 14 + height * (1 - share);
  for (const share of [0, 0.5, 1]) {
    pen.curve(straight([CHART_LEFT, y(share)], [CHART_LEFT + room, y(share)]), { stroke: colours.rule });
    pen.text(CHART_LEFT - 6, y(share), percent(share), { size: 12, align: "right", middle: true, fill: colours.muted });
  }
  pen.text(CHART_LEFT, CHART_HIGH - 6, day(first), { size: 12, align: "left", fill: colours.muted });
  pen.text(CHART_LEFT + room, CHART_HIGH - 6, day(last), { size: 12, align: "right", fill: colours.muted });
  for (const [code, at, colour, dash] of SERIES) drawSeries(pen, HISTORY.filter((entry) => entry[at] !== null).map((entry) => [x(entry[0]), y(entry[at])]), label(code), colours[colour], dash);
}

/** A line with a dot for each day, and its name at its end. */
function drawSeries(pen, dots, name, colour, dash) {
  if (dots.length === 0) return;
  if (dots.length > 1) pen.curve(straight(...dots), { stroke: colour, width: 2.2, dash });
  for (const [x, y] of dots) pen.disc(x, y, 3.2, { fill: colour });
  const lines = wrap(name, 138, 12, 600);
  lines.forEach((line, i) => pen.text(dots.at(-1)[0] + 8, dots.at(-1)[1] + 4 + 13 * i, line, { size: 12, weight: 600, align: "left", fill: colour }));
}
