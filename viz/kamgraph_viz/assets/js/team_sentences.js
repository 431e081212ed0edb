const staffWhy = (people, code, lines) => why(count(people.length, "people"), label(code), () => people.map(lines));
const withClients = (field) => (person) => `${person.name}: ${namesIn(person[field])}`;

/** What stands out, as sentences that name whom they speak of. */
function sentences() {
  if (STAFF.length === 0) return [sentence("over.nobody", {})];
  const losing = STAFF.filter((person) => person.lost.length), paper = STAFF.filter((person) => person.on_paper.length);
  const clients = [...new Set(losing.flatMap((person) => person.lost))];
  const said = [losing.length
    ? sentence("over.say_lost", { n: staffWhy(losing, "page.accounts_lost", withClients("lost")), clients: why(String(clients.length), label("page.accounts_lost"), () => clientsIn(clients).map(clientText)) })
    : sentence("over.say_none_lost", {})];
  const top = STAFF.filter((person) => person.value_at_stake).sort((a, b) => b.value_at_stake - a.value_at_stake).slice(0, 3);
  if (top.length) said.push(sentence("over.say_most", { list: inRow(top.map((p) => [linked(p.page, p.name), ` (${money(p.value_at_stake, CURRENCY)})`])) }));
  const [busiest] = [...STAFF].sort((a, b) => (b.load || 0) - (a.load || 0));
  if (busiest.load) said.push(sentence("over.say_load", { name: linked(busiest.page, busiest.name), n: count(busiest.load, "ties") }));
  if (paper.length) said.push(sentence("over.say_paper", { n: staffWhy(paper, "page.on_paper", withClients("on_paper")) }));
  return said;
}
