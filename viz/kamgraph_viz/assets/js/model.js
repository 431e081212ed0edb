const PAYLOAD = readJson("payload");
const { account: ACCOUNT, figures: FIGURES, plan: PLAN } = PAYLOAD;
const NO_LOSS = { relationship_loss: 0, access_loss: 0, cut_off: [], critical: false, value_at_stake: 0 };
const NOBODY = { ours: false, title: "", department_text: "", placeholder: false, weight: 0, assumed: false, stale: false, stance: null,
  roles: [], ends: null, absent_from: null, absent_to: null, x: 0, y: 0, radius: 0 };
const NO_TIE = { strength: 0, declared: null, rating: 0, target: 0, dormant: false, last: null, confirmed: null, count: 0, contacts: [], fact: "" };

// The page carries neither what is empty nor an id twice: both are put back here.
const ENTRIES = readJson("people");
const idAt = (i) => ENTRIES[i].id;
const PEOPLE = new Map(ENTRIES.map((entry) => [entry.id, { ...NOBODY, ...entry }]));
function readTie(entry) {
  const tie = { ...NO_TIE, ...entry, ours: idAt(entry.ours), theirs: idAt(entry.theirs), active: !entry.dormant };
  if (!tie.last && tie.contacts.length) tie.last = tie.contacts[0][0];
  return { ...tie, observed: entry.observed === undefined ? tie.strength : entry.observed };
}
const TIES = PAYLOAD.ties.map(readTie);
const LINES = PAYLOAD.lines.map((line) => ({ weight: 0, ...line, source: idAt(line.source), target: idAt(line.target) }));
const DEPARTURES = {};
PAYLOAD.departures.forEach((lost, i) => {
  if (lost) DEPARTURES[idAt(i)] = { ...NO_LOSS, ...lost, cut_off: (lost.cut_off || []).map(idAt) };
});
const OURS = [...PEOPLE.values()].filter((person) => person.ours);
const THEIRS = [...PEOPLE.values()].filter((person) => !person.ours);

const tiesOf = new Map([...PEOPLE.keys()].map((id) => [id, []]));
for (const tie of TIES) {
  tiesOf.get(tie.ours).push(tie);
  tiesOf.get(tie.theirs).push(tie);
}
const linesOf = new Map([...PEOPLE.keys()].map((id) => [id, []]));
for (const line of LINES) {
  linesOf.get(line.source).push(line);
  linesOf.get(line.target).push(line);
}

/** What the reader is looking at. */
const view = {
  selected: null,
  cursor: null,
  focus: null,
  steps: 1,
  chain: null,
  gone: new Set(),
  layers: { ties: true, dormant: false, reports_to: true, influences: true, conflicts_with: true },
  hidden: { stance: new Set(), level: new Set(), department: new Set(), role: new Set() },
};

const farEnd = (link, id) => {
  const [a, b] = link.ours === undefined ? [link.source, link.target] : [link.ours, link.theirs];
  return a === id ? b : a;
};
const stanceCode = (person) => `stance.${person.stance === null ? "unknown" : person.stance}`;
const departmentText = (person) => person.department_text || label(`department.${person.department}`);
const byInfluence = (a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1);

/** A chair stays anonymous: where no name is known, its title stands for it. */
const nameOf = (id) => {
  const person = PEOPLE.get(id);
  return person.name || person.title || label("placeholder");
};

/** Parts in the decision; whoever has none has "none". */
const rolesOf = (person) => (person.roles.length ? person.roles.map((code) => code.slice("role.".length)) : ["none"]);

const isShown = (person) =>
  !(
    view.hidden.department.has(person.ours ? "ours" : person.department) ||
    (!person.ours && (view.hidden.stance.has(stanceCode(person)) || view.hidden.level.has(person.level) || rolesOf(person).every((role) => view.hidden.role.has(role))))
  );

/** People within a number of steps over the layers that are switched on. */
function within(id, steps) {
  const found = new Set([id]);
  for (let step = 0; step < steps; step++) {
    for (const near of [...found]) {
      for (const link of linksOf(near)) found.add(farEnd(link, near));
    }
  }
  return found;
}

function linksOf(id) {
  const ties = tiesOf.get(id).filter((tie) => (tie.active ? view.layers.ties : view.layers.dormant));
  return [...ties, ...linesOf.get(id).filter((line) => view.layers[line.kind])];
}
