/** What a manager should know first, as sentences; each names the people and clients it speaks of. */
function sentences() {
  if (ACCOUNTS.length === 0) return [label("page.say_empty")];
  const untouched = ACCOUNTS.filter((account) => account.pattern === "none").map((account) => account.name);
  if (untouched.length === ACCOUNTS.length) return [say("page.say_asleep", { all: ACCOUNTS.length })];
  const hanging = ACCOUNTS.filter(hangsOnOne).length;
  const said = [
    TOTALS.value_exposed === null
      ? say("page.say_no_money", { n: hanging, all: ACCOUNTS.length })
      : say("page.say_hanging", { n: hanging, all: ACCOUNTS.length, money: money(TOTALS.value_exposed, CURRENCY) }),
  ];
  const top = STAFF.filter((p) => p.value_at_stake).sort((a, b) => b.value_at_stake - a.value_at_stake).slice(0, 3);
  if (top.length) said.push(say("page.say_top", { list: top.map(carrierText).join(", ") }));
  const [paper] = [...STAFF].sort((a, b) => b.on_paper.length - a.on_paper.length);
  if (paper && paper.on_paper.length > 1) {
    said.push(say("page.say_paper", { name: paper.name, n: paper.on_paper.length, names: fewNames(paper.on_paper) }));
  }
  if (untouched.length) said.push(say("page.say_untouched", { n: count(untouched.length, "clients"), names: fewNames(untouched) }));
  if (TOTALS.coverage !== null) {
    said.push(say("page.say_coverage", { share: percent(TOTALS.coverage), n: count(TOTALS.accounts_left_out, "clients") }));
  }
  return said;
}

/** As many names as a sentence bears; the table has them all. */
function fewNames(names, most = 5) {
  const shown = [...names].sort(byText).slice(0, most).join(", ");
  return names.length > most ? say("page.say_more", { names: shown, n: names.length - most }) : shown;
}

function carrierText({ name, value_at_stake: stake, managed_value: managed }) {
  const values = { name, money: money(stake, CURRENCY), managed: money(managed, CURRENCY) };
  return say(managed ? "page.say_one_managing" : "page.say_one", values);
}

function drawHeader() {
  byId("stand").textContent = `${label("as_of")}: ${day(AS_OF)} · ${label("window")}: ${count(WINDOW_DAYS, "days")}`;
  fill(byId("sentences"), sentences().map((text) => el("li", { text })));
  document.title = `${label("page.portfolio")} – ${day(AS_OF)}`;
}

function drawPatterns() {
  const used = [...new Set(ACCOUNTS.map(codeOf))].sort();
  const options = used.map((code) => el("option", { value: code, text: label(code), selected: filters.pattern === code }));
  fill(byId("pattern"), el("option", { value: "", text: label("page.any_pattern") }), options);
}

let drawAccounts = () => null;
let drawStaff = () => null;

function drawShown() {
  drawAccounts();
  byId("shown").textContent = say("page.shown", { n: shownAccounts().length, all: ACCOUNTS.length });
}

function watchFilters() {
  const watch = (id, event, read) =>
    byId(id).addEventListener(event, () => {
      read(byId(id));
      drawShown();
    });
  watch("filter", "input", (input) => (filters.text = input.value));
  watch("pattern", "change", (input) => (filters.pattern = input.value));
  watch("renewal", "change", (input) => (filters.renewal = input.checked));
  watch("review", "change", (input) => (filters.review = input.checked));
}

function startPortfolio() {
  applyChoices();
  watchTerms();
  watchChoices();
  watchFilters();
  const risky = (account) => (hangsOnOne(account) ? "risk" : null);
  drawAccounts = makeTable(byId("accounts-table"), ACCOUNT_COLUMNS, shownAccounts, { by: 2, up: false }, risky);
  drawStaff = makeTable(byId("staff-table"), STAFF_COLUMNS, () => STAFF, { by: 3, up: false }, (p) => (p.accounts_lost.length ? "risk" : null));
  byId("csv-accounts").addEventListener("click", () => saveCsv(fileName(label("page.clients")), ACCOUNT_COLUMNS, shownAccounts()));
  byId("csv-staff").addEventListener("click", () => saveCsv(fileName(label("page.our_people")), STAFF_COLUMNS, STAFF));
  byId("print").addEventListener("click", () => print());
  const draw = () => {
    drawHeader();
    drawPatterns();
    drawShown();
    drawStaff();
  };
  redraws.push(draw);
  draw();
  document.documentElement.dataset.complete = "true";
}

startPortfolio();
window.kamgraph = { accounts: ACCOUNTS, staff: STAFF, totals: TOTALS, money, percent, plural, day, csvCell };
