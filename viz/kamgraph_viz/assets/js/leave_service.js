/** What only a service can say of several leavers together; a file says that it cannot. */
let told = { key: "" };
const askedKey = () => leavers().sort().join();
const asking = () => leavers().length > 1 || (ourLeavers().length > 0 && !PAYLOAD.plans);

async function askService() {
  const key = askedKey();
  if (!PAYLOAD.live || !asking() || told.key === key) return;
  told = { key };
  const answers = { key };
  try {
    const trueIds = (ids) => ids.map((id) => PAYLOAD.live.people[numberOf.get(id)]);
    const on = `?as_of=${ACCOUNT.as_of}&window_days=${ACCOUNT.window_days}`, account = PAYLOAD.live.account;
    const lost = await send("POST", `/departure${on}`, { leavers: trueIds(leavers()), account });
    answers.access_loss = lost.access_loss;
    answers.cut_off = lost.cut_off.map(pageId).filter(Boolean);
    if (ourLeavers().length) {
      const plan = await send("POST", `/handover${on}`, { leavers: trueIds(ourLeavers()), account, capacity: PAYLOAD.capacity });
      answers.steps = plan.steps.map(toldStep);
    }
  } catch (problem) {
    if (problem instanceof Error) throw problem;
    answers.problem = refusalText(problem);
  }
  if (askedKey() !== key) return;
  told = answers;
  redrawView();
}

const pageId = (id) => [...PEOPLE.keys()][PAYLOAD.live.people.indexOf(id)];

const toldStep = (step) => ({
  ...step,
  theirs: pageId(step.theirs),
  leaver: pageId(step.leaver),
  successor: step.successor === null ? null : pageId(step.successor),
  candidates: new Map(step.candidates.filter((one) => pageId(one.person)).map(({ person, fit, strength }) => [pageId(person), { fit, strength }])),
});

/** Ways in that are lost with these people: the engine's word for one, the service's for several, else unknown. */
function accessLost() {
  const gone = leavers();
  if (gone.length === 1 && DEPARTURES[gone[0]]) return DEPARTURES[gone[0]];
  return told.key === askedKey() && told.cut_off ? told : null;
}
