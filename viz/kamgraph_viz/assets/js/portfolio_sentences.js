/** Some clients as their number, which opens their names. */
const namesWhy = (accounts, code, text = String(accounts.length)) => (accounts.length === 0 ? text : why(text, label(code), () => [...accounts].sort((a, b) => byText(a.name, b.name)).map((a) => mapLink(a, a.name))));

/** What a manager should know first, as sentences; each names the people and clients it speaks of. */
function sentences() {
  if (ACCOUNTS.length === 0) return [sentence("page.say_empty", {})];
  const untouched = ACCOUNTS.filter((account) => account.pattern === "none");
  if (untouched.length === ACCOUNTS.length) return [sentence("page.say_asleep", { all: String(ACCOUNTS.length) })];
  const hanging = ACCOUNTS.filter(hangsOnOne), late = ACCOUNTS.filter(isLate);
  const counts = { n: namesWhy(hanging, "pattern"), all: String(ACCOUNTS.length) };
  const said = [TOTALS.value_exposed === null ? sentence("page.say_no_money", counts) : sentence("page.say_hanging", { ...counts, money: exposedWhy() })];
  const top = CARRIERS.filter((p) => p.value_at_stake).sort((a, b) => b.value_at_stake - a.value_at_stake).slice(0, 3);
  if (top.length) said.push(sentence("page.say_top", { list: inRow(top.map(carrierShown)) }));
  const [paper] = [...CARRIERS].sort((a, b) => b.on_paper.length - a.on_paper.length);
  if (paper && paper.on_paper.length > 1) {
    said.push(sentence("page.say_paper", { name: linked(paper.page, paper.name), n: String(paper.on_paper.length), names: fewNames(paper.on_paper) }));
  }
  if (untouched.length) said.push(sentence("page.say_untouched", { n: namesWhy(untouched, "pattern.none", count(untouched.length, "clients")), names: fewNames(untouched.map((a) => a.name)) }));
  if (late.length) said.push(sentence("page.say_late", { n: namesWhy(late, "page.review_late", count(late.length, "clients")) }));
  if (TOTALS.coverage !== null) said.push(sentence("page.say_coverage", { share: coverageWhy(), n: leftOutWhy() }));
  return said;
}

const byExposed = () => [...ACCOUNTS].filter((a) => a.value_exposed).sort((a, b) => b.value_exposed - a.value_exposed);
const exposedWhy = () =>
  why(money(TOTALS.value_exposed, CURRENCY), label("value_exposed"), () => [explain("value_exposed"), ...byExposed().map((a) => `${a.name}: ${money(a.value_exposed, CURRENCY)}`)]);
const coverageWhy = () =>
  why(percent(TOTALS.coverage), label("coverage"), () => [explain("coverage"), ...ACCOUNTS.filter((a) => a.coverage !== null && a.annual_value !== null).map((a) => `${a.name}: ${percent(a.coverage)} × ${money(a.annual_value, CURRENCY)}`)]);
function leftOutWhy() {
  const left = ACCOUNTS.filter((a) => a.coverage === null || a.annual_value === null);
  return left.length ? namesWhy(left, "coverage", count(TOTALS.accounts_left_out, "clients")) : count(TOTALS.accounts_left_out, "clients");
}

/** As many names as a sentence bears; the table has them all. */
function fewNames(names, most = 5) {
  const shown = [...names].sort(byText).slice(0, most).join(", ");
  return names.length > most ? say("page.say_more", { names: shown, n: names.length - most }) : shown;
}

/** One of our people with the value behind, which opens the clients that would be left. */
function carrierShown({ name, page, value_at_stake: stake, managed_value: managed, lost }) {
  const lines = () => [explain("value_at_stake"), ...[...lost].sort(byText).map((client) => `${label("page.accounts_lost")}: ${client}`)];
  const blanks = { name: linked(page, name), money: why(money(stake, CURRENCY), name, lines), managed: money(managed, CURRENCY) };
  return [...sentence(managed ? "page.say_one_managing" : "page.say_one", blanks).childNodes];
}
