const mostValue = Math.max(0, ...ACCOUNTS.map((account) => account.annual_value || 0));

/** Value as a bar: what one departure leaves, and what it exposes, on one scale for all clients. */
function valueBar(account) {
  const { annual_value: value, value_exposed: exposed } = account;
  if (!value || exposed === null || !mostValue) return null;
  const held = value - exposed;
  const bar = el("span", { class: "bar", role: "img", "aria-label": say("page.bar_text", { held: money(held, CURRENCY), exposed: money(exposed, CURRENCY) }) });
  for (const [name, part] of [["held", held], ["exposed", exposed]]) {
    const piece = el("span", { class: name });
    piece.style.width = `${(100 * part) / mostValue}%`;
    bar.append(piece);
  }
  return bar;
}

const pageOf = (account, person) => `${account.page}#${person ? new URLSearchParams([...choices, ["p", person]]) : choices}`;
const mapLink = (account, text, person) => (account.page ? el("a", { href: pageOf(account, person), text }) : text);

function worstText(account) {
  if (!account.worst) return null;
  return account.orphaned_by_worst ? `${account.worst} (${account.orphaned_by_worst})` : account.worst;
}

function endText(account) {
  if (!account.contract_ends) return null;
  const inDays = say("page.in_days", { n: count(daysToEnd(account), "days") });
  return endsSoon(account) ? el("span", { class: "soon", text: `${day(account.contract_ends)}, ${inDays}` }) : day(account.contract_ends);
}

function reviewText(account) {
  if (account.review_overdue_days === null) return null;
  return isLate(account) ? el("span", { class: "soon", text: say("page.late", { n: count(account.review_overdue_days, "days") }) }) : "✓";
}

const asMoney = (field) => (row) => (row[field] === null ? null : money(row[field], CURRENCY));
const asPercent = (field) => (row) => (row[field] === null ? null : percent(row[field]));

const ACCOUNT_COLUMNS = [
  { code: "account", head: true, value: (a) => a.name, show: (a) => [mapLink(a, a.name, null), a.about ? el("small", { text: a.about }) : null] },
  { code: "annual_value", number: true, value: (a) => a.annual_value, show: asMoney("annual_value") },
  { code: "value_exposed", number: true, value: (a) => a.value_exposed, show: asMoney("value_exposed") },
  { code: "page.bar", value: (a) => (a.annual_value && a.left !== null ? a.left : null), show: valueBar },
  { code: "pattern", value: (a) => label(codeOf(a)), show: (a) => el("span", { class: hangsOnOne(a) || a.pattern === "none" ? "badge risky" : "badge" }, term(codeOf(a))) },
  { code: "coverage", number: true, value: (a) => a.coverage, show: asPercent("coverage") },
  { code: "r_1", number: true, value: (a) => a.left, show: asPercent("left") },
  { code: "page.worst_person", value: worstText, show: (a) => (a.worst ? mapLink(a, worstText(a), a.worst_id) : null) },
  { code: "threads", number: true, value: (a) => a.threads },
  { code: "page.cumulative", number: true, value: (a) => a.cumulative_share, show: asPercent("cumulative_share") },
  { code: "page.executive", value: (a) => a.executive_contact, show: (a) => day(a.executive_contact) },
  { code: "page.review", value: (a) => a.review_overdue_days, show: reviewText, number: true },
  { code: "page.contract_until", value: (a) => a.contract_ends, show: endText },
];

const accountNames = (rows) => [...rows].sort(byText).join(", ");
const STAFF_COLUMNS = [
  { code: "page.our_person", head: true, value: (p) => p.name },
  { code: "page.accounts", number: true, value: (p) => p.accounts },
  { code: "page.managed", number: true, value: (p) => p.managed_value, show: asMoney("managed_value") },
  { code: "value_at_stake", number: true, value: (p) => p.value_at_stake, show: asMoney("value_at_stake") },
  { code: "page.key_contacts", number: true, value: (p) => p.key_contacts },
  { code: "page.sole_contacts", number: true, value: (p) => p.sole_contacts },
  { code: "page.accounts_lost", value: (p) => accountNames(p.accounts_lost), show: (p) => accountNames(p.accounts_lost) || null },
  { code: "page.on_paper", value: (p) => accountNames(p.on_paper), show: (p) => accountNames(p.on_paper) || null },
];
