/** Everybody of the client by level, today and afterwards: who keeps contact to us, who hangs on one, who loses it. */
const MOST_DRAWN = 250;
const LEVELS = ["owner", "board", "director", "manager", "specialist", "unknown"];
const STATES = ["held", "single", "orphaned", "unknown", "gone"];

function stateOf(person) {
  if (view.gone.has(person.id)) return "gone";
  if (now.orphaned.includes(person.id)) return "orphaned";
  if (now.single.includes(person.id)) return "single";
  return now.after.groups.has(person.id) ? "held" : "unknown";
}

const dot = (person, state) =>
  el("button", { type: "button", class: `dot ${state}`, title: `${nameOf(person.id)}: ${label(`leave.key_${state}`)}`, "aria-label": `${nameOf(person.id)}: ${label(`leave.key_${state}`)}`, text: { orphaned: "×", single: "1", gone: "–", unknown: "?", held: "" }[state], on: { click: () => select(person.id) } });

function drawStrips() {
  if (THEIRS.length === 0 || THEIRS.length > MOST_DRAWN) return null;
  const order = (a, b) => STATES.indexOf(stateOf(a)) - STATES.indexOf(stateOf(b)) || byInfluence(a, b);
  const row = (level) => {
    const people = THEIRS.filter((person) => person.level === level).sort(order);
    return people.length ? el("tr", {}, el("th", { scope: "row", text: label(`level.${level}`) }), el("td", {}, people.map((person) => dot(person, stateOf(person))))) : null;
  };
  const used = STATES.filter((state) => THEIRS.some((person) => stateOf(person) === state));
  const key = (state) => {
    const n = THEIRS.filter((person) => stateOf(person) === state).length;
    return el("li", {}, el("span", { class: `dot ${state}`, "aria-hidden": "true" }), `${label(`leave.key_${state}`)} (${n})`);
  };
  return el("section", { class: "strips" }, el("h2", { text: label("leave.people") }),
    el("table", {}, el("tbody", {}, LEVELS.map(row))), el("ul", { class: "keys" }, used.map(key)));
}

/** Share of the influence of some people that is held by these groups of ties. */
function shareHeld(people, held) {
  const weight = people.reduce((sum, person) => sum + person.weight, 0);
  return weight > 0 ? people.reduce((sum, person) => sum + person.weight * held(person.id), 0) / weight : null;
}

const heldBy = (groups) => (id) => (groups.has(id) ? heldShare(groups.get(id)) : 0);

/** Coverage of each level or department before and after, as bars with numbers. */
function drawShares(code, field, values, text) {
  const rows = values.map((value) => [value, THEIRS.filter((person) => person[field] === value)]).filter(([, people]) => people.length);
  const bar = (share, kind) => {
    const inner = el("span", { class: kind });
    inner.style.width = `${100 * (share || 0)}%`;
    return el("span", { class: "share", "aria-hidden": "true" }, inner);
  };
  const row = ([value, people]) => {
    const before = shareHeld(people, heldBy(now.before.groups)), after = shareHeld(people, heldBy(now.after.groups));
    const lines = () => [...people].sort(byInfluence).map((p) => `${nameOf(p.id)}: ${percent(heldBy(now.before.groups)(p.id))} → ${percent(heldBy(now.after.groups)(p.id))}`);
    return el("tr", {}, el("th", { scope: "row", text: text(value) }), el("td", {}, bar(before, "before"), bar(after, "after")),
      el("td", { class: "number" }, percent(before), " → ", why(percent(after), text(value), lines)));
  };
  return el("section", {}, el("h2", { text: label(code) }), el("table", { class: "shares" }, el("tbody", {}, rows.map(row))));
}
