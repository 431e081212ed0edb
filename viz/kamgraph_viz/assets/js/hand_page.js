function planSentences(steps) {
  const taken = steps.filter(successorOf), joint = taken.filter((step) => step.joint), planned = plannedCoverage(steps);
  const said = [say("hand.say_taken", { taken: taken.length, n: steps.length })];
  if (joint.length) said.push(say("hand.say_joint", { n: count(joint.length, "people") }));
  if (planned !== null) said.push(say("hand.say_coverage", { before: percent(now.before.coverage), after: percent(now.after.coverage), planned: percent(planned) }));
  return said.join(" ");
}

function drawOutcome() {
  const target = byId("plan");
  document.title = `${ACCOUNT.name} – ${label("hand.title")}`;
  const steps = view.gone.size ? stepsNow() : [];
  byId("csv-plan").disabled = !steps || steps.length === 0;
  if (view.gone.size === 0) fill(target, beginWith(OURS.length ? "hand.nobody_yet" : "hand.nobody_ours"));
  else if (steps === null) fill(target, el("p", { class: "note", text: label("leave.plan_needs_service") }));
  else if (steps.length === 0) fill(target, el("p", { class: "note", text: label("hand.nothing") }));
  else fill(target, drawPlan(steps));
}

function drawPlan(steps) {
  const uncovered = steps.filter((step) => !successorOf(step));
  const lacking = (step) => el("li", {}, personLink(step.theirs), ` · ${percent(step.at_stake)}`);
  const reset = el("button", { type: "button", id: "reset", text: label("hand.reset"), on: { click: () => {
    takenBy.clear();
    redrawView();
  } } });
  return [
    el("p", { class: "outcome", role: "status", text: planSentences(steps) }),
    tableSection({ code: "hand.steps", columns: [...planColumns(meetingDays(steps)), SIGNATURE], rows: rowsOf(steps), sorting: sorted("steps"), risk: (row) => !successorOf(row.step) }),
    takenBy.size ? el("p", {}, reset) : null,
    uncovered.length ? el("section", {}, el("h2", { text: `${label("hand.uncovered")} (${uncovered.length})` }), el("ul", {}, uncovered.map(lacking))) : null,
    tableSection({ code: "hand.load", columns: LOAD_COLUMNS, rows: loads(steps), sorting: sorted("load"), risk: (load) => load.then > CAPACITY }),
    el("p", { class: "hint", text: `${say("hand.capacity", { n: CAPACITY })} ${label("hand.here_only")}` }),
  ];
}

byId("csv-plan").addEventListener("click", () => {
  const steps = stepsNow();
  saveCsv(fileName(`${ACCOUNT.name} ${label("hand.title")}`), [...planColumns(meetingDays(steps)), REASON], rowsOf(steps));
});
readTaken();
watchChooser();
startPage();
window.kamgraph = { people: PEOPLE, view, toggleGone, steps: stepsNow, plannedCoverage, successorOf, loads, meetingDays };
