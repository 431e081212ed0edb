const PICTURE_MARGIN = 24, HEADINGS = 60, MOST_NAME = 33, MOST_OF_SCREEN = 0.74;
const SHOWN_ON = { then: ["kept", "lost"], now: ["kept", "gained"], both: ["kept", "lost", "gained"] };
let inOne = false;

const stateOf = (tie) => (GAINED.has(keyOf(tie)) ? "gained" : LOST.has(keyOf(tie)) ? "lost" : "kept");
const isNew = (id) => !THEN.people.has(id), isGone = (id) => !NOW.people.has(id);
const tieStyle = (tie, state) => ({
  stroke: { gained: colours.accent, lost: colours.risk, kept: colours.lost }[state],
  width: (PLAN.dense ? 0.6 : 1) * (state === "kept" ? 1 + 3 * tie.strength : 2 + 4 * tie.strength),
  dash: state === "lost" ? [7, 5] : null,
  alpha: state === "kept" ? 0.45 : 0.95,
});

const extentOf = () => ({ left: PLAN.left - PICTURE_MARGIN, top: -HEADINGS, wide: PLAN.right - PLAN.left + 2 * PICTURE_MARGIN, high: PLAN.bottom + HEADINGS + PICTURE_MARGIN });
/** How large a picture of a width is drawn; beside each other, crowded ones would be too small for names. */
const scaleOf = (width) => Math.min(width / extentOf().wide, (MOST_OF_SCREEN * innerHeight) / extentOf().high);

/** The map of one day, or of both, with everybody in the same place. */
function pictureOf(which, width) {
  const { left, top, wide, high } = extentOf();
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", `${left} ${top} ${wide} ${high}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", captionOfDay(which));
  const pen = svgPen(svg), scale = scaleOf(width);
  drawGround(pen, scale);
  drawHeadings(pen, scale);
  drawTiesOf(pen, which);
  for (const person of PEOPLE.values()) drawSomebody(svg, person, which, scale);
  return svg;
}

function drawTiesOf(pen, which) {
  const ties = which === "then" ? THEN.counted : which === "now" ? NOW.counted : [...THEN.counted.filter((tie) => LOST.has(keyOf(tie))), ...NOW.counted];
  const chosen = (tie) => !view.selected || tie.ours === view.selected || tie.theirs === view.selected;
  for (const state of SHOWN_ON[which]) {
    for (const tie of ties.filter((t) => stateOf(t) === state)) {
      const style = tieStyle(tie, state);
      pen.curve(tie.route, { ...style, alpha: chosen(tie) ? style.alpha : 0.06 });
    }
  }
}

/** Somebody on a day; where the person did not stand then, only the place is marked. */
function drawSomebody(svg, person, which, scale) {
  const shown = which === "both" ? NOW.people.get(person.id) || THEN.people.get(person.id) : (which === "then" ? THEN : NOW).people.get(person.id);
  const group = document.createElementNS("http://www.w3.org/2000/svg", "g");
  group.dataset.person = person.id;
  group.addEventListener("click", () => select(person.id));
  svg.append(group);
  const pen = svgPen(group);
  if (!shown) {
    outline(pen, person, 0, { fill: colours.ground, stroke: colours.lost, dash: [2, 4], alpha: 0.6 });
    return;
  }
  drawFace(pen, shown, which);
  if (view.selected === person.id) outline(pen, shown, 3, { stroke: colours.accent, width: 3.5 });
  drawMark(pen, shown, which);
  let y = shown.y + shown.radius + 4;
  for (const line of namesOf(shown, scale)) {
    y += line.size * 0.92;
    pen.text(shown.x, y, line.text, { ...line, fill: colours[line.fill], halo: colours.ground });
    y += line.size * 0.2;
  }
  const name = document.createElementNS("http://www.w3.org/2000/svg", "title");
  name.textContent = nameOf(person.id);
  group.prepend(name);
}

/** The map's own lines under a person; where two pictures share the width, the family name as long as it can be read. */
function namesOf(person, scale) {
  const lines = captionOf(person, scale, false);
  const size = LEAST_NAME / scale;
  if (lines.length || PLAN.dense || size > MOST_NAME) return lines;
  const room = PLAN.column - 4;
  return [{ text: person.placeholder ? cut(nameOf(person.id), room, size, 600) : shortName(nameOf(person.id), room, size), size, weight: 600, fill: "ink" }];
}

function drawFace(pen, person, which) {
  const base = person.ours ? { fill: colours.ours, ink: colours["ours-ink"] } : colours[stanceCode(person)];
  const hollow = person.placeholder || (which === "both" && isGone(person.id));
  const stroke = hollow || person.stance === null ? colours.muted : colours.rule;
  outline(pen, person, 0, { fill: hollow ? colours.card : base.fill, stroke, width: 1.4, dash: hollow ? [4, 3] : null });
  if (person.placeholder) {
    drawChair(pen, person, { ink: colours.ink });
    return;
  }
  const sign = person.ours ? initials(nameOf(person.id)) : SIGNS[stanceCode(person)], size = Math.max(PLAN.dense ? 9 : 12, person.radius * 0.8);
  pen.text(person.x, person.y, sign, { size, weight: 700, fill: hollow ? colours.ink : base.ink, middle: true });
}

/** Plus for somebody who came, minus for somebody who goes, an arrow for a changed attitude. */
function drawMark(pen, person, which) {
  const stance = () => !person.ours && THEN.people.has(person.id) && NOW.people.has(person.id) && stanceCode(THEN.people.get(person.id)) !== stanceCode(NOW.people.get(person.id));
  const sign = which !== "then" && isNew(person.id) ? "+" : which !== "now" && isGone(person.id) ? "−" : which !== "then" && stance() ? "↕" : null;
  if (!sign) return;
  const r = PLAN.dense ? 8 : 11, [x, y] = [person.x + person.radius + 3, person.y - person.radius - 3];
  pen.disc(x, y, r, { fill: sign === "−" ? colours.risk : colours.accent, stroke: colours.card, width: 1.5 });
  pen.text(x, y, sign, { size: r * 1.5, weight: 700, fill: colours.card, middle: true });
}

const captionOfDay = (which) => (which === "both" ? say("diff.stand", { before: day(BEFORE), after: day(AFTER) }) : day(which === "then" ? BEFORE : AFTER));

function drawPictures() {
  if (!PLAN) {
    byId("no-picture").textContent = PEOPLE.size ? say("diff.no_picture", { n: count(PEOPLE.size, "people") }) : label("diff.nobody");
    return;
  }
  const box = byId("pictures"), which = inOne ? ["both"] : ["then", "now"];
  box.classList.toggle("one", inOne);
  box.classList.toggle("stacked", LEAST_NAME / scaleOf(box.clientWidth / 2) > MOST_NAME);
  byId("side-by-side").setAttribute("aria-pressed", String(!inOne));
  byId("in-one").setAttribute("aria-pressed", String(inOne));
  fill(box, which.map((one) => el("figure", {}, el("figcaption", { text: captionOfDay(one) }))));
  [...box.children].forEach((figure, i) => figure.append(pictureOf(which[i], figure.clientWidth || 700)));
  const key = (state) => el("li", {}, el("span", { class: `line ${state}`, "aria-hidden": "true" }), label(`diff.key_${state}`));
  fill(byId("key"), ["gained", "lost", "kept"].map(key));
}
