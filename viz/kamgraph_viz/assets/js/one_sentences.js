/** A sentence in which every blank may be an element. */
const sentence = (code, blanks) =>
  el("li", {}, label(code).split(/(\{\w+\})/).map((part) => (/^\{\w+\}$/.test(part) ? blanks[part.slice(1, -1)] : part)));

const counted = (list, noun, title) => why(count(list.length, noun), title, () => list.map(tieLine));

function sentencesOfOurs() {
  const accounts = PAYLOAD.accounts.filter((account) => contactsAt(account).length);
  if (!ACTIVE.length) return [sentence("one.say_holds_none", {})];
  const said = [sentence("one.say_holds", { ties: why(String(ACTIVE.length), label("one.held"), () => ACTIVE.map(tieLine)), clients: why(String(accounts.length), label("one.accounts"), () => accounts.map((a) => `${a.name}: ${count(contactsAt(a).length, "ties")}`)) })];
  said.push(SOLE.length ? sentence("one.say_sole", { n: counted(SOLE, "people", label("one.sole")) }) : sentence("one.say_none_sole", {}));
  const lost = PAYLOAD.accounts.filter((account) => account.lost).map((account) => account.name);
  if (lost.length) said.push(sentence("one.say_accounts_lost", { names: el("span", { class: "lost", text: lost.join(", ") }) }));
  if (PAYLOAD.totals && PAYLOAD.totals.value_at_stake) said.push(sentence("one.say_value", { money: why(money(PAYLOAD.totals.value_at_stake, CURRENCY), label("value_at_stake"), () => [explain("value_at_stake"), ...SOLE.map(tieLine)]) }));
  said.push(...coverageSaid());
  if (UNCOVERED.length) said.push(sentence("one.say_uncovered", { n: counted(UNCOVERED, "people", label("one.nobody")) }));
  return said;
}

function sentencesOfTheirs() {
  const ties = PAYLOAD.ties.filter((tie) => tie.active);
  const said = [ties.length ? sentence("one.say_known", { n: counted(ties, "people", label("one.ties")) }) : sentence("one.say_known_none", {})];
  if (ties.length === 1) said.push(sentence("one.say_only", { name: el("span", { class: "sole", text: ties[0].name }) }));
  if (PAYLOAD.cut_off.length) said.push(sentence("one.say_cut_off", { n: why(count(PAYLOAD.cut_off.length, "people"), label("cut_off"), () => PAYLOAD.cut_off.map((one) => nameOr(one.name, ""))) }));
  if (PAYLOAD.accounts_lost.length) said.push(sentence("one.say_accounts_lost", { names: PAYLOAD.accounts_lost.join(", ") }));
  return [...said, ...coverageSaid()];
}

function coverageSaid() {
  if (!PAYLOAD.coverage || PAYLOAD.coverage[0] === null) return [];
  const [before, after] = PAYLOAD.coverage.map(percent);
  return [sentence("one.say_coverage", { before, after: why(after, label("coverage"), () => [explain("coverage"), ...(PERSON.ours ? ACTIVE : PAYLOAD.ties.filter((tie) => tie.active)).map(tieLine)]) })];
}
