const DIFFERENT = 2;
const ago = (tie) => (tie.last ? daysBetween(tie.last, ACCOUNT.as_of) : null);
const observedStep = (tie) => (tie.count ? scaleStep(tie.observed) : null);
const isApart = (tie) => tie.rating > 0 && tie.count > 0 && Math.abs(tie.rating - observedStep(tie)) >= DIFFERENT;
const orDash = (value) => (value === null || value === 0 ? "–" : String(value));

/** What a field says in the chosen way: [large, small]. */
const FACES = {
  strength: (tie) => [tie.active ? String(scaleStep(tie.strength)) : "–", ago(tie) === null ? "" : `${ago(tie)}d`],
  sources: (tie) => [`${orDash(tie.rating)}/${orDash(observedStep(tie))}`, isApart(tie) ? "≠" : ""],
  days: (tie) => [ago(tie) === null ? "–" : String(ago(tie)), tie.active ? String(scaleStep(tie.strength)) : ""],
};

/** The field in words, for the pointer and for those who listen. */
function wordsOfTie(tie) {
  const contact = tie.last ? say("page.days_ago", { n: count(ago(tie), "days") }) : label("cover.no_contact");
  const word = tie.active ? label(`scale.${scaleStep(tie.strength)}`) : label("page.dormant");
  const said = [say("cover.cell", { ours: nameOf(tie.ours), theirs: nameOf(tie.theirs), word, share: percent(tie.strength), contact })];
  if (isOnlyTie(tie)) said.push(label("cover.only"));
  if (isApart(tie)) said.push(label("cover.apart"));
  return said.join("; ");
}

function matrixCell(tie) {
  if (!tie) return el("td", {});
  const [large, small] = FACES[matrix.mode](tie);
  const gone = view.gone.has(tie.ours) || view.gone.has(tie.theirs);
  const look = gone ? "step gone" : tie.active ? `step step-${scaleStep(tie.strength)}` : "step dormant";
  const text = wordsOfTie(tie);
  const press = () => {
    selectTie(tie);
    byId("matrix").querySelector(`[data-tie="${tie.ours} ${tie.theirs}"]`).focus();
  };
  return el("td", {}, el("button", {
    type: "button", class: isOnlyTie(tie) ? `${look} only` : look, title: text, "aria-label": text,
    "aria-pressed": String(view.tie === tie), "data-tie": `${tie.ours} ${tie.theirs}`, on: { click: press },
  }, el("b", { text: large }), small ? el("small", { text: small }) : null));
}

/** Ties of a person as reasons: the other side, the word, the day. */
const tieReasons = (person) => () => {
  const ties = (person.ours ? tiesHere : tiesNow)(person).sort((a, b) => b.strength - a.strength || (farEnd(a, person.id) < farEnd(b, person.id) ? -1 : 1));
  if (ties.length === 0) return [label(person.ours ? "page.no_tie_known" : "page.nobody_ours")];
  return ties.map((tie) => `${nameOf(farEnd(tie, person.id))}: ${label(`scale.${scaleStep(tie.strength)}`)} (${percent(tie.strength)}), ${tie.last ? day(tie.last) : label("cover.no_contact")}`);
};

/** The nearest field in the direction of an arrow, in the same row or the same column. */
function fieldBeside(field, key) {
  const [from, fields] = [field.getBoundingClientRect(), [...byId("matrix").querySelectorAll("button.step")]];
  const sideways = key === "ArrowLeft" || key === "ArrowRight", sign = key === "ArrowLeft" || key === "ArrowUp" ? -1 : 1;
  const gap = (other) => {
    const to = other.getBoundingClientRect();
    const [ahead, aside] = sideways ? [to.left - from.left, to.top - from.top] : [to.top - from.top, to.left - from.left];
    return Math.abs(aside) > 2 || ahead * sign <= 2 ? Infinity : ahead * sign;
  };
  const best = fields.map((other) => [gap(other), other]).sort((a, b) => a[0] - b[0])[0];
  return best && best[0] < Infinity ? best[1] : null;
}

function watchMatrixKeys() {
  byId("matrix").addEventListener("keydown", (event) => {
    if (!event.key.startsWith("Arrow") || !event.target.dataset.tie) return;
    const next = fieldBeside(event.target, event.key);
    if (next) next.focus();
    event.preventDefault();
  });
}
