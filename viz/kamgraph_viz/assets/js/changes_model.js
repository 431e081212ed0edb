const { then: EARLIER, there: THERE, worst: WORST, history: HISTORY } = PAYLOAD;
const BEFORE = EARLIER.account.as_of, AFTER = ACCOUNT.as_of;
const pairOf = (ours, theirs) => `${ours} ${theirs}`;
const keyOf = (tie) => pairOf(tie.ours, tie.theirs);

/** One of the two days: who stood there, and which ties counted. */
function dayOf(as_of, account, figures, people, ties, worst) {
  const counted = ties.filter((tie) => tie.active && people.has(tie.ours) && people.has(tie.theirs));
  return {
    as_of, account, figures, people, ties, counted,
    groups: groupByContact(counted),
    tieAt: new Map(ties.map((tie) => [keyOf(tie), tie])),
    worst: worst === null ? null : idAt(worst),
    left: lowest(figures.left_ours, figures.left_theirs),
  };
}

// What is the same on both days stands in the page once.
const UNDATED = { title: "", department_text: "", weight: 0, assumed: false, stale: false, stance: null, roles: [] };
const stoodThen = EARLIER.people.flatMap((entry, i) => (entry ? [[idAt(i), { ...PEOPLE.get(idAt(i)), ...UNDATED, ...entry }]] : []));
const THEN = dayOf(BEFORE, EARLIER.account, EARLIER.figures, new Map(stoodThen), EARLIER.ties.map(readTie), WORST[0]);
const NOW = dayOf(AFTER, ACCOUNT, FIGURES, new Map([...PEOPLE].slice(0, THERE)), TIES, WORST[1]);

const pairsAt = (pairs) => pairs.map(([ours, theirs]) => ({ ours: idAt(ours), theirs: idAt(theirs) }));
const CHANGES = {
  gained: pairsAt(PAYLOAD.changes.gained),
  lost: pairsAt(PAYLOAD.changes.lost),
  joined: PAYLOAD.changes.joined.map(idAt),
  left: PAYLOAD.changes.left.map(idAt),
  ours_joined: OURS.filter((p) => NOW.people.has(p.id) && !THEN.people.has(p.id)).map((p) => p.id),
  ours_left: OURS.filter((p) => !NOW.people.has(p.id)).map((p) => p.id),
};
const GAINED = new Set(CHANGES.gained.map(keyOf)), LOST = new Set(CHANGES.lost.map(keyOf));

/** Share of all the influence of the day that we hold through one person. */
const heldOf = (on, id) => (on.account.total_weight > 0 && on.groups.has(id) ? (on.people.get(id).weight * heldShare(on.groups.get(id))) / on.account.total_weight : 0);
const reachedOf = (on, id) => (on.account.total_weight > 0 && on.groups.has(id) ? on.people.get(id).weight / on.account.total_weight : 0);
