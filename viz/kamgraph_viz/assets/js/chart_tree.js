const { chart: CHART, earlier: EARLIER } = PAYLOAD;
const ALL_OPEN = 120, OPEN_AT_FIRST = 70, MOST_DRAWN = 250;
const managerOf = new Map(Object.entries(CHART.manager).map(([i, j]) => [idAt(i), idAt(j)]));
const alsoOf = new Map(Object.entries(CHART.also).map(([i, others]) => [idAt(i), others.map(idAt)]));
const CIRCLES = CHART.circles.map((circle) => circle.map(idAt));

const reportsOf = new Map();
for (const [id, manager] of managerOf) reportsOf.set(manager, [...(reportsOf.get(manager) || []), PEOPLE.get(id)]);
for (const people of reportsOf.values()) people.sort(byInfluence);
const reports = (id) => reportsOf.get(id) || [];

const inChart = (person) => managerOf.has(person.id) || reportsOf.has(person.id);
const CHARTED = THEIRS.filter(inChart);
const ROOTS = CHARTED.filter((person) => !managerOf.has(person.id)).sort((a, b) => reports(b.id).length - reports(a.id).length || byInfluence(a, b));
const APART = THEIRS.filter((person) => !inChart(person));

const closed = new Set();
const visibleReports = (id) => (closed.has(id) ? [] : reports(id));

/** Everybody under a person, at any depth. */
function below(id) {
  const found = [...reports(id)];
  for (let i = 0; i < found.length; i++) found.push(...reports(found[i].id));
  return found;
}

function visible() {
  const found = [...ROOTS];
  for (let i = 0; i < found.length; i++) found.push(...visibleReports(found[i].id));
  return found;
}

/** Unfold from the top as long as no more people stand there than can be read. */
function foldTo(most) {
  closed.clear();
  const queue = [...ROOTS];
  for (let i = 0; i < queue.length; i++) {
    const under = reports(queue[i].id);
    if (under.length && queue.length + under.length > most) closed.add(queue[i].id);
    else queue.push(...under);
  }
}

/** Open every branch that leads to a person. */
function openTo(id) {
  for (let at = managerOf.get(id); at; at = managerOf.get(at)) closed.delete(at);
}

foldTo(CHARTED.length > ALL_OPEN ? OPEN_AT_FIRST : ALL_OPEN);
