const CHOOSERS = {
  mode: ["mode", ["strength", "sources", "days"], "cover.show_"],
  order: ["order", ["gaps", "weight", "level", "department", "name"], "cover.sort_"],
  grouping: ["group", ["none", "level", "department"], ""],
};
const chooserWord = (prefix, value) => (prefix ? label(prefix + value) : value === "none" ? label("cover.group_none") : label(value));

function drawChoosers() {
  for (const [id, [field, values, prefix]] of Object.entries(CHOOSERS)) {
    fill(byId(id), values.map((value) => el("option", { value, text: chooserWord(prefix, value) })));
    byId(id).value = matrix[field];
  }
}

function watchChoosers() {
  for (const [id, [field]] of Object.entries(CHOOSERS)) {
    byId(id).addEventListener("change", () => {
      matrix[field] = byId(id).value;
      drawPage();
    });
  }
  byId("matrix-back").addEventListener("click", closePart);
  byId("csv-matrix").addEventListener("click", saveMatrix);
}

function drawPage() {
  const cells = matrix.aggregated && !matrix.part;
  drawChoosers();
  byId("matrix-choosers").hidden = cells || THEIRS.length === 0;
  byId("matrix-back").hidden = !matrix.aggregated || cells;
  byId("matrix-back").textContent = `← ${label("cover.back")}`;
  byId("matrix-note").textContent = cells ? say("cover.aggregated", { n: count(THEIRS.length, "people") }) : matrix.part ? partName(matrix.part) : label("cover.help");
  byId("matrix-heading").textContent = label("cover.title");
  document.title = `${ACCOUNT.name} – ${label("cover.title")}`;
  if (cells) drawMatrixCells();
  else drawMatrix();
  drawMatrixLegend();
}

/** Open the part in which somebody stands. */
function reveal(id) {
  const person = PEOPLE.get(id);
  if (!matrix.aggregated || person.ours || (matrix.part && inPart(person))) return;
  matrix.part = { level: person.level, department: person.department };
  matrix.most = Math.max(ROWS_AT_ONCE, rowPeople().findIndex((p) => p.id === id) + 1);
}

function pageOverview() {
  const key = THEIRS.filter((p) => KEY.has(p.id)).sort(byInfluence);
  const gaps = key.filter(isGap), hanging = key.filter((p) => tiesNow(p).length === 1);
  return [
    el("h2", { text: label("page.look_at") }),
    ...missing().map((text) => el("p", { class: "note", text })),
    ...peopleList("cover.overview", gaps.map((p) => [p.id, `${label("page.influence")} ${plain(p.weight)}`])),
    key.length && gaps.length === 0 ? el("p", { class: "note", text: label("cover.no_gaps") }) : null,
    ...peopleList("cover.hanging", hanging.map((p) => [p.id, nameOf(tiesNow(p)[0].ours)])),
    el("p", { class: "hint", text: label("cover.choose") }),
  ];
}

function drawMatrixLegend() {
  const step = (n) => el("li", {}, el("span", { class: `step step-${n}`, "aria-hidden": "true", text: n }), label(`scale.${n}`));
  const sign = (look, text, code) => el("li", {}, el("span", { class: `step ${look}`, "aria-hidden": "true", text }), label(code));
  fill(byId("legend"), el("h2", { text: label("cover.key_steps") }),
    el("ul", { class: "keys" }, [1, 2, 3, 4, 5].map(step), sign("only", "3", "cover.key_only"), sign("dormant", "–", "cover.key_dormant"),
      el("li", {}, label("cover.key_small")), el("li", {}, label("cover.key_apart"))));
}

watchChoosers();
watchMatrixKeys();
startPage();
window.kamgraph = { people: PEOPLE, ties: TIES, matrix, key: KEY, heldOf, figures: FIGURES, view, sumOf };
