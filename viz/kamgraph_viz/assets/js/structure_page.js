function drawPage() {
  drawChart();
  const shown = visible().length;
  byId("unfold-all").hidden = closed.size === 0 || CHARTED.length > MOST_DRAWN;
  byId("fold-all").hidden = ROOTS.length === 0 || shown <= ROOTS.length + ROOTS.flatMap((p) => reports(p.id)).length;
  byId("folded").textContent = ROOTS.length === 0 ? (THEIRS.length ? label("chart.none") : "") : shown < CHARTED.length ? say("chart.folded", { shown, all: CHARTED.length }) : "";
  fill(byId("circles"), CIRCLES.map((circle) => el("p", { class: "warning", text: say("chart.circle", { names: [...circle, circle[0]].map(nameOf).join(" → ") }) })));
  drawApart();
  drawGrid();
  drawChartLegend();
  document.title = `${ACCOUNT.name} – ${label("chart.picture")}`;
}

/** People of whom no line is recorded, by level. */
function drawApart() {
  const levels = ["owner", "board", "director", "manager", "specialist", "unknown"].map((level) => [level, APART.filter((p) => p.level === level).sort(byInfluence)]);
  const item = (person) => el("li", {}, chip(stanceCode(person)), el("span", { class: "unseen", text: label(stanceCode(person)) }), personLink(person.id));
  const row = ([level, people]) => [el("dt", { text: `${label(`level.${level}`)} (${people.length})` }), el("dd", {},
    el("ul", { class: "stood" }, people.slice(0, 12).map(item)),
    people.length > 12 ? el("details", {}, el("summary", { text: say("page.more", { n: people.length - 12 }) }), el("ul", { class: "stood" }, people.slice(12).map(item))) : null)];
  fill(byId("apart"), APART.length === 0 ? null : [el("h3", {}, term("chart.apart"), ` (${APART.length})`), el("dl", {}, levels.filter(([, people]) => people.length).map(row))]);
}

function reveal(id) {
  openTo(id);
}

function pageOverview() {
  const vacant = THEIRS.filter((p) => p.placeholder).sort(byInfluence);
  const unknown = THEIRS.filter((p) => !now.after.groups.has(p.id)).sort(byInfluence);
  const about = (p) => [p.id, `${label("page.influence")} ${plain(p.weight)}`];
  return [
    el("h2", { text: label("page.look_at") }),
    ...missing().map((text) => el("p", { class: "note", text })),
    ...peopleList("page.nobody_knows", unknown.map(about)),
    ...peopleList("chart.vacant", vacant.map(about)),
    el("p", { class: "hint", text: label("chart.choose") }),
  ];
}

function drawChartLegend() {
  const sign = (look, text, code) => el("li", {}, el("span", { class: `key ${look}`, "aria-hidden": "true", text }), el("span", { text: label(code) }));
  const used = STANCES.filter((code) => THEIRS.some((p) => stanceCode(p) === code));
  fill(byId("legend"), el("h2", { text: label("stance") }),
    el("ul", { class: "keys" }, used.map((code) => el("li", {}, chip(code), label(code))),
      sign("key-knows", "2", "chart.key_knows"), sign("key-frame", "", "chart.key_only"), sign("key-bar", "", "chart.key_bar"),
      sign("key-chair", "", "page.key_chair"), alsoOf.size || CIRCLES.length ? sign("key-dash", "", "chart.key_also") : null));
}

startPage();
watchChart();
watchPrinting();
byId("png").addEventListener("click", savePng);
byId("svg").addEventListener("click", saveSvg);
addEventListener("resize", drawChart);
window.kamgraph = { people: PEOPLE, managerOf, circles: CIRCLES, roots: ROOTS, apart: APART, visible, layout: () => laid, box: BOX, zoneOf, figures: FIGURES, view };
