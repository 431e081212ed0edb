const PAYLOAD = readJson("payload");
const { staff: STAFF, clients: CLIENTS, as_of: AS_OF, currency: CURRENCY } = PAYLOAD;
const filters = { text: "", lost: false, paper: false };
const mostAtStake = Math.max(0, ...STAFF.map((person) => person.value_at_stake || 0));

const clientsIn = (numbers) => numbers.map((number) => CLIENTS[number]).sort((a, b) => (b.value || 0) - (a.value || 0) || byText(a.name, b.name));
const namesIn = (numbers) => clientsIn(numbers).map((client) => client.name).join(", ");

/** Annual value of the clients left without contact, as far as it is known; null where there are none. */
function valueLost(person) {
  const known = person.lost.map((number) => CLIENTS[number].value).filter((value) => value !== null);
  return known.length ? known.reduce((sum, value) => sum + value, 0) : null;
}

for (const person of STAFF) {
  person.folded = fold([person.name, ...[...person.lost, ...person.on_paper, ...person.managed].map((number) => CLIENTS[number].name)].join(" "));
}

/** Our people who pass every filter that is set. */
function shownStaff() {
  const wanted = wordsOf(filters.text);
  return STAFF.filter(
    (person) =>
      wanted.every((part) => person.folded.includes(part)) && (!filters.lost || person.lost.length > 0) && (!filters.paper || person.on_paper.length > 0),
  );
}
