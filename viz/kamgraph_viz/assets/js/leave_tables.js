const levelText = (person) => [person.title, label(`level.${person.level}`), departmentText(person)].filter(Boolean).join(" · ");
const rolesText = (person) => person.roles.map(label).join(", ");

const CONTACT = { code: "leave.contact", head: true, value: (row) => nameOf(row.person.id), show: (row) => [personLink(row.person.id), el("small", { text: levelText(row.person) })] };
const ROLES = { code: "role", value: (row) => rolesText(row.person), show: (row) => rolesText(row.person) || null };
const WEIGHT = { code: "influence", number: true, value: (row) => row.person.weight, show: (row) => plain(row.person.weight) + (row.person.assumed ? "*" : "") };
const SUCCESSOR = { code: "leave.successor", value: (row) => (row.step && successorOf(row.step) ? nameOf(successorOf(row.step)) : label("leave.nobody")), show: (row) => (row.step ? [successorChoice(row.step), el("small", { text: reasonText(row.step) })] : null) };
const FIT = { code: "leave.fit", number: true, value: (row) => (row.step ? fitOf(row.step) : null), show: (row) => (row.step ? fitShown(row.step) : null) };

const tieText = (tie) => `${nameOf(tie.ours)} – ${nameOf(tie.theirs)}: ${label(`scale.${scaleStep(tie.strength)}`)} (${percent(tie.strength)})${tie.last ? `, ${day(tie.last)}` : ""}`;

/** The fit, with the ties it is made of. */
function fitShown(step) {
  const who = successorOf(step);
  if (!who) return "–";
  const behind = () => TIES.filter((tie) => tie.active && tie.theirs === step.theirs && (tie.ours === who || view.gone.has(tie.ours))).map(tieText);
  return why(percent(fitOf(step)), `${nameOf(who)} → ${nameOf(step.theirs)}`, () => [explain("leave.fit"), reasonText(step), ...behind()]);
}

const sortings = {};
const sorted = (code, by = null, up = true) => (sortings[code] = sortings[code] || { by, up });
