/** The matrix: client people in rows, ours in columns. */
function drawMatrix() {
  const rows = rowPeople();
  if (rows.length === 0 || OURS.length === 0) return fill(byId("matrix"), el("p", { class: "note", text: label("cover.empty") }), ...missing().map((text) => el("p", { class: "note", text })));
  const shown = rows.slice(0, matrix.most), columns = columnPeople(rows);
  const bodies = grouped(shown).map(([code, people]) =>
    el("tbody", {}, code ? groupRow(code, rows.filter((p) => code === `${matrix.group}.${p[matrix.group]}`), columns.length) : null,
      people.map((person) => matrixRow(person, columns))));
  const more = rows.length - shown.length;
  return fill(byId("matrix"), el("table", { class: "matrix-table" }, matrixHead(columns), bodies),
    more > 0 ? el("button", { type: "button", text: say("cover.more_rows", { n: more }), on: { click: showMoreRows } }) : null);
}

function showMoreRows() {
  matrix.most += ROWS_AT_ONCE;
  drawMatrix();
}

function matrixHead(columns) {
  const heading = (person) =>
    el("th", { scope: "col", class: view.gone.has(person.id) ? "ours gone" : "ours", "data-person": person.id },
      el("div", {}, personLink(person.id)));
  const totals = (person) => {
    const sole = (now.sole.get(person.id) || []).filter((id) => inPart(PEOPLE.get(id))).length;
    return el("td", { class: "total" }, why(String(tiesHere(person).length), say("cover.why_ours", { name: nameOf(person.id) }), tieReasons(person)),
      sole ? el("span", { class: "sole", title: say("cover.sole", { n: sole }), "aria-label": say("cover.sole", { n: sole }), role: "img", text: String(sole) }) : null);
  };
  return el("thead", {},
    el("tr", {}, el("th", { scope: "col", class: "who" }, label("page.theirs")), el("th", { scope: "col", class: "sum" }, term("cover.held")),
      el("th", { scope: "col", class: "sum" }, term("cover.count")), columns.map(heading)),
    el("tr", {}, el("th", { scope: "row", class: "who", colspan: 3 }, term("cover.of_ours")), columns.map(totals)));
}

function groupRow(code, people, columns) {
  const sum = sumOf(people);
  const said = say("cover.in_group", { known: sum.known, people: sum.people, held: percent(sum.held) });
  return el("tr", { class: "group" }, el("th", { scope: "rowgroup", class: "who", colspan: 3 }, label(code), el("small", { text: said })), el("td", { colspan: columns }));
}

function matrixRow(person, columns) {
  const gap = isGap(person), key = gap && KEY.has(person.id), gone = view.gone.has(person.id);
  const about = [`${label("page.influence")} ${plain(person.weight)}${person.assumed ? "*" : ""}`, person.title].filter(Boolean).join(" · ");
  const look = [key ? "key-gap" : gap ? "gap" : "", gone ? "gone" : "", view.selected === person.id ? "chosen" : ""].filter(Boolean).join(" ");
  return el("tr", { class: look || null, "data-person": person.id },
    el("th", { scope: "row", class: "who" },
      el("div", { class: "name" }, chip(stanceCode(person)), el("span", { class: "unseen", text: label(stanceCode(person)) }), personLink(person.id)),
      el("div", { class: "about" }, el("small", { text: about }), key ? el("span", { class: "mark", title: explain("cover.key_gap"), text: label("cover.key_gap") }) : null)),
    el("td", { class: "total" }, why(percent(heldOf(person)), say("cover.why_held", { name: nameOf(person.id) }), tieReasons(person))),
    el("td", { class: "total" }, why(String(tiesNow(person).length), say("cover.why_count", { name: nameOf(person.id) }), tieReasons(person))),
    columns.map((ours) => matrixCell(tieOf(ours, person))));
}

const CSV_HEAD = [
  { code: "page.theirs", value: (p) => nameOf(p.id) },
  { code: "page.title", value: (p) => p.title },
  { code: "level", value: (p) => label(`level.${p.level}`) },
  { code: "department", value: (p) => departmentText(p) },
  { code: "stance", value: (p) => label(stanceCode(p)) },
  { code: "influence", value: (p) => p.weight },
  { code: "cover.held", value: heldOf },
  { code: "cover.count", value: (p) => tiesNow(p).length },
];

function saveMatrix() {
  const rows = rowPeople();
  const strength = (ours) => (person) => {
    const tie = tieOf(ours, person);
    return tie && tie.active ? tie.strength : null;
  };
  const columns = columnPeople(rows).map((ours) => ({ heading: csvText(nameOf(ours.id)), value: strength(ours) }));
  saveCsv(fileName(`${ACCOUNT.name} ${label("cover.title")}`), [...CSV_HEAD, ...columns], rows);
}
const csvText = (text) => text || label("unknown");
