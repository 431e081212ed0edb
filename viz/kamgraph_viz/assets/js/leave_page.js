function drawOutcome() {
  const target = byId("effect");
  document.title = `${ACCOUNT.name} – ${label("leave.title")}`;
  if (view.gone.size === 0) {
    fill(target, beginWith("leave.nobody_yet"));
    return;
  }
  const steps = stepsNow();
  const departments = [...new Set(THEIRS.map((person) => person.department))].sort((a, b) => (a === "unknown") - (b === "unknown") || byText(label(`department.${a}`), label(`department.${b}`)));
  fill(target,
    el("p", { class: "outcome", role: "status", text: effectSentences() }),
    el("div", { class: "columns" }, effectFigures(steps), drawStrips()),
    effectTables(steps),
    el("div", { class: "columns" },
      drawShares("leave.levels", "level", LEVELS, (level) => label(`level.${level}`)),
      drawShares("leave.departments", "department", departments, (code) => label(`department.${code}`))));
}

readTaken();
watchChooser();
startPage();
window.kamgraph = { people: PEOPLE, ties: TIES, view, toggleGone, now: () => now, steps: stepsNow, plannedCoverage, figures: FIGURES, accessLost };
