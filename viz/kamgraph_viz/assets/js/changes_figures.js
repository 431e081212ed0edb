/** A figure of both days: the earlier one struck out, the later one opens what the difference rests on. */
function pairFigure(code, before, after, change, lines) {
  const said = change ? el("span", { class: change > 0 ? "gain" : "loss", text: ` ${change > 0 ? "+" : "−"}${say("diff.points", { n: Math.abs(change) })}` }) : null;
  const shown = why(after, `${label(code)}, ${day(BEFORE)} → ${day(AFTER)}`, lines);
  return el("div", {}, el("dt", {}, term(code)), el("dd", {}, before === after ? null : [el("del", { text: before }), " "], shown, said));
}

const shareFigure = (code, before, after, lines) =>
  pairFigure(code, percent(before), percent(after), before === null || after === null ? 0 : points(before, after), lines);
const arrow = (before, after) => (percent(before) === percent(after) ? percent(after) : `${percent(before)} → ${percent(after)}`);
const knownText = (on) => `${on.figures.known}/${on.figures.people}`;

function drawFigures() {
  const pattern = (on) => label(patternCode(on.figures.pattern, on.figures.solid));
  fill(byId("figures"),
    pairFigure("page.known", knownText(THEN), knownText(NOW), 0, knownBehind),
    pairFigure("diff.ties_counted", String(THEN.counted.length), String(NOW.counted.length), 0, tieCountBehind),
    shareFigure("coverage", THEN.figures.coverage, NOW.figures.coverage, () => sharesBehind(heldOf)),
    shareFigure("reach", THEN.figures.reach_1, NOW.figures.reach_1, () => sharesBehind(reachedOf)),
    shareFigure("r_1", THEN.left, NOW.left, worstBehind),
    pairFigure("pattern", pattern(THEN), pattern(NOW), 0, patternBehind));
}

function drawHeadline() {
  byId("stand").textContent = [
    say("diff.stand", { before: day(BEFORE), after: day(AFTER) }),
    `${label("window")}: ${count(ACCOUNT.window_days, "days")}`,
    ACCOUNT.first_day ? say("page.no_data_before", { day: day(ACCOUNT.first_day) }) : null,
  ].filter(Boolean).join(" · ");
  const moved = (code, came, went) => say(came || went ? code : `${code}_same`, { came, went });
  const said = [moved("diff.ties_said", CHANGES.gained.length, CHANGES.lost.length), moved("diff.people_said", CHANGES.joined.length, CHANGES.left.length)];
  if (THEN.figures.coverage !== null || NOW.figures.coverage !== null) {
    said.push(say("diff.held", { held: arrow(THEN.figures.coverage, NOW.figures.coverage), left: arrow(THEN.left, NOW.left) }));
  }
  byId("headline").textContent = said.join(" ");
  const warnings = [];
  if (BEFORE === AFTER) warnings.push(label("diff.same_day"));
  if (ACCOUNT.first_day && BEFORE < ACCOUNT.first_day) warnings.push(say("diff.before_data", { day: day(ACCOUNT.first_day), before: day(BEFORE) }));
  fill(byId("warnings"), warnings.map((text) => el("p", { class: "note", text })));
  document.title = `${ACCOUNT.name} – ${label("diff.title")}`;
}
