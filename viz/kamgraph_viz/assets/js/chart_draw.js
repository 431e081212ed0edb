let laid = { spots: new Map(), width: BOX.width, height: BOX.height };

const extent = () => ({ left: -16, top: -16, width: laid.width + 32, height: laid.height + 32 });

/** From a superior to a report: out of the bottom into the top, or along the side of a hanging column. */
function lineTo(pen, from, to) {
  const style = { stroke: colours.reports, width: 1.4 };
  if (to.via !== undefined) {
    const x = from.x + BOX.width / 2, bus = from.y + BOX.height + BOX.drop / 2, y = to.y + BOX.height / 2;
    return pen.curve(rounded([[x, from.y + BOX.height], [x, bus], [to.via, bus], [to.via, y], [to.x, y]], 5), style);
  }
  if (to.hangs) {
    const x = from.x + BOX.indent / 2, y = to.y + BOX.height / 2;
    return pen.curve(rounded([[x, from.y + BOX.height], [x, y], [to.x, y]], 5), style);
  }
  const [x, end] = [from.x + BOX.width / 2, to.x + BOX.width / 2];
  const middle = to.y - BOX.drop / 2;
  return pen.curve(rounded([[x, from.y + BOX.height], [x, middle], [end, middle], [end, to.y]], 5), style);
}

/** A line that has no place in the tree: a second superior, or the one that closes a circle. */
function extraLine(pen, id, other, colour) {
  const [from, to] = [laid.spots.get(id), laid.spots.get(other)];
  if (!from || !to) return;
  const [x, y, endX, endY] = [from.x + BOX.width, from.y + 12, to.x + BOX.width, to.y + BOX.height - 12];
  const bend = Math.max(x, endX) + BOX.gap / 2;
  pen.curve([[x, y], [bend, y, bend, endY, endX, endY]], { stroke: colour, width: 1.5, dash: [5, 4] });
}

function drawSeat(pen, person) {
  const { x, y } = laid.spots.get(person.id), look = { ...lookOf(person), alpha: 1 };
  const known = view.gone.has(person.id) ? 0 : (now.after.groups.get(person.id) || []).length;
  const chosen = view.selected === person.id;
  pen.box(x, y, BOX.width, BOX.height, 8, {
    fill: colours.card, stroke: chosen ? colours.accent : known === 1 ? colours.risk : look.orphaned ? colours.risk : colours.rule,
    width: chosen ? 3 : known === 1 ? 2.2 : 1.3, dash: person.placeholder || look.gone ? [4, 3] : null,
  });
  const disc = { x: x + 18, y: y + BOX.height / 2 - 2, radius: 11 };
  pen.disc(disc.x, disc.y, disc.radius, { fill: look.fill, stroke: look.stroke, width: look.width, dash: look.dash });
  if (person.placeholder && !look.gone && !look.orphaned) drawChair(pen, disc, look);
  else pen.text(disc.x, disc.y, look.gone ? "×" : look.orphaned ? "!" : SIGNS[stanceCode(person)], { size: 12, weight: 700, fill: look.ink, middle: true });
  drawKnown(pen, x + BOX.width - 26, y + 7, known);
  drawWords(pen, person, x + 35, y, look);
  const held = known ? heldShare(now.after.groups.get(person.id)) : 0;
  pen.box(x + 8, y + BOX.height - 7, BOX.width - 16, 3, 1.5, { fill: colours.rule });
  if (held > 0) pen.box(x + 8, y + BOX.height - 7, (BOX.width - 16) * held, 3, 1.5, { fill: colours.tie });
}

/** How many of us know this person. */
function drawKnown(pen, x, y, known) {
  const style = known ? { fill: colours.ours } : { fill: colours.card, stroke: colours.risk, width: 1.4, dash: [3, 2] };
  pen.box(x, y, 19, 17, 4, style);
  pen.text(x + 9.5, y + 9, String(known), { size: 11.5, weight: 700, fill: known ? colours["ours-ink"] : colours.risk, middle: true });
}

function drawWords(pen, person, x, y, look) {
  const room = BOX.width - 35 - 30, name = nameOf(person.id);
  const fill = look.gone ? colours.muted : colours.ink;
  pen.text(x, y + 18, person.placeholder ? cut(name, room, 12.5, 600) : shortName(name, room, 12.5), { size: 12.5, weight: 600, fill, align: "left" });
  const title = person.title && person.title !== name ? person.title : departmentText(person);
  pen.text(x, y + 34, cut(title, room + 22, 11.2, 400), { size: 11.2, fill: colours.muted, align: "left" });
}

/** Everything of the picture, on a canvas or as vectors. */
function drawAll(pen) {
  for (const [id, spot] of laid.spots) {
    const manager = managerOf.get(id);
    if (manager) lineTo(pen, laid.spots.get(manager), spot);
  }
  for (const [id, others] of alsoOf) for (const other of others) extraLine(pen, id, other, colours.influences);
  for (const circle of CIRCLES) extraLine(pen, circle[0], circle[1], colours.risk);
  for (const person of visible()) drawSeat(pen, person);
  for (const id of closed) if (laid.spots.has(id)) drawFolded(pen, laid.spots.get(id), below(id).length);
}

function drawFolded(pen, spot, n) {
  const { x, y } = foldAt(spot);
  pen.box(x, y, 38, 17, 8, { fill: colours.card, stroke: colours.reports });
  pen.text(x + 19, y + 9, `+${n}`, { size: 11.2, weight: 700, fill: colours.ink, middle: true });
}
