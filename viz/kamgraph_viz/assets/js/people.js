const FAINT = 0.12;

function isFaint(id) {
  if (view.chain) return !view.chain.people.includes(id);
  // During a departure the whole picture counts, not who happens to be chosen.
  const chosen = view.gone.size ? null : view.selected;
  const around = view.focus ? within(view.focus, view.steps) : chosen ? within(chosen, 1) : null;
  return Boolean(around) && !around.has(id);
}

/** How a person looks now. */
function lookOf(person) {
  const gone = view.gone.has(person.id);
  const orphaned = now.orphaned.includes(person.id);
  const stance = colours[stanceCode(person)];
  const unknown = !person.ours && person.stance === null;
  const base = person.ours ? { fill: colours.ours, ink: colours["ours-ink"] } : stance;
  const hollow = gone || orphaned || person.placeholder;
  return {
    gone,
    orphaned,
    fill: hollow ? colours.card : base.fill,
    ink: gone ? colours.muted : orphaned ? colours.risk : person.placeholder ? colours.ink : base.ink,
    stroke: orphaned ? colours.risk : person.placeholder || unknown || gone ? colours.muted : colours.rule,
    width: orphaned ? 2.4 : 1.4,
    dash: gone || unknown || person.placeholder ? [4, 3] : null,
    critical: isCritical(person.id),
    alpha: isFaint(person.id) ? FAINT : 1,
  };
}

function outline(pen, person, grow, style) {
  const { x, y, radius } = person;
  const r = radius + grow;
  if (person.ours) pen.box(x - r, y - r, 2 * r, 2 * r, 7 + grow, style);
  else pen.disc(x, y, r, style);
}

function drawPerson(pen, person, hovered = false) {
  const look = lookOf(person);
  const { x, y, radius } = person;
  const thin = PLAN.dense ? 0.7 : 1;
  outline(pen, person, 0, look);
  if (look.critical) {
    outline(pen, person, 5 * thin, { stroke: colours.risk, width: 2.4 * thin, dash: [5, 3], alpha: look.alpha });
  }
  if (view.selected === person.id || view.cursor === person.id || hovered) {
    outline(pen, person, 2.5, { stroke: colours.accent, width: 3, alpha: look.alpha });
  }
  if (person.placeholder && !look.gone && !look.orphaned) drawChair(pen, person, look);
  else {
    const sign = look.gone ? "×" : look.orphaned ? "!" : person.ours ? initials(nameOf(person.id)) : SIGNS[stanceCode(person)];
    const size = Math.max(PLAN.dense ? 9 : 12, radius * 0.8);
    pen.text(x, y, sign, { size, weight: 700, fill: look.ink, middle: true, alpha: look.alpha });
  }
  if (person.ours && !look.gone && now.sole.has(person.id)) drawBadge(pen, person, now.sole.get(person.id).length, look.alpha);
}

/** The chair counts even when empty. */
function drawChair(pen, { x, y, radius }, look) {
  const u = radius / 4;
  const style = { stroke: look.ink, width: Math.max(1.5, radius / 9), alpha: look.alpha };
  pen.curve(straight([x - u, y - 2 * u], [x - u, y + 2 * u]), style);
  pen.curve(straight([x - u, y + 0.3 * u], [x + u, y + 0.3 * u], [x + u, y + 2 * u]), style);
}

/** Number of contacts whom nobody else of ours knows, as it is now. */
function drawBadge(pen, { x, y, radius }, sole, alpha) {
  const r = PLAN.dense ? 7 : 9.5;
  const [bx, by] = [x + radius + 3, y - radius - 3];
  pen.disc(bx, by, r, { fill: colours.risk, stroke: colours.card, width: 1.5, alpha });
  pen.text(bx, by, String(sole), { size: r * 1.25, weight: 700, fill: colours.card, middle: true, alpha });
}

function drawCaption(pen, person, scale, hovered) {
  const look = lookOf(person);
  const emphasised = hovered || view.selected === person.id || view.cursor === person.id || (view.chain && look.alpha === 1);
  let y = person.y + person.radius + (look.critical ? 8 : 4);
  for (const line of captionOf(person, scale, emphasised)) {
    y += line.size * 0.92;
    const fill = look.gone ? colours.muted : colours[line.fill];
    pen.text(person.x, y, line.text, { ...line, fill, alpha: look.alpha, halo: look.alpha === 1 ? colours.ground : null });
    if (look.gone && line.weight === 600) {
      const half = widthOf(line.text, line.size, 600) / 2;
      pen.curve(straight([person.x - half, y - line.size * 0.32], [person.x + half, y - line.size * 0.32]), { stroke: fill, width: 1.3 });
    }
    y += line.size * 0.2;
  }
}
