/** What can be changed about the person who is chosen. */
const trueId = new Map([...PEOPLE.keys()].map((id, i) => [id, EDITED.people[i]]));
const factOf = (list, id) => EDITED[list][[...PEOPLE.keys()].indexOf(id)];
const STEPS = () => [["", label("unknown")], ...[1, 2, 3, 4, 5].map((n) => [String(n), `${n} · ${label(`scale.${n}`)}`])];
const DEPARTMENT_CODES = () => Object.keys(STRINGS.words).filter((code) => code.startsWith("department.") && code !== "department.unknown").map((code) => code.slice(11));
const ROLE_CODES = () => Object.keys(STRINGS.words).filter((code) => code.startsWith("role.") && code !== "role.none").map((code) => code.slice(5));
const levelOptions = () => ["unknown", ...LEVELS.filter((one) => one !== "unknown")].map((level) => [level, label(`level.${level}`)]);
const departmentOptions = () => [["", label("department.unknown")], ...DEPARTMENT_CODES().map((code) => [code, label(`department.${code}`)])];
const stanceOptions = () => [["", label("stance.unknown")], ...["2", "1", "0", "-1", "-2"].map((n) => [n, label(`stance.${n}`)])];
const roleOptions = () => ROLE_CODES().map((code) => [code, label(`role.${code}`)]);
const pathOf = (kind, fact) => ({ one: `/${kind}/${fact}`, all: `/${kind}` });

function editButtons(person) {
  const button = (code, listener) => el("button", { type: "button", text: label(code), on: { click: () => listener(person.id) } });
  return el("div", { class: "actions editing", role: "group", "aria-label": label("edit.title") },
    button("edit.add_tie", addTie),
    person.ours ? null : button("edit.opinion", editOpinion),
    person.ours ? null : button("edit.position", editPosition));
}

function tieButtons(tie, id) {
  const button = (code, listener) => el("button", { type: "button", text: label(code), on: { click: () => listener(tie, id) } });
  return el("div", { class: "actions editing" }, button("edit.still_true", confirmTie), button("edit.change", editTie), button("edit.end", endTie));
}

const sidesOf = (tie) => ({ ours: trueId.get(tie.ours), theirs: trueId.get(tie.theirs) });

/** Ties have no id on the page: who knows whom says which one is meant. */
async function heldTie(tie) {
  const { ours, theirs } = sidesOf(tie);
  const known = await send("GET", `/people/${encodeURIComponent(ours)}`);
  const found = known.facts.tie.filter((stored) => stored.content.ours === ours && stored.content.theirs === theirs);
  if (found.length === 0) return { path: pathOf("ties", ""), held: { tag: null, standing: [], authors: {} } };
  const path = pathOf("ties", found[0].fact);
  return { path, held: await heldFact(path.one) };
}

const tieTitle = (tie) => `${nameOf(tie.ours)} – ${nameOf(tie.theirs)}`;

async function orTell(work) {
  try {
    await work();
  } catch (problem) {
    if (problem instanceof Error) throw problem;
    announce(refusalText(problem));
    openForm({ title: label("edit.refused"), fields: [], note: refusalText(problem), save: () => byId("edit").close() });
  }
}

const confirmTie = (tie, id) => orTell(async () => {
  const { path, held } = await heldTie(tie);
  const stated = latest(held);
  if (!stated || !stated.content.declared) return editTie(tie, id);
  await send("PUT", path.one, { ...sidesOf(tie), confirmed_on: ACCOUNT.as_of }, held.tag);
  showAgain(id);
});

const editTie = (tie, id) => orTell(async () => {
  const { path, held } = await heldTie(tie);
  const last = latest(held);
  const of = (name) => String((last && last.content[name]) || "");
  openForm({
    title: tieTitle(tie), last,
    fields: [
      { name: "declared", id: "edit-declared", kind: "choice", whole: true, label: label("declared"), options: STEPS(), value: of("declared") },
      { name: "target", id: "edit-target", kind: "choice", whole: true, label: label("page.target"), options: STEPS(), value: of("target") },
    ],
    save: (said, told) => saveFact(path, held.tag, { ...sidesOf(tie), ...said, confirmed_on: ACCOUNT.as_of, valid_from: beginning(last) }, id, told),
  });
});

/** A change begins today; what was entered today is corrected. */
const beginning = (last) => (last && last.content.valid_from && last.content.valid_from > ACCOUNT.as_of ? last.content.valid_from : ACCOUNT.as_of);

const endTie = (tie, id) => orTell(async () => {
  const { path, held } = await heldTie(tie);
  const last = latest(held);
  openForm({
    title: `${label("edit.end")}: ${tieTitle(tie)}`, last, note: label("edit.end_note"),
    fields: [{ name: "valid_to", id: "edit-end", kind: "date", label: label("edit.end_day"), value: ACCOUNT.as_of, required: true }],
    save: (said, told) => saveFact(path, held.tag, { ...sidesOf(tie), ...said }, id, told),
  });
});

const editOpinion = (id) => orTell(async () => {
  const fact = factOf("opinions", id);
  const path = pathOf("stakeholders", fact);
  const held = fact ? await heldFact(path.one) : { tag: null, standing: [], authors: {} };
  const last = latest(held), of = (name, missing) => (last ? last.content[name] : missing);
  const stance = of("stance", null), influence = of("influence", null);
  openForm({
    title: `${label("edit.opinion")}: ${nameOf(id)}`, last,
    fields: [
      { name: "stance", id: "edit-stance", kind: "choice", whole: true, label: label("stance"), options: stanceOptions(), value: stance === null ? "" : String(stance) },
      { name: "influence", id: "edit-influence", kind: "number", label: `${label("influence")} (0–10)`, min: 0, max: 10, step: 0.5, value: influence },
      { name: "roles", id: "edit-roles", kind: "several", label: label("role"), options: roleOptions(), value: of("roles", []) },
    ],
    save: (said, told) => saveFact(path, held.tag,
      { person: trueId.get(id), account: EDITED.account, ...said, confirmed_on: ACCOUNT.as_of, valid_from: beginning(last) }, id, told),
  });
});

const editPosition = (id) => orTell(async () => {
  const fact = factOf("positions", id);
  if (!fact) throw { detail: label("edit.no_position"), faults: [] };
  const path = pathOf("positions", fact), held = await heldFact(path.one), last = latest(held);
  openForm({
    title: `${label("edit.position")}: ${nameOf(id)}`, last, note: last.content.title,
    fields: [
      { name: "level", id: "edit-level", kind: "choice", label: label("level"), options: levelOptions(), value: last.content.level },
      { name: "department", id: "edit-department", kind: "choice", label: label("department"), options: departmentOptions(), value: last.content.department || "" },
      { name: "valid_to", id: "edit-left", kind: "date", label: label("edit.left_day"), value: null },
    ],
    save: ({ valid_to: left, ...said }, told) => saveFact(path, held.tag,
      { person: last.content.person, organisation: last.content.organisation, title: last.content.title, ...said, ...(left ? { valid_to: left } : {}) }, id, told),
  });
});

extras.person.push(editButtons);
extras.tie.push(tieButtons);
