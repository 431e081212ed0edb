/** More people than a matrix can be read with: level by department, each field opening its part of the matrix. */
function drawMatrixCells() {
  const levels = LEVELS.filter((level) => THEIRS.some((p) => p.level === level));
  const departments = [...new Set(THEIRS.map((p) => p.department))]
    .sort((a, b) => (a === "unknown") - (b === "unknown") || byText(label(`department.${a}`), label(`department.${b}`)));
  const of = (level, department) => THEIRS.filter((p) => (!level || p.level === level) && (!department || p.department === department));
  const row = (level) =>
    el("tr", {}, el("th", { scope: "row", text: label(`level.${level}`) }), departments.map((d) => partCell({ level, department: d }, of(level, d))), partCell({ level }, of(level)));
  const total = el("tr", { class: "totals" }, el("th", { scope: "row", text: label("cover.whole") }), departments.map((d) => partCell({ department: d }, of(null, d))), partCell({}, THEIRS));
  fill(byId("matrix"), el("table", { class: "cells parts" },
    el("thead", {}, el("tr", {}, el("td"), departments.map((d) => el("th", { scope: "col", text: label(`department.${d}`) })), el("th", { scope: "col", text: label("cover.whole") }))),
    el("tbody", {}, levels.map(row), total)));
}

function partCell(part, people) {
  if (people.length === 0) return el("td", { class: "empty", text: "·" });
  const sum = sumOf(people);
  const gaps = people.filter((p) => KEY.has(p.id) && isGap(p)).length;
  const shade = sum.held === null ? 0 : Math.min(4, Math.floor(sum.held * 5));
  return el("td", { class: `held-${shade}` },
    el("button", { type: "button", class: "part", on: { click: () => openPart(part) } },
      el("b", { text: percent(sum.held) }), el("span", { text: say("page.known_of", sum) }),
      gaps ? el("span", { class: "mark", text: say("cover.key_gaps", { n: gaps }) }) : null));
}

function openPart(part) {
  matrix.part = part;
  matrix.most = ROWS_AT_ONCE;
  drawPage();
  byId("matrix-back").focus();
}

function closePart() {
  matrix.part = null;
  drawPage();
  byId("matrix").focus();
}

const partName = (part) =>
  [part.level ? label(`level.${part.level}`) : "", part.department ? label(`department.${part.department}`) : ""].filter(Boolean).join(" · ") || label("cover.whole");
