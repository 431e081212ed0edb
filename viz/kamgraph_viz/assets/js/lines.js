const LINE_STYLES = {
  reports_to: { colour: "reports", width: 1.3, dash: null },
  influences: { colour: "influences", width: 1.6, dash: [6, 4] },
  conflicts_with: { colour: "conflicts", width: 1.6, dash: [2, 3] },
};
const MANY_TIES = 90;

function onChain(a, b) {
  if (!view.chain) return false;
  const at = view.chain.people.indexOf(a);
  return at >= 0 && (view.chain.people[at + 1] === b || view.chain.people[at - 1] === b);
}

/** How strongly a link is drawn: those of the person in focus fully, the others hardly. */
function strengthOf(a, b, normal) {
  if (view.chain) return onChain(a, b) ? 1 : 0.05;
  const centre = view.focus || (view.gone.size ? null : view.selected);
  if (!centre) return normal;
  if (a === centre || b === centre) return Math.max(normal, 0.9);
  return view.focus && !isFaint(a) && !isFaint(b) ? normal : 0.05;
}

function drawTie(pen, tie) {
  const [a, b] = [PEOPLE.get(tie.ours), PEOPLE.get(tie.theirs)];
  if (!isShown(a) || !isShown(b)) return;
  const lost = view.gone.has(a.id) || view.gone.has(b.id);
  if (!tie.active ? !view.layers.dormant : !view.layers.ties) return;
  const only = isOnlyTie(tie);
  const many = TIES.length > MANY_TIES;
  const quiet = only ? (many ? 0.5 : 0.85) : many ? 0.16 : 0.6;
  const factor = PLAN.dense ? 0.55 : 1;
  const style = lost || !tie.active
    ? { stroke: colours.lost, width: 1.4, dash: lost ? [4, 4] : [1, 4], alpha: strengthOf(a.id, b.id, 0.8) }
    : { stroke: only ? colours.risk : colours.tie, width: factor * (1.4 + 5.6 * tie.strength), alpha: strengthOf(a.id, b.id, quiet) };
  pen.curve(tie.route, style);
}

function drawLine(pen, line) {
  const [a, b] = [PEOPLE.get(line.source), PEOPLE.get(line.target)];
  if (!view.layers[line.kind] || !isShown(a) || !isShown(b)) return;
  const style = LINE_STYLES[line.kind];
  const alpha = strengthOf(a.id, b.id, PLAN.dense ? 0.35 : 0.9);
  pen.curve(rounded(line.route), { stroke: colours[style.colour], width: style.width, dash: style.dash, alpha });
  if (line.kind === "influences") drawArrow(pen, line.route, colours.influences, alpha);
}

/** Head of an arrow at the end of a route. */
function drawArrow(pen, route, colour, alpha) {
  const [x, y] = route.at(-1);
  const [fromX, fromY] = route.at(-2).slice(-2);
  const angle = Math.atan2(y - fromY, x - fromX);
  const wing = (turn) => [x - 9 * Math.cos(angle + turn), y - 9 * Math.sin(angle + turn)];
  pen.curve(straight(wing(0.45), [x, y], wing(-0.45)), { stroke: colour, width: 1.8, alpha });
}

function drawGround(pen, scale) {
  const strip = Math.min(20, Math.max(13, 11 / scale));
  PLAN.bands.forEach((band, i) => {
    const box = [PLAN.client_left - 12, band.start, PLAN.right - PLAN.client_left + 24, band.end - band.start];
    pen.box(...box, 6, { fill: colours[i % 2 ? "band-even" : "band-odd"] });
  });
  pen.box(PLAN.left - 6, 0, PLAN.our_right - PLAN.left + 12, PLAN.bottom, 10, { fill: colours["band-odd"], stroke: colours.rule });
  for (const lane of PLAN.lanes.slice(1)) {
    const x = lane.start - 6;
    pen.curve(straight([x, 0], [x, PLAN.bottom]), { stroke: colours.rule, width: 1, dash: [2, 5] });
  }
  for (const band of PLAN.bands) {
    pen.text(PLAN.client_left - 4, band.start + strip, label(band.code), { size: strip, weight: 600, fill: colours.muted, align: "left" });
  }
}

function drawHeadings(pen, scale) {
  const size = Math.min(24, Math.max(15, 12 / scale));
  const heading = (text, start, end, fill) => {
    const lines = wrap(text, end - start + 8, size, 700).reverse();
    lines.forEach((line, i) => pen.text((start + end) / 2, -12 - 1.1 * i * size, line, { size, weight: 700, fill }));
  };
  heading(label("page.our_team"), PLAN.left, PLAN.our_right, colours.ink);
  for (const lane of PLAN.lanes) heading(label(lane.code), lane.start, lane.end, colours.ink);
}

/** Everything that lies under the people. */
function drawUnder(pen, scale) {
  drawGround(pen, scale);
  drawHeadings(pen, scale);
  for (const line of LINES) drawLine(pen, line);
  const [red, calm] = [TIES.filter(isOnlyTie), TIES.filter((tie) => !isOnlyTie(tie))];
  for (const tie of [...calm, ...red]) drawTie(pen, tie);
}

function drawAll(pen, scale) {
  drawUnder(pen, scale);
  const shown = [...PEOPLE.values()].filter(isShown);
  for (const person of shown) drawPerson(pen, person);
  for (const person of shown) drawCaption(pen, person, scale, false);
}
