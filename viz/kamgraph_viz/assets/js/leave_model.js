/** Who leaves and who was chosen by hand to take over; both stand in the address, so that it can be sent to a colleague. */
const MAY_BE_THEIRS = byId("add-theirs") !== null;
const takenBy = new Map();
const leavers = () => [...view.gone];
const ourLeavers = () => leavers().filter((id) => PEOPLE.get(id).ours);
const mayLeave = (person) => !person.placeholder && (person.ours || MAY_BE_THEIRS);
const NOBODY_CHOSEN = "-";

function readChoice() {
  for (const id of (choices.get("gone") || "").split(",")) if (PEOPLE.has(id) && mayLeave(PEOPLE.get(id))) view.gone.add(id);
  for (const pair of (choices.get("take") || "").split(",")) {
    const [contact, who] = pair.split(":");
    if (PEOPLE.has(contact) && (PEOPLE.has(who) || who === NOBODY_CHOSEN)) takenBy.set(contact, who === NOBODY_CHOSEN ? null : who);
  }
  now = impactNow();
}

function keep(key, value) {
  if (value) choose(key, value);
  else if (choices.has(key)) {
    choices.delete(key);
    history.replaceState(null, "", `#${choices}`);
  }
}

/** The address, and the links to the account's other pages, which take the leavers along. */
function keepChoice() {
  keep("gone", leavers().join(","));
  keep("take", [...takenBy].map(([contact, who]) => `${contact}:${who || NOBODY_CHOSEN}`).join(","));
  for (const link of document.querySelectorAll("a[data-page]")) link.href = `${link.dataset.page}#${choices}`;
}

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
