/** What is lost, in words first: who, then how much. */
function effectSentences() {
  const { before, after } = now;
  const names = now.orphaned.slice(0, 5).map(nameOf).join(", ") + (now.orphaned.length > 5 ? "…" : "");
  const said = [now.orphaned.length ? say("leave.say_lost", { n: count(now.orphaned.length, "people"), names }) : label("leave.say_nobody")];
  if (now.single.length) said.push(say("leave.say_single", { n: count(now.single.length, "people") }));
  if (before.coverage !== null) {
    const same = percent(before.coverage) === percent(after.coverage);
    said.push(say(same ? "leave.say_same" : "leave.say_coverage", { before: percent(before.coverage), after: percent(after.coverage) }));
  }
  return said.join(" ");
}

const heldLines = () =>
  [...THEIRS].filter((p) => heldBy(now.before.groups)(p.id) !== heldBy(now.after.groups)(p.id)).sort(byInfluence)
    .map((p) => `${nameOf(p.id)} (${label("page.influence")} ${plain(p.weight)}): ${percent(heldBy(now.before.groups)(p.id))} → ${percent(heldBy(now.after.groups)(p.id))}`);
const lostLines = () => TIES.filter((tie) => tie.active && (view.gone.has(tie.ours) || view.gone.has(tie.theirs))).map(tieText);

function effectFigures(steps) {
  const planned = steps && steps.length ? plannedCoverage(steps) : null, lost = accessLost();
  const people = (n) => `${n}/${FIGURES.people}`;
  const rows = [
    ["page.known", people(now.before.known), why(people(now.after.known), label("page.known"), () => now.orphaned.map(nameOf)), null],
    ["coverage", percent(now.before.coverage), why(percent(now.after.coverage), label("coverage"), heldLines), planned === null ? null : why(percent(planned), label("leave.planned"), () => [explain("leave.planned"), ...steps.map((step) => `${nameOf(step.theirs)}: ${successorOf(step) ? `${nameOf(successorOf(step))} (${percent(fitOf(step))})` : label("leave.nobody")}`)])],
    ["reach", percent(now.before.reach), why(percent(now.after.reach), label("reach"), () => now.orphaned.map(nameOf)), null],
    ["r_1", percent(lowest(FIGURES.left_ours, FIGURES.left_theirs)), percent(now.left), null],
    ["pattern", label(patternCode(FIGURES.pattern, FIGURES.solid)), patternAfter(), null],
    ["relationship_loss", null, why(percent(relationshipLoss()), label("relationship_loss"), lostLines), null],
    ["access_loss", null, lost ? why(percent(lost.access_loss), label("access_loss"), () => lost.cut_off.map(nameOf)) : label("page.needs_service"), null],
    ["value_at_stake", null, why(moneyLost(leavers().length === 1 ? DEPARTURES[leavers()[0]] : null), label("value_at_stake"), lostLines), null],
  ];
  const columns = planned === null ? 2 : 3;
  const heading = ["leave.today", "leave.after", "leave.planned"].slice(0, columns).map((code) => el("th", { scope: "col" }, term(code)));
  return el("section", {}, el("h2", { text: label("leave.figures") }), el("table", { class: "change" }, el("thead", {}, el("tr", {}, el("td"), heading)),
    el("tbody", {}, rows.map(([code, ...cells]) => el("tr", {}, el("th", { scope: "row" }, term(code)), cells.slice(0, columns).map((cell) => el("td", {}, cell || "–")))))));
}

/** 1:1, 1:N, N:1, N:N of the ties that are left; whether N:N is solid, the engine tells of today only. */
function patternAfter() {
  const left = tiesLeft(TIES, view.gone), sides = ["ours", "theirs"].map((side) => new Set(left.map((tie) => tie[side])).size);
  if (left.length === 0) return label("pattern.none");
  const [ours, theirs] = sides.map((n) => (n === 1 ? "1" : "N"));
  return `${ours}:${theirs}` === "N:N" ? "N:N" : label(`pattern.${ours}:${theirs}`);
}

function effectTables(steps) {
  const stepOf = new Map((steps || []).map((step) => [step.theirs, step]));
  const rows = (ids) => ids.map((id) => ({ person: PEOPLE.get(id), step: stepOf.get(id) || null }));
  const onWhom = { code: "leave.on_whom", value: (row) => nameOf(now.after.groups.get(row.person.id)[0].ours), show: (row) => personLink(now.after.groups.get(row.person.id)[0].ours) };
  const wayIn = { code: "leave.way_in", value: (row) => heirText(row.person.id) };
  const heir = ourLeavers().length && steps ? [SUCCESSOR, FIT] : [wayIn];
  const lost = accessLost();
  return [
    tableSection({ code: "leave.orphaned", columns: [CONTACT, ROLES, WEIGHT, ...heir], rows: rows([...now.orphaned].sort(byWeight)), sorting: sorted("orphaned"), risk: () => true }),
    tableSection({ code: "leave.single", columns: [CONTACT, ROLES, WEIGHT, onWhom], rows: rows([...now.single].sort(byWeight)), sorting: sorted("single") }),
    lost && lost.cut_off.length ? tableSection({ code: "leave.cut_off", columns: [CONTACT, ROLES, WEIGHT], rows: rows([...lost.cut_off].sort(byWeight)), sorting: sorted("cut_off") }) : null,
    ourLeavers().length && steps === null ? el("p", { class: "note", text: label("leave.plan_needs_service") }) : null,
    ourLeavers().length === 0 ? el("p", { class: "note", text: label("leave.no_plan_theirs") }) : null,
  ];
}

const byWeight = (a, b) => byInfluence(PEOPLE.get(a), PEOPLE.get(b));
