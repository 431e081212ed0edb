/** A figure with its name; what it was before a departure stands beside it, struck out. */
function figure(code, before, after, risky) {
  const value = el("dd", {}, before !== after ? [el("del", { text: before }), " "] : null, el("span", { text: after }));
  return el("div", { class: risky ? "risky" : null }, el("dt", {}, term(code)), value);
}

const patternCode = (pattern, solid) => (pattern === "N:N" ? `pattern.N:N.${solid ? "solid" : "paper"}` : `pattern.${pattern}`);
const lowest = (a, b) => (a === null || b === null ? null : Math.min(a, b));

function headline(known, people, coverage, left) {
  if (people === 0) return label("say.nobody");
  const counted = say(people === 1 ? "say.known_one" : "say.known", { known, people });
  if (coverage === null || left === null) return `${counted} ${label("say.no_weight")}`;
  return `${counted} ${say("say.held", { held: percent(coverage), left: percent(left) })}`;
}

/** Figures of today are the engine's; what a departure makes of them is counted here by the same rules. */
function drawHeader() {
  const today = { ...FIGURES, left: lowest(FIGURES.left_ours, FIGURES.left_theirs) };
  const leaving = view.gone.size > 0;
  const after = leaving
    ? { known: now.after.known, coverage: now.after.coverage, reach_1: now.after.reach, left: now.left }
    : today;
  const criticals = [...PEOPLE.keys()].filter(isCritical).length;
  const before = Object.values(DEPARTURES).filter((departure) => departure.critical).length;
  byId("headline").textContent = headline(today.known, today.people, today.coverage, today.left);
  byId("stand").textContent = standText();
  fill(byId("figures"),
    figure("page.known", `${today.known}/${today.people}`, `${after.known}/${today.people}`, after.known < today.people),
    figure("coverage", percent(today.coverage), percent(after.coverage)),
    figure("reach", percent(today.reach_1), percent(after.reach_1)),
    figure("r_1", percent(today.left), percent(after.left), today.left !== null && after.left < 0.5 * today.coverage),
    figure("page.critical", leaving ? String(before) : String(criticals), String(criticals), criticals > 0),
    patternFigure());
  document.title = `${ACCOUNT.name} – ${label("page.map")}`;
}

function patternFigure() {
  const code = patternCode(FIGURES.pattern, FIGURES.solid);
  return el("div", { class: "wide" }, el("dt", {}, term("pattern")), el("dd", {}, term(code)));
}

/** Day, window and everything the figures rest on; always in sight. */
function standText() {
  const said = [
    `${label("as_of")}: ${day(ACCOUNT.as_of)}`,
    `${label("window")}: ${count(ACCOUNT.window_days, "days")}`,
  ];
  if (ACCOUNT.annual_value !== null) said.push(`${label("annual_value")}: ${money(ACCOUNT.annual_value, ACCOUNT.currency)}`);
  if (ACCOUNT.contract_ends) said.push(`${label("page.contract_until")}: ${day(ACCOUNT.contract_ends)}`);
  if (ACCOUNT.first_day) said.push(say("page.no_data_before", { day: day(ACCOUNT.first_day) }));
  return said.join(" · ");
}
