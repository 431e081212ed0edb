/** The part of all influence that goes: the engine's number for one person, the same rule for several. */
function relationshipLoss() {
  const [first] = view.gone;
  if (view.gone.size === 1 && DEPARTURES[first]) return DEPARTURES[first].relationship_loss;
  return now.before.coverage === null ? null : Math.max(0, now.before.coverage - now.after.coverage);
}

function moneyLost(one) {
  if (one) return money(one.value_at_stake, ACCOUNT.currency);
  if (ACCOUNT.group || ACCOUNT.annual_value === null || now.before.coverage === null) return "–";
  return money(now.before.coverage > 0 ? (ACCOUNT.annual_value * relationshipLoss()) / now.before.coverage : 0, ACCOUNT.currency);
}

/** Who of ours could still be introduced to somebody whom nobody would know. */
function heirText(id) {
  const chain = bestChain(id, view.gone);
  return chain ? `→ ${chain.people.slice(0, -1).map(nameOf).join(" → ")}` : label("page.no_way_in");
}
