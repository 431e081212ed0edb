const LEVELS = ["owner", "board", "director", "manager", "specialist", "unknown"];

/** Too many people for a picture: level by department, each cell with its people, their influence and our hold on it. */
function drawCells() {
  const departments = [...new Set(FIGURES.cells.map((cell) => cell.department))]
    .sort((a, b) => (a === "unknown") - (b === "unknown") || byText(label(`department.${a}`), label(`department.${b}`)));
  const levels = LEVELS.filter((level) => FIGURES.cells.some((cell) => cell.level === level));
  const people = new Map();
  for (const person of THEIRS) {
    const key = `${person.level}/${person.department}`;
    people.set(key, [...(people.get(key) || []), person]);
  }
  const find = (level, department) => FIGURES.cells.find((c) => c.level === level && c.department === department);
  const heading = el("tr", {}, el("td"), departments.map((code) => el("th", { scope: "col", text: label(`department.${code}`) })));
  const row = (level) =>
    el("tr", {}, el("th", { scope: "row", text: label(`level.${level}`) }),
      departments.map((code) => cellOfPeople(find(level, code), people.get(`${level}/${code}`) || [])));
  fill(byId("cells"), el("p", { text: say("page.too_many", { n: count(PEOPLE.size, "people") }) }),
    el("table", { class: "cells" }, el("thead", {}, heading), el("tbody", {}, levels.map(row))));
}

function cellOfPeople(cell, people) {
  if (!cell || people.length === 0) return el("td", { class: "empty", text: "·" });
  const groups = now.after.groups;
  const held = people.reduce((sum, p) => sum + (groups.has(p.id) ? p.weight * heldShare(groups.get(p.id)) : 0), 0);
  const weight = people.reduce((sum, p) => sum + p.weight, 0);
  const share = weight > 0 ? held / weight : null;
  const step = share === null ? 0 : Math.min(4, Math.floor(share * 5));
  const known = people.filter((p) => groups.has(p.id)).length;
  return el("td", { class: `held-${step}` },
    el("b", { text: percent(share) }),
    el("span", { text: `${label("page.share_of_influence")}: ${percent(cell.weight_share)}` }),
    el("details", {}, el("summary", { text: say("page.known_of", { known, people: people.length }) }),
      el("ul", { class: "people" }, [...people].sort(byInfluence).map((p) => el("li", {}, personLink(p.id), el("span", { text: percent(groups.has(p.id) ? heldShare(groups.get(p.id)) : 0) }))))));
}
