const clientText = (client) => (client.value === null ? client.name : say("over.client", { name: client.name, money: money(client.value, CURRENCY) }));
const clientLine = (person, client) => [linked(client.departure || client.map, client.name, [["gone", person.id]]), client.value === null ? null : el("span", { class: "value", text: ` ${money(client.value, CURRENCY)}` })];
const AT_FIRST = 5;

/** The first of them, and the others when they are asked for. */
function clientList(numbers, line) {
  if (!numbers.length) return null;
  const items = clientsIn(numbers).map((client) => el("li", {}, line(client))), rest = items.slice(AT_FIRST);
  return [el("ul", { class: "clients" }, items.slice(0, AT_FIRST)),
    rest.length ? el("details", {}, el("summary", { text: say("page.more", { n: rest.length }) }), el("ul", { class: "clients" }, rest)) : null];
}

const because = (person, code, text, lines) => why(text, `${person.name} · ${label(code)}`, () => [explain(code), ...lines()].filter((line) => line.length));

const soleLines = (person) => {
  const more = person.sole_contacts - person.sole_names.length;
  return [...person.sole_names.map((name) => say("over.sole_tie", { name })), person.sole_names.length && more ? say("page.more", { n: more }) : ""];
};
const lostLines = (person) => clientsIn(person.lost).map((client) => `${label("page.accounts_lost")}: ${clientText(client)}`);

function stakeShown(person) {
  if (person.value_at_stake === null) return null;
  const bar = el("span", { class: "stake" }, el("span"));
  bar.firstChild.style.width = `${mostAtStake ? (100 * person.value_at_stake) / mostAtStake : 0}%`;
  return [because(person, "value_at_stake", money(person.value_at_stake, CURRENCY), () => [...lostLines(person), ...soleLines(person)]), bar];
}

const STAFF_COLUMNS = [
  { code: "page.our_person", head: true, value: (p) => p.name, show: (p) => linked(p.page, p.name) },
  { code: "value_at_stake", number: true, value: (p) => p.value_at_stake, show: stakeShown },
  { code: "page.accounts_lost", value: (p) => namesIn(p.lost), show: (p) => clientList(p.lost, (client) => clientLine(p, client)) },
  { code: "over.behind", number: true, value: valueLost, show: (p) => (valueLost(p) === null ? null : because(p, "over.behind", money(valueLost(p), CURRENCY), () => lostLines(p))) },
  { code: "page.sole_contacts", number: true, value: (p) => p.sole_contacts, show: (p) => because(p, "page.sole_contacts", String(p.sole_contacts), () => soleLines(p)) },
  { code: "page.key_contacts", number: true, value: (p) => p.key_contacts },
  { code: "over.load", number: true, value: (p) => p.load },
  { code: "page.accounts", number: true, value: (p) => p.accounts },
  { code: "page.managed", number: true, value: (p) => p.managed_value, show: (p) => (p.managed.length && p.managed_value !== null ? because(p, "page.managed", money(p.managed_value, CURRENCY), () => clientsIn(p.managed).map(clientText)) : null) },
  { code: "page.on_paper", value: (p) => namesIn(p.on_paper), show: (p) => clientList(p.on_paper, (client) => linked(client.map, client.name)) },
];
