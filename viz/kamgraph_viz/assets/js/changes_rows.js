const strengthText = (tie) => (tie && tie.active ? `${label(`scale.${scaleStep(tie.strength)}`)} (${percent(tie.strength)})` : "–");
const weightOf = (id) => (NOW.people.get(id) || THEN.people.get(id)).weight;

/** What speaks for a tie on a day: its contacts, else its rating. */
function restsOn(tie) {
  if (tie && tie.count) return say("diff.because_contacts", { n: count(tie.count, "contacts"), day: day(tie.last) });
  if (tie && tie.confirmed) return say("diff.because_rated", { day: day(tie.confirmed) });
  return label("diff.because_unknown");
}

function whyLost({ ours, theirs }) {
  if (!NOW.people.has(theirs)) return say("diff.because_left", { name: nameOf(theirs) });
  if (!NOW.people.has(ours)) return say("diff.because_ours_left", { name: nameOf(ours) });
  const still = NOW.tieAt.get(pairOf(ours, theirs));
  if (!still) return label("diff.because_ended");
  return still.last ? say("diff.because_silent", { day: day(still.last) }) : restsOn(still);
}

function tieRow(kind, pair, because) {
  const at = (on) => strengthText(on.tieAt.get(keyOf(pair)));
  const was = kind === "diff.tie_gained" ? "–" : at(THEN);
  return { kind, who: [pair.ours, pair.theirs], was, is: kind === "diff.tie_lost" ? "–" : at(NOW), because, weight: weightOf(pair.theirs) };
}

/** Ties that count on both days and now stand at another of the five words. */
const movedTies = () =>
  NOW.counted.filter((tie) => {
    const was = THEN.tieAt.get(keyOf(tie));
    return was && was.active && !GAINED.has(keyOf(tie)) && scaleStep(was.strength) !== scaleStep(tie.strength);
  });

const placeText = (person) => [...new Set([person.title, person.ours ? "" : departmentText(person), label(`level.${person.level}`)])].filter(Boolean).join(" · ");
const rolesText = (person) => person.roles.map(label).join(", ") || label(person.ours ? "unknown" : "role.none");
const influenceText = (person) => `${plain(person.weight)}${person.assumed ? ` (${label("page.assumed_short")})` : ""}`;
const ASPECTS = [
  ["diff.stance", (p) => (p.ours ? "" : label(stanceCode(p)))],
  ["diff.influence", (p) => (p.ours ? "" : influenceText(p))],
  ["diff.position", placeText],
  ["diff.part", (p) => (p.ours ? "" : rolesText(p))],
  ["page.our_part", (p) => (p.ours ? rolesText(p) : "")],
];

const hereRow = (kind, came) => (id) => {
  const text = placeText((came ? NOW : THEN).people.get(id));
  return { kind, who: [id], was: came ? "–" : text, is: came ? text : "–", because: "", weight: weightOf(id) };
};

/** Everything that differs between the two days, a row each, in the language of the page. */
function changeRows() {
  const both = [...NOW.people.keys()].filter((id) => THEN.people.has(id));
  const differing = both.flatMap((id) => ASPECTS.map(([kind, text]) => ({ kind, who: [id], was: text(THEN.people.get(id)), is: text(NOW.people.get(id)), because: "", weight: weightOf(id) })));
  return [
    ...CHANGES.gained.map((pair) => tieRow("diff.tie_gained", pair, restsOn(NOW.tieAt.get(keyOf(pair))))),
    ...CHANGES.lost.map((pair) => tieRow("diff.tie_lost", pair, whyLost(pair))),
    ...CHANGES.joined.map(hereRow("diff.joined", true)),
    ...CHANGES.left.map(hereRow("diff.left", false)),
    ...CHANGES.ours_joined.map(hereRow("diff.ours_joined", true)),
    ...CHANGES.ours_left.map(hereRow("diff.ours_left", false)),
    ...differing.filter((row) => row.was !== row.is),
    ...movedTies().map((tie) => tieRow("diff.strength", tie, restsOn(tie))),
  ];
}

const whoText = (row) => row.who.map(nameOf).join(" – ");
const whoLinks = (row) => row.who.flatMap((id, i) => (i ? [" – ", personLink(id)] : [personLink(id)]));
