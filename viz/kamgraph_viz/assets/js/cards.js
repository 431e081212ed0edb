/** What other scripts add to the cards, such as buttons of a page that can be written to. */
const extras = { overview: [], person: [], tie: [] };

const personLink = (id) =>
  el("button", { type: "button", class: "link", text: nameOf(id), on: { click: () => select(id, { move: true }) } });

/** Titled list of people, each with what is to be said of him or her. */
function peopleList(code, rows, most = 8) {
  if (rows.length === 0) return [];
  const item = ([id, note]) => el("li", {}, personLink(id), note ? el("span", { text: note }) : null);
  const rest = rows.slice(most);
  return [
    el("h3", {}, term(code), ` (${rows.length})`),
    el("ul", { class: "people" }, rows.slice(0, most).map(item)),
    rest.length ? el("details", { class: "rest" }, el("summary", { text: say("page.more", { n: rest.length }) }), el("ul", { class: "people" }, rest.map(item))) : null,
  ];
}

const chip = (code) => el("span", { class: `sign ${code.replace(".", "-").replace("--", "-minus-")}`, "aria-hidden": "true", text: SIGNS[code] });
const fact = (name, value) => [el("dt", {}, name), el("dd", {}, value)];

/** What a reader should look at first when nobody is chosen. */
function overview() {
  const critical = (side) =>
    side.filter((p) => isCritical(p.id)).sort((a, b) => lossOf(b.id) - lossOf(a.id) || (a.id < b.id ? -1 : 1))
      .map((p) => [p.id, criticalNote(p)]);
  const unknown = THEIRS.filter((p) => !now.after.groups.has(p.id)).sort(byInfluence);
  const stale = THEIRS.filter((p) => p.stale && p.stance !== null).sort(byInfluence);
  return [
    el("h2", { text: label("page.look_at") }),
    ...missing().map((text) => el("p", { class: "note", text })),
    ...peopleList("page.critical_ours", critical(OURS)),
    ...peopleList("page.critical_theirs", critical(THEIRS)),
    ...peopleList("page.nobody_knows", unknown.map((p) => [p.id, `${label("page.influence")} ${plain(p.weight)}`])),
    ...peopleList("stale", stale.map((p) => [p.id, label(stanceCode(p))])),
    el("p", { class: "hint", text: label("page.choose_person") }),
    ...extras.overview.map((make) => make()),
  ];
}

const lossOf = (id) => (DEPARTURES[id] ? DEPARTURES[id].relationship_loss : 0);

function criticalNote(person) {
  // The same number as in the red disc; whom nobody knows today is lost to nobody, at most out of reach.
  const orphaned = (now.sole.get(person.id) || []).length;
  if (orphaned) return say("page.loses", { n: count(orphaned, "people") });
  const cutOff = DEPARTURES[person.id] ? DEPARTURES[person.id].cut_off.length : 0;
  return cutOff ? say("page.cuts_off", { n: count(cutOff, "people") }) : `−${percent(lossOf(person.id))}`;
}

/** What the picture cannot show because nobody has recorded it. */
function missing() {
  const said = [];
  if (THEIRS.length === 0) said.push(label("say.nobody"));
  else if (!TIES.some((tie) => tie.active)) said.push(label("page.no_ties"));
  if (THEIRS.length && THEIRS.every((p) => p.level === "unknown")) said.push(label("page.no_levels"));
  if (THEIRS.length && THEIRS.every((p) => p.assumed)) said.push(label("page.no_influence"));
  else if (ACCOUNT.assumed_share) said.push(say("page.assumed", { share: percent(ACCOUNT.assumed_share) }));
  if (FIGURES.placeholders) said.push(say("page.placeholders", { n: FIGURES.placeholders }));
  if (ACCOUNT.excluded) said.push(say("page.excluded", { n: count(ACCOUNT.excluded, "people") }));
  return said;
}
