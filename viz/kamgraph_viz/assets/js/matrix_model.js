const KEY = new Set(PAYLOAD.key.map(idAt));
const MANY_PEOPLE = 60;
const ROWS_AT_ONCE = 120;
const TIE_AT = new Map(TIES.map((tie) => [`${tie.ours} ${tie.theirs}`, tie]));
const LEVELS = ["owner", "board", "director", "manager", "specialist", "unknown"];

/** How the matrix is looked at; `part` is the level and department it was opened for. */
const matrix = { mode: "strength", order: "gaps", group: "none", part: null, most: ROWS_AT_ONCE, aggregated: THEIRS.length > MANY_PEOPLE };

const tieOf = (ours, theirs) => TIE_AT.get(`${ours.id} ${theirs.id}`) || null;
const tiesNow = (person) => tiesLeft(tiesOf.get(person.id), view.gone);
const heldOf = (person) => (view.gone.has(person.id) ? 0 : heldShare(tiesNow(person)));
const isGap = (person) => tiesNow(person).length === 0;
const gapRank = (person) => (isGap(person) ? (KEY.has(person.id) ? 0 : 2) : 1);
const levelRank = (person) => LEVELS.indexOf(person.level);
const departmentName = (person) => label(`department.${person.department}`);
const unknownLast = (a, b) => (a.department === "unknown") - (b.department === "unknown");

const ORDERS = {
  // Key people whom nobody knows stand first; other gaps among the rest, by their influence.
  gaps: (a, b) => (gapRank(a) !== 0) - (gapRank(b) !== 0) || byInfluence(a, b),
  weight: byInfluence,
  level: (a, b) => levelRank(a) - levelRank(b) || byInfluence(a, b),
  department: (a, b) => unknownLast(a, b) || byText(departmentName(a), departmentName(b)) || byInfluence(a, b),
  name: (a, b) => byText(nameOf(a.id), nameOf(b.id)) || (a.id < b.id ? -1 : 1),
};

const inPart = (person) =>
  !matrix.part || ((!matrix.part.level || person.level === matrix.part.level) && (!matrix.part.department || person.department === matrix.part.department));

/** Ties to the part that is looked at. */
const tiesHere = (person) => tiesNow(person).filter((tie) => inPart(PEOPLE.get(tie.theirs)));

/** Client people of the part that is looked at, in the chosen order. */
const rowPeople = () => THEIRS.filter(inPart).sort(ORDERS[matrix.order]);

/** Ours by what they hold there; of a part only those who know somebody in it. */
function columnPeople(rows) {
  const there = new Set(rows.map((person) => person.id));
  const known = new Map(OURS.map((person) => [person.id, tiesOf.get(person.id).filter((tie) => there.has(tie.theirs))]));
  const worth = (person) => known.get(person.id).reduce((sum, tie) => sum + PEOPLE.get(tie.theirs).weight * tie.strength, 0);
  const shown = matrix.part ? OURS.filter((person) => known.get(person.id).length) : OURS;
  return shown.map((person) => [worth(person), person]).sort((a, b) => b[0] - a[0] || (a[1].id < b[1].id ? -1 : 1)).map(([, person]) => person);
}

/** Rows in their groups: [heading or null, people]. */
function grouped(rows) {
  if (matrix.group === "none") return [[null, rows]];
  const codeOf = (person) => `${matrix.group}.${person[matrix.group]}`;
  const ordered = [...rows].sort((a, b) => (matrix.group === "level" ? levelRank(a) - levelRank(b) : unknownLast(a, b) || byText(departmentName(a), departmentName(b))));
  const groups = new Map(ordered.map((person) => [codeOf(person), []]));
  for (const person of rows) groups.get(codeOf(person)).push(person);
  return [...groups];
}

/** What is held of these people's influence, and how many of them we know. */
function sumOf(people) {
  const weight = people.reduce((sum, person) => sum + person.weight, 0);
  const held = people.reduce((sum, person) => sum + person.weight * heldOf(person), 0);
  return { known: people.filter((person) => !isGap(person)).length, people: people.length, held: weight > 0 ? held / weight : null };
}
