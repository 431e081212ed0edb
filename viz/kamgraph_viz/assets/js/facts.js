const PERSON_COLUMNS = [
  { code: "page.person", head: true, value: (p) => nameOf(p.id), show: (p) => personLink(p.id) },
  { code: "page.side", value: (p) => label(p.ours ? "page.our_team" : "account") },
  { code: "page.title", value: (p) => (p.placeholder && !p.title ? label("placeholder") : p.title) },
  { code: "department", value: (p) => (p.ours ? "" : departmentText(p)) },
  { code: "level", value: (p) => (p.ours ? "" : label(`level.${p.level}`)) },
  { code: "role", value: (p) => p.roles.map(label).join(", ") },
  { code: "stance", value: (p) => (p.ours ? "" : label(stanceCode(p)) + (p.stale && p.stance !== null ? ` (${label("stale")})` : "")) },
  { code: "influence", number: true, value: (p) => (p.ours ? null : p.weight), show: (p) => (p.ours ? "–" : plain(p.weight) + (p.assumed ? "*" : "")) },
  { code: "page.ties", number: true, value: (p) => tiesLeft(tiesOf.get(p.id), view.gone).length },
  { code: "page.risk", value: (p) => riskText(p) },
  { code: "page.dates", value: (p) => dates(p).join(" ") },
];

function riskText(person) {
  if (view.gone.has(person.id)) return label("page.gone");
  const ties = now.after.groups.get(person.id) || [];
  const said = [];
  if (isCritical(person.id)) said.push(label("single_point_of_failure"));
  if (person.ours && now.sole.has(person.id)) said.push(say("page.sole_holder", { names: now.sole.get(person.id).map(nameOf).join(", ") }));
  if (!person.ours && ties.length === 0) said.push(label("page.nobody_ours"));
  if (!person.ours && ties.length === 1) said.push(say("page.only", { name: nameOf(ties[0].ours) }));
  return said.join("; ");
}

const TIE_COLUMNS = [
  { code: "page.ours", head: true, value: (t) => nameOf(t.ours) },
  { code: "page.theirs", value: (t) => nameOf(t.theirs) },
  { code: "scale", value: (t) => t.strength, show: (t) => (t.active ? `${label(`scale.${scaleStep(t.strength)}`)} (${percent(t.strength)})` : label("page.dormant")), number: true },
  { code: "observed", value: (t) => (t.count ? t.observed : null), show: (t) => (t.count ? percent(t.observed) : "–"), number: true },
  { code: "declared", value: (t) => t.rating || null, show: (t) => (t.rating ? `${label(`scale.${t.rating}`)} (${t.rating}/5)` : "–"), number: true },
  { code: "page.confirmed", value: (t) => t.confirmed, show: (t) => day(t.confirmed) },
  { code: "page.last_contact", value: (t) => t.last, show: (t) => day(t.last) },
  { code: "page.contacts", value: (t) => t.count, number: true },
  { code: "page.only_tie", value: (t) => (isOnlyTie(t) ? label("page.yes") : "") },
  { code: "page.source", value: (t) => t.fact },
];

const LAYERS = { ties: "page.layer_ties", dormant: "page.layer_dormant", reports_to: "page.reports_to", influences: "page.influences", conflicts_with: "page.conflicts_with" };

const LINE_COLUMNS = [
  { code: "page.from", head: true, value: (l) => nameOf(l.source) },
  { code: "page.line", value: (l) => label(LAYERS[l.kind]) },
  { code: "page.to", value: (l) => nameOf(l.target) },
  { code: "page.weight", value: (l) => (l.kind === "influences" ? l.weight : null), show: (l) => (l.kind === "influences" ? percent(l.weight) : "–"), number: true },
];

const tables = [];

/** Every fact of the picture once more as text. */
function makeFacts() {
  const goneRow = (p) => (view.gone.has(p.id) ? "gone" : null);
  tables.push(makeTable(byId("people-table"), PERSON_COLUMNS, () => PEOPLE.values(), { by: 7, up: false }, goneRow));
  tables.push(makeTable(byId("ties-table"), TIE_COLUMNS, () => TIES, { by: 2, up: false }));
  tables.push(makeTable(byId("lines-table"), LINE_COLUMNS, () => LINES, { by: 0, up: true }));
  byId("csv-people").addEventListener("click", () => saveCsv(fileName(`${ACCOUNT.name} ${label("page.people")}`), PERSON_COLUMNS, [...PEOPLE.values()]));
  byId("csv-ties").addEventListener("click", () => saveCsv(fileName(`${ACCOUNT.name} ${label("page.ties")}`), TIE_COLUMNS, TIES));
}

function drawFacts() {
  for (const draw of tables) draw();
  byId("lines-facts").hidden = LINES.length === 0;
}
