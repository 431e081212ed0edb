/** Whose leaving is looked at; in a plan of handing over only that of our people. */
const mayLeave = (person) => !person.placeholder && (person.ours || byId("plan") === null);

/** Who is gone stands in the address, so that it can be sent to a colleague. */
function readGone() {
  for (const id of (choices.get("gone") || "").split(",")) if (PEOPLE.has(id) && mayLeave(PEOPLE.get(id))) view.gone.add(id);
  now = impactNow();
}

/** Everything that depends on who is gone, on the language and on the theme. */
function redrawDeparture() {
  keep("gone", [...view.gone].join(","));
  now = impactNow();
  drawHeader();
  drawFacts();
  redrawView();
}

function toggleGone(id) {
  if (!view.gone.delete(id)) view.gone.add(id);
  view.chain = null;
  redrawDeparture();
  const names = [...view.gone].map(nameOf).join(", ");
  announce(view.gone.size === 0 ? label("page.all_back")
    : say("page.gone_said", { names, before: percent(FIGURES.coverage), after: percent(now.after.coverage), n: count(now.orphaned.length, "people") }));
}

function showChain(id) {
  const chain = view.chain && view.selected === id ? null : bestChain(id, view.gone) || { people: [], strength: 0 };
  select(id);
  view.chain = chain;
  redrawView();
  if (chain) announce(chain.people.length ? chain.people.map(nameOf).join(" → ") : label("page.no_way_in"));
}
