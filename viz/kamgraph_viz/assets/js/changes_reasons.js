const MOST_REASONS = 60;
const points = (before, after) => Math.round(after * 100) - Math.round(before * 100);

/** People through whom a share of the influence changed, the greatest change first. */
function sharesBehind(shareOf) {
  const moved = [...PEOPLE.keys()].map((id) => [id, shareOf(THEN, id), shareOf(NOW, id)]).filter(([, was, is]) => Math.abs(is - was) > 1e-9);
  moved.sort((a, b) => Math.abs(b[2] - b[1]) - Math.abs(a[2] - a[1]) || (a[0] < b[0] ? -1 : 1));
  const rows = rowsByContact(), seen = moved.filter(([, was, is]) => percent(was) !== percent(is));
  if (moved.length === 0) return [label("diff.why_same")];
  const share = ([id, was, is]) => say("diff.why_share", { name: nameOf(id), before: percent(was), after: percent(is) });
  return firstReasons((seen.length ? seen : moved).map((one) => [share(one), tiesBehind(rows.get(one[0]))]));
}

/** What a reader can take in; how many more there are is said. */
const firstReasons = (said) => (said.length > MOST_REASONS ? [...said.slice(0, MOST_REASONS), say("page.more", { n: said.length - MOST_REASONS })] : said);

/** Rows about ties, by the client person they lead to. */
function rowsByContact() {
  const found = new Map();
  for (const row of changeRows()) {
    if (row.who.length === 2) found.set(row.who[1], [...(found.get(row.who[1]) || []), row]);
  }
  return found;
}

/** Ties of a client person that came, went or moved, as the reason for his or her share. */
function tiesBehind(rows) {
  if (!rows) return null;
  return el("ul", {}, rows.map((row) => el("li", { text: `${label(row.kind)}: ${nameOf(row.who[0])}, ${row.was} → ${row.is}${row.because ? `; ${row.because}` : ""}` })));
}

const worstBehind = () =>
  [THEN, NOW].map((on) =>
    on.worst === null
      ? say("diff.why_worst_nobody", { day: day(on.as_of) })
      : say("diff.why_worst", { day: day(on.as_of), name: nameOf(on.worst), left: percent(on.left) }));

const patternBehind = () =>
  [THEN, NOW].map((on) => {
    const ours = new Set(on.counted.map((tie) => tie.ours));
    return say("diff.why_pattern", { day: day(on.as_of), ours: ours.size, theirs: on.groups.size });
  });

/** Those whom we know on one of the days only. */
function knownBehind() {
  const rows = rowsByContact();
  const came = [...NOW.groups.keys()].filter((id) => !THEN.groups.has(id)), went = [...THEN.groups.keys()].filter((id) => !NOW.groups.has(id));
  const said = [...came.map((id) => [`+ ${nameOf(id)}`, tiesBehind(rows.get(id))]), ...went.map((id) => [`− ${nameOf(id)}`, tiesBehind(rows.get(id))])];
  return said.length ? firstReasons(said) : [label("diff.why_same")];
}

function tieCountBehind() {
  const rows = [...CHANGES.gained.map((pair) => `+ ${nameOf(pair.ours)} – ${nameOf(pair.theirs)}`), ...CHANGES.lost.map((pair) => `− ${nameOf(pair.ours)} – ${nameOf(pair.theirs)}: ${whyLost(pair)}`)];
  return rows.length ? firstReasons(rows) : [label("diff.why_same")];
}
