const MOST_STEPS = 3;
const REPORTS_TO = 0.7;

const lineStrength = (line) => ({ reports_to: REPORTS_TO, influences: line.weight, conflicts_with: 0 })[line.kind];

/** All ways from one person to the next, with the strength of each. */
function openWays(gone) {
  const ways = tiesLeft(TIES, gone).map((tie) => [tie.ours, tie.theirs, tie.strength]);
  for (const line of LINES) {
    const strength = lineStrength(line);
    if (strength > 0 && !gone.has(line.source) && !gone.has(line.target)) {
      ways.push([line.source, line.target, strength], [line.target, line.source, strength]);
    }
  }
  return ways;
}

/** Strongest chain from any of our people to the target in at most three steps; null where there is none. */
function bestChain(target, gone) {
  const ways = openWays(gone);
  let reached = new Map(OURS.filter((p) => !gone.has(p.id)).map((p) => [p.id, { people: [p.id], strength: 1 }]));
  let best = null;
  for (let step = 0; step < MOST_STEPS; step++) {
    const next = new Map();
    for (const [from, to, strength] of ways) {
      const chain = reached.get(from);
      if (!chain || chain.people.includes(to)) continue;
      const longer = { people: [...chain.people, to], strength: chain.strength * strength };
      if (isBetter(longer, next.get(to))) next.set(to, longer);
    }
    if (isBetter(next.get(target), best)) best = next.get(target);
    reached = next;
  }
  return best;
}

function isBetter(chain, other) {
  if (!chain) return false;
  if (!other || chain.strength > other.strength) return true;
  return chain.strength === other.strength && chain.people.join() < other.people.join();
}
