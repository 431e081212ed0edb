/** Who was chosen by hand to take over stands in the address, as who leaves does. */
const MAY_BE_THEIRS = byId("add-theirs") !== null;
const takenBy = new Map();
const leavers = () => [...view.gone];
const ourLeavers = () => leavers().filter((id) => PEOPLE.get(id).ours);
const NOBODY_CHOSEN = "-";

function readTaken() {
  for (const pair of (choices.get("take") || "").split(",")) {
    const [contact, who] = pair.split(":");
    if (PEOPLE.has(contact) && (PEOPLE.has(who) || who === NOBODY_CHOSEN)) takenBy.set(contact, who === NOBODY_CHOSEN ? null : who);
  }
}

const keepTaken = () => keep("take", [...takenBy].map(([contact, who]) => `${contact}:${who || NOBODY_CHOSEN}`).join(","));

/** Until when people are here: as chosen, else as known, else a month. */
function lastDay() {
  const chosen = choices.get("until");
  if (/^\d{4}-\d\d-\d\d$/.test(chosen || "")) return chosen;
  const known = leavers().map((id) => PEOPLE.get(id).ends).filter(Boolean).sort()[0];
  return known || addDays(ACCOUNT.as_of, 30);
}

function addDays(iso, n) {
  const moved = new Date(Date.parse(iso) + n * 86400000);
  return Number.isNaN(moved.getTime()) ? iso : moved.toISOString().slice(0, 10);
}
