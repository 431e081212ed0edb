const CAPACITY = PAYLOAD.capacity;

/** Joint introductions spread over the days that are left, in the order of the plan; never on a weekend. */
function meetingDays(steps) {
  const joint = steps.filter((step) => step.joint && successorOf(step)), days = Math.max(0, daysBetween(ACCOUNT.as_of, lastDay()));
  return new Map(joint.map((step, i) => [step.theirs, workingDay(addDays(ACCOUNT.as_of, Math.max(1, Math.round((days * (i + 1)) / (joint.length + 1)))))]));
}

function workingDay(iso) {
  const weekday = new Date(Date.parse(iso)).getUTCDay();
  return weekday === 6 ? addDays(iso, 2) <= lastDay() ? addDays(iso, 2) : addDays(iso, -1) : weekday === 0 ? addDays(iso, 1) <= lastDay() ? addDays(iso, 1) : addDays(iso, -2) : iso;
}

function planColumns(days) {
  const meet = (row) => days.get(row.person.id) || null;
  return [
    { code: "hand.order", number: true, value: (row) => row.order },
    CONTACT, ROLES, WEIGHT,
    { code: "hand.at_stake", number: true, value: (row) => row.step.at_stake, show: (row) => percent(row.step.at_stake) },
    ourLeavers().length > 1 ? { code: "hand.from", value: (row) => nameOf(row.step.leaver), show: (row) => personLink(row.step.leaver) } : null,
    SUCCESSOR, FIT,
    { code: "hand.meet", value: meet, show: (row) => (meet(row) ? day(meet(row)) : successorOf(row.step) ? label("hand.no_joint") : null) },
  ].filter(Boolean);
}

const REASON = { code: "leave.reason", value: (row) => reasonText(row.step) };
const SIGNATURE = { code: "hand.signature", value: () => "", show: () => "" };
const rowsOf = (steps) => steps.map((step, i) => ({ order: i + 1, step, person: PEOPLE.get(step.theirs) }));

const LOAD_COLUMNS = [
  { code: "page.ours", head: true, value: (load) => nameOf(load.id), show: (load) => personLink(load.id) },
  { code: "hand.load_now", number: true, value: (load) => load.today },
  { code: "hand.load_then", number: true, value: (load) => load.then, show: (load) => (load.then > CAPACITY ? `${load.then} (${say("hand.too_many", { n: CAPACITY })})` : String(load.then)) },
];
