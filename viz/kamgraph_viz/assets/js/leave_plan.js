/** The plan for those who leave: of one of ours it stands in the page, of several the service is asked for it. */
const numberOf = new Map([...PEOPLE.keys()].map((id, i) => [id, i]));

const readStep = (entry) => ({
  ...entry,
  theirs: idAt(entry.theirs),
  leaver: idAt(entry.leaver),
  successor: entry.successor === null ? null : idAt(entry.successor),
  candidates: new Map(entry.candidates.map(([who, fit, strength]) => [idAt(who), { fit, strength }])),
});

/** Steps in their order; null where only a service could tell. */
function stepsNow() {
  const ours = ourLeavers();
  if (ours.length === 0) return [];
  const steps = told.key === askedKey() && told.steps ? told.steps : ownSteps(ours);
  return steps && steps.filter((step) => !view.gone.has(step.theirs));
}

function ownSteps(ours) {
  const own = ours.length === 1 && PAYLOAD.plans ? PAYLOAD.plans[numberOf.get(ours[0])] : null;
  return own ? own.steps.map(readStep) : null;
}

const isByHand = (step) => takenBy.has(step.theirs) && successorOf(step) !== step.successor;

function successorOf(step) {
  if (!takenBy.has(step.theirs)) return step.successor;
  const chosen = takenBy.get(step.theirs);
  return chosen === null || step.candidates.has(chosen) ? chosen : step.successor;
}

const fitOf = (step) => (successorOf(step) ? step.candidates.get(successorOf(step)).fit : 0);

/** How well a contact is held when the successor does as well as the fit says. */
function heldAfterPlan(contact, step) {
  const left = now.after.groups.get(contact) || [], who = step ? successorOf(step) : null;
  if (!who) return heldShare(left);
  return 1 - (1 - fitOf(step)) * (1 - heldShare(left.filter((tie) => tie.ours !== who)));
}

function plannedCoverage(steps) {
  if (!(ACCOUNT.total_weight > 0)) return null;
  const byContact = new Map(steps.map((step) => [step.theirs, step]));
  const held = THEIRS.filter((person) => !view.gone.has(person.id)).reduce((sum, person) => sum + person.weight * heldAfterPlan(person.id, byContact.get(person.id)), 0);
  return held / ACCOUNT.total_weight;
}

/** Active ties of every successor, today and then: who knows the contact already gains none. */
function loads(steps) {
  const found = new Map();
  for (const step of steps) {
    const who = successorOf(step);
    if (!who) continue;
    const today = tiesLeft(tiesOf.get(who), new Set()).length;
    const load = found.get(who) || { id: who, today, then: today };
    if (step.candidates.get(who).strength === 0) load.then += 1;
    found.set(who, load);
  }
  return [...found.values()].sort((a, b) => b.then - a.then || byText(nameOf(a.id), nameOf(b.id)));
}

function reasonText(step) {
  const who = successorOf(step);
  if (!who) return null;
  const { strength } = step.candidates.get(who);
  const said = [strength > 0 ? say("leave.knows", { scale: label(`scale.${scaleStep(strength)}`) }) : null, step.joint ? say("leave.introduced", { name: nameOf(step.leaver) }) : null].filter(Boolean);
  if (said.length === 0) said.push(label("leave.other_way"));
  if (isByHand(step)) said.push(label("leave.by_hand"));
  return said.join("; ");
}

/** Who takes over, to be changed by hand: the candidates with their fit, the best first. */
function successorChoice(step) {
  const option = (id, text) => el("option", { value: id, text, selected: id === (successorOf(step) || "") });
  const choice = (event) => {
    if ((event.target.value || null) === step.successor) takenBy.delete(step.theirs);
    else takenBy.set(step.theirs, event.target.value || null);
    redrawView();
    const again = document.querySelector(`select[data-contact="${step.theirs}"]`);
    if (again) again.focus();
  };
  return [
    el("select", { "data-contact": step.theirs, "aria-label": `${label("leave.successor")}: ${nameOf(step.theirs)}`, on: { change: choice } },
      option("", label("leave.nobody")), [...step.candidates].map(([id, { fit }]) => option(id, `${nameOf(id)} (${percent(fit)})`))),
    el("span", { class: "printed", text: successorOf(step) ? nameOf(successorOf(step)) : label("leave.nobody") }),
  ];
}
