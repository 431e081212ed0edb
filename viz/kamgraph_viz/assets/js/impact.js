/** Active ties that are left when these people are gone. */
const tiesLeft = (ties, gone) => ties.filter((tie) => tie.active && !gone.has(tie.ours) && !gone.has(tie.theirs));

/** Share of a client person's influence that we hold: the chance that at least one tie works. */
const heldShare = (ties) => 1 - ties.reduce((miss, tie) => miss * (1 - tie.strength), 1);

function groupByContact(ties) {
  const groups = new Map();
  for (const tie of ties) groups.set(tie.theirs, [...(groups.get(tie.theirs) || []), tie]);
  return groups;
}

/** Coverage and reach when these people are gone, divided by all the influence there was. */
function standing(people, ties, totalWeight, gone) {
  const groups = groupByContact(tiesLeft(ties, gone));
  let [held, reached, known] = [0, 0, 0];
  for (const person of people) {
    const own = groups.get(person.id);
    if (person.ours || !own) continue;
    held += person.weight * heldShare(own);
    reached += person.weight;
    known += 1;
  }
  const share = (part) => (totalWeight > 0 ? part / totalWeight : null);
  return { coverage: share(held), reach: share(reached), known, groups };
}

/** What is lost by name: whom nobody of ours knows any more, and who newly hangs on one tie. */
function losses(people, before, after, gone) {
  const orphaned = [], single = [];
  for (const person of people) {
    if (person.ours || gone.has(person.id)) continue;
    const had = (before.get(person.id) || []).length;
    const has = (after.get(person.id) || []).length;
    if (had > 0 && has === 0) orphaned.push(person.id);
    if (had > 1 && has === 1) single.push(person.id);
  }
  return { orphaned, single };
}

/** Contacts that each of our people alone holds. */
function soleContacts(groups) {
  const sole = new Map();
  for (const [contact, ties] of groups) {
    if (ties.length === 1) sole.set(ties[0].ours, [...(sole.get(ties[0].ours) || []), contact]);
  }
  return sole;
}

/** Coverage after the worst further departure of either side. */
function leftAfterOne(people, ties, totalWeight, gone) {
  const now = standing(people, ties, totalWeight, gone);
  if (now.coverage === null) return null;
  const loss = new Map();
  for (const [contact, own] of now.groups) {
    const weight = people.find((person) => person.id === contact).weight / totalWeight;
    loss.set(contact, weight * heldShare(own));
    for (const tie of own) {
      const without = heldShare(own.filter((other) => other !== tie));
      loss.set(tie.ours, (loss.get(tie.ours) || 0) + weight * (heldShare(own) - without));
    }
  }
  return Math.max(0, now.coverage - Math.max(0, ...loss.values()));
}

/** The whole effect of a set of departures on relationships; ways in over others need the engine. */
function impact(people, ties, totalWeight, gone) {
  const before = standing(people, ties, totalWeight, new Set());
  const after = standing(people, ties, totalWeight, gone);
  return {
    before,
    after,
    ...losses(people, before.groups, after.groups, gone),
    sole: soleContacts(after.groups),
    left: leftAfterOne(people, ties, totalWeight, gone),
  };
}

const impactNow = () => impact([...PEOPLE.values()], TIES, ACCOUNT.total_weight, view.gone);
let now = impactNow();

/** Nobody else of ours knows this contact. */
function isOnlyTie(tie) {
  const left = now.after.groups.get(tie.theirs) || [];
  return left.length === 1 && left[0] === tie;
}

/** Critical people: the engine's word while everybody is here, sole contacts during a departure. */
function isCritical(id) {
  if (view.gone.has(id)) return false;
  if (view.gone.size === 0) return Boolean(DEPARTURES[id] && DEPARTURES[id].critical);
  const contacts = [...now.after.groups.keys()];
  return now.sole.has(id) || (contacts.length === 1 && contacts[0] === id);
}
