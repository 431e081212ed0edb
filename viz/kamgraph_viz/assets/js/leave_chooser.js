function drawChooser() {
  for (const [id, people] of [["add-ours", [...OURS].sort(byLoss)], ["add-theirs", [...THEIRS].sort(byInfluence)]]) {
    if (byId(id) === null) continue;
    const offered = people.filter((person) => mayLeave(person) && !view.gone.has(person.id));
    fill(byId(id), el("option", { value: "", text: label("leave.pick") }), offered.map((p) => el("option", { value: p.id, text: [nameOf(p.id), p.title].filter(Boolean).join(" · ") })));
    byId(id).disabled = offered.length === 0;
  }
  fill(byId("leavers"), leavers().map((id) => el("li", {}, personLink(id), " ", el("small", { text: subtitle(PEOPLE.get(id)) }), " ",
    el("button", { type: "button", class: "remove", "aria-label": say("leave.remove", { name: nameOf(id) }), text: "✕", on: { click: () => toggleGone(id) } }))));
  byId("last-day").value = lastDay();
  byId("document").textContent = `${label(MAY_BE_THEIRS ? "leave.title" : "hand.title")} · ${label("leave.last_day")}: ${day(lastDay())}`;
  fill(byId("asked"), told.key === askedKey() && told.problem ? el("p", { class: "warning", text: say("leave.refused", { why: told.problem }) }) : null);
}

const byLoss = (a, b) => lossOf(b.id) - lossOf(a.id) || (a.id < b.id ? -1 : 1);

/** Nobody is chosen yet: begin with those on whom most hangs. */
function beginWith(code) {
  const people = [...OURS, ...(MAY_BE_THEIRS ? THEIRS : [])].filter((p) => mayLeave(p) && lossOf(p.id) > 0).sort(byLoss).slice(0, 5);
  const offered = (person) => el("li", {}, el("button", { type: "button", text: nameOf(person.id), on: { click: () => toggleGone(person.id) } }), " ", el("small", { text: criticalNote(person) }));
  return [el("p", { class: "hint", text: label(code) }), people.length ? [el("p", { text: label("leave.begin") }), el("ul", { class: "begin" }, people.map(offered))] : null,
    ...missing().map((text) => el("p", { class: "note", text }))];
}

function watchChooser() {
  for (const id of ["add-ours", "add-theirs"]) {
    if (byId(id)) byId(id).addEventListener("change", (event) => event.target.value && toggleGone(event.target.value));
  }
  byId("last-day").addEventListener("change", (event) => {
    keep("until", event.target.value);
    redrawView();
  });
}

/** The panel speaks of the person who is chosen, else of who leaves; the effect of the departure stands in the page. */
const departureCard = () => (view.selected || view.tie ? [] : personCard(PEOPLE.get(leavers()[0])));
const reveal = () => null;
const pageOverview = () => overview();

/** Everything of these pages that depends on who leaves. */
function drawPage() {
  keepTaken();
  drawChooser();
  drawOutcome();
  askService();
}
