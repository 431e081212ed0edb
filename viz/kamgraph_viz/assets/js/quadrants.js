const MUCH = PAYLOAD.much_influence;
const SIDES = ["against", "neutral", "favourable", "unknown"];
const IN_SIGHT = 10;
const THEN = new Map(EARLIER ? Object.entries(EARLIER.people).map(([i, [stance, weight]]) => [idAt(i), { stance, weight }]) : []);

const sideOf = (stance) => (stance === null ? "unknown" : stance < 0 ? "against" : stance > 0 ? "favourable" : "neutral");
const hasMoved = (person) => THEN.has(person.id) && THEN.get(person.id).stance !== person.stance;
const isNew = (person) => EARLIER !== null && !THEN.has(person.id);
const zoneOf = (person) => `${person.weight >= MUCH ? "much" : "little"}_${sideOf(person.stance)}`;

/** Influence upwards, attitude to the right, what is not known apart. */
function drawGrid() {
  const zones = new Map();
  for (const person of [...THEIRS].sort(byInfluence)) zones.set(zoneOf(person), [...(zones.get(zoneOf(person)) || []), person]);
  const row = (height, text) =>
    el("tr", {}, el("th", { scope: "row", text }), SIDES.map((side) => zone(`${height}_${side}`, side, zones.get(`${height}_${side}`) || [])));
  fill(byId("grid"), el("table", { class: "quadrants" },
    el("thead", {}, el("tr", {}, el("td"), SIDES.map((side) => el("th", { scope: "col", text: label(`grid.${side}`) })))),
    el("tbody", {}, row("much", say("grid.much", { n: plain(MUCH) })), row("little", label("grid.little")))));
  byId("grid-note").textContent = EARLIER ? "" : label("grid.no_earlier");
  fill(byId("moved"), EARLIER ? movedList() : null);
}

function zone(name, side, people) {
  const weight = people.reduce((sum, person) => sum + person.weight, 0);
  const share = ACCOUNT.total_weight > 0 ? weight / ACCOUNT.total_weight : null;
  const said = say("grid.share", { n: count(people.length, "people"), share: percent(share) });
  const lines = () => people.map((person) => `${nameOf(person.id)}: ${label("page.influence")} ${plain(person.weight)}${person.assumed ? "*" : ""}, ${label(stanceCode(person))}`);
  const rest = people.slice(IN_SIGHT);
  return el("td", { class: `zone ${side}` }, el("h3", { text: label(`grid.${name}`) }),
    people.length ? el("p", { class: "sub" }, why(said, label(`grid.${name}`), lines)) : el("p", { class: "sub", text: label("grid.empty") }),
    el("ul", { class: "stood" }, people.slice(0, IN_SIGHT).map(standsAs)),
    rest.length ? el("details", { class: "rest" }, el("summary", { text: say("page.more", { n: rest.length }) }), el("ul", { class: "stood" }, rest.map(standsAs))) : null);
}

function standsAs(person) {
  return el("li", {}, chip(stanceCode(person)), el("span", { class: "unseen", text: label(stanceCode(person)) }), personLink(person.id),
    el("span", { class: "weight", text: `${plain(person.weight)}${person.assumed ? "*" : ""}` }), hasMoved(person) ? movement(person) : null);
}

const stanceAt = (stance) => `stance.${stance === null ? "unknown" : stance}`;

/** Where somebody stood before, and where now. */
function movement(person) {
  const before = THEN.get(person.id).stance, up = before !== null && person.stance !== null && person.stance > before;
  const text = say("grid.from_to", { day: day(EARLIER.as_of), before: label(stanceAt(before)), after: label(stanceCode(person)) });
  const sign = before === null || person.stance === null ? "" : up ? "▲ " : "▼ ";
  return el("span", { class: "moved", title: text, role: "img", "aria-label": text, text: `${sign}${SIGNS[stanceAt(before)]} → ${SIGNS[stanceCode(person)]}` });
}

function movedList() {
  const moved = THEIRS.filter(hasMoved).sort(byInfluence), arrived = THEIRS.filter(isNew).sort(byInfluence);
  const on = { day: day(EARLIER.as_of) };
  if (moved.length + arrived.length === 0) return el("p", { class: "note", text: say("grid.not_moved", on) });
  const row = (person) => el("li", {}, personLink(person.id), el("span", { text: hasMoved(person) ? `${label(stanceAt(THEN.get(person.id).stance))} → ${label(stanceCode(person))}` : say("grid.new", on) }));
  return [el("h3", { text: say("grid.moved", on) }), el("ul", { class: "people" }, [...moved, ...arrived].slice(0, 40).map(row))];
}
