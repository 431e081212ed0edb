/** Everything that is known of one person, and why. */
function personCard(person) {
  return [
    el("h2", { text: nameOf(person.id) }),
    el("p", { class: "sub", text: subtitle(person) }),
    ...dates(person).map((text) => el("p", { class: "warning", text })),
    warningOf(person),
    person.ours ? partsOf(person) : placeOf(person),
    person.page ? el("p", {}, el("a", { href: `${person.page}#${new URLSearchParams([...choices].filter(([key]) => key === "lang" || key === "theme"))}`, text: label("page.all_clients_of") })) : null,
    actions(person),
    ...extras.person.map((make) => make(person)),
    view.chain ? chainCard(view.chain) : null,
    ...tiesCard(person),
    ...linesCard(person),
  ];
}

function subtitle(person) {
  const where = person.ours ? label("page.our_team") : `${departmentText(person)} · ${label(`level.${person.level}`)}`;
  return [person.placeholder ? label("placeholder") : person.title, where].filter(Boolean).join(" · ");
}

function dates(person) {
  const said = [];
  if (person.ends) said.push(say("page.ends", { day: day(person.ends) }));
  if (person.absent_from) {
    said.push(say("page.absent", { from: day(person.absent_from), to: person.absent_to ? day(person.absent_to) : "…" }));
  }
  return said;
}

function warningOf(person) {
  if (view.gone.has(person.id)) return null;
  if (person.ours) {
    const sole = now.sole.get(person.id) || [];
    return sole.length ? el("p", { class: "warning", text: say("page.sole_holder", { names: sole.map(nameOf).join(", ") }) }) : null;
  }
  const ties = now.after.groups.get(person.id) || [];
  if (ties.length === 0) return el("p", { class: "warning", text: label("page.nobody_ours") });
  return ties.length === 1 ? el("p", { class: "warning", text: say("page.only", { name: nameOf(ties[0].ours) }) }) : null;
}

const partsOf = (person) =>
  el("dl", { class: "facts" },
    fact(label("page.our_part"), person.roles.length ? person.roles.map(label).join(", ") : "–"),
    DEPARTURES[person.id] ? [fact(term("relationship_loss"), percent(DEPARTURES[person.id].relationship_loss)),
      fact(term("value_at_stake"), money(DEPARTURES[person.id].value_at_stake, ACCOUNT.currency))] : null);

function placeOf(person) {
  const stance = el("span", { class: "stance" }, chip(stanceCode(person)), term(stanceCode(person)),
    person.stale && person.stance !== null ? el("span", { class: "tag" }, term("stale")) : null);
  const influence = `${plain(person.weight)} ${label("page.of_ten")}${person.assumed ? ` (${label("page.assumed_short")})` : ""}`;
  const departure = DEPARTURES[person.id];
  return el("dl", { class: "facts" },
    fact(term("influence"), influence),
    fact(term("stance"), stance),
    fact(term("role"), person.roles.length ? person.roles.flatMap((code, i) => (i ? [", ", term(code)] : [term(code)])) : label("unknown")),
    departure ? [fact(term("relationship_loss"), percent(departure.relationship_loss)), fact(term("access_loss"), percent(departure.access_loss))] : null);
}

function actions(person) {
  const gone = view.gone.has(person.id);
  const press = (code, pressed, listener) => el("button", { type: "button", "aria-pressed": String(pressed), text: label(code), on: { click: listener } });
  const focused = (steps) => view.focus === person.id && view.steps === steps;
  return el("div", { class: "actions" },
    press(gone ? "page.bring_back" : "page.leaves", gone, () => toggleGone(person.id)),
    PLAN ? press("page.focus_1", focused(1), () => focusOn(person.id, 1)) : null,
    PLAN ? press("page.focus_2", focused(2), () => focusOn(person.id, 2)) : null,
    person.ours || gone ? null : press("page.way_in", Boolean(view.chain), () => showChain(person.id)));
}

function chainCard(chain) {
  if (chain.people.length === 0) return el("p", { class: "note", text: label("page.no_way_in") });
  const steps = chain.people.map((id) => el("li", {}, personLink(id)));
  const word = label(`scale.${scaleStep(chain.strength)}`);
  return el("section", { class: "chain" }, el("h3", {}, term("introductions")), el("ol", {}, steps),
    el("p", { class: "sub", text: `${word} (${percent(chain.strength)}) · ${count(chain.people.length - 1, "steps")}` }));
}

function tiesCard(person) {
  const ties = [...tiesOf.get(person.id)].sort((a, b) => b.strength - a.strength || (farEnd(a, person.id) < farEnd(b, person.id) ? -1 : 1));
  if (ties.length === 0) return [el("p", { class: "note", text: label("page.no_tie_known") })];
  return [el("h3", { text: `${label("page.ties")} (${ties.filter((t) => t.active).length})` }), el("ul", { class: "ties" }, ties.map((tie) => tieItem(tie, person.id)))];
}

/** A tie in the five words, and on opening it what the word rests on. */
function tieItem(tie, id) {
  const word = tie.active ? label(`scale.${scaleStep(tie.strength)}`) : label("page.dormant");
  const dots = "●".repeat(scaleStep(tie.strength)) + "○".repeat(5 - scaleStep(tie.strength));
  return el("li", { class: isOnlyTie(tie) ? "only" : null },
    personLink(farEnd(tie, id)),
    el("span", { class: "dots", "aria-hidden": "true", text: dots }),
    el("details", {}, el("summary", { text: tie.last ? `${word} · ${day(tie.last)}` : word }), el("dl", { class: "facts" }, whyTie(tie)), extras.tie.map((make) => make(tie, id))));
}

function whyTie(tie) {
  const age = tie.last ? ` (${say("page.days_ago", { n: count(daysBetween(tie.last, ACCOUNT.as_of), "days") })})` : "";
  const observed = tie.count ? `${label(`scale.${scaleStep(tie.observed)}`)}, ${percent(tie.observed)} · ${count(tie.count, "contacts")}` : label("unknown");
  const declared = tie.rating ? `${label(`scale.${tie.rating}`)} (${tie.rating}/5)${tie.confirmed ? `, ${day(tie.confirmed)}` : ""}` : label("unknown");
  return [
    fact(label("page.strength"), percent(tie.strength)),
    fact(term("observed"), observed),
    fact(term("declared"), declared),
    tie.target ? fact(label("page.target"), label(`scale.${tie.target}`)) : null,
    fact(label("page.last_contact"), tie.last ? day(tie.last) + age : label("unknown")),
    tie.contacts.length ? fact(label("page.contacts"), tie.contacts.map(([on, kind]) => `${day(on)} ${label(`contact.${kind}`)}`).join(", ")) : null,
    fact(label("page.source"), tie.fact || label("unknown")),
  ];
}

function linesCard(person) {
  const of = (kind, end, other) => LINES.filter((l) => l.kind === kind && l[end] === person.id).map((l) => [l[other], kind === "influences" ? percent(l.weight) : ""]);
  const both = [...of("conflicts_with", "source", "target"), ...of("conflicts_with", "target", "source")];
  return [
    ...peopleList("page.reports_to", of("reports_to", "source", "target")),
    ...peopleList("page.reports", of("reports_to", "target", "source")),
    ...peopleList("page.influences", of("influences", "source", "target")),
    ...peopleList("page.influenced_by", of("influences", "target", "source")),
    ...peopleList("page.conflicts_with", both),
  ];
}
