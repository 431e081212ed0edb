const PAYLOAD = readJson("payload");
const { accounts: ACCOUNTS, carriers: CARRIERS, totals: TOTALS, as_of: AS_OF, window_days: WINDOW_DAYS, currency: CURRENCY } = PAYLOAD;
const SOON = 90;
const ON_ONE_PERSON = ["1:1", "1:N", "N:1"];

const filters = { text: "", pattern: "", owner: "", segment: "", renewal: false, review: false };
/** What a filter offers for clients of whom nothing is known there; no name reads so. */
const UNKNOWN = "\u0000";

const patternCode = (pattern, solid) => (pattern === "N:N" ? `pattern.N:N.${solid ? "solid" : "paper"}` : `pattern.${pattern}`);
const codeOf = (account) => patternCode(account.pattern, account.solid);
const hangsOnOne = (account) => ON_ONE_PERSON.includes(account.pattern);
const daysToEnd = (account) => (account.contract_ends ? daysBetween(AS_OF, account.contract_ends) : null);
const endsSoon = (account) => account.contract_ends !== null && daysToEnd(account) >= 0 && daysToEnd(account) <= SOON;
const isLate = (account) => (account.review_overdue_days || 0) > 0;
const aboutText = (account) => [account.segment, account.industry].filter(Boolean).join(" · ");
const ownerText = (account) => account.owners.join(", ");
const daysSinceExecutive = (account) => (account.executive_contact ? daysBetween(account.executive_contact, AS_OF) : null);

/** Coverage on the days before, the oldest first, and today; empty where no earlier day is known. */
const trendOf = (account) => (account.trend.some((share) => share !== null) ? [...account.trend, account.coverage] : []);

/** Points by which coverage has changed since the first day on which it is known. */
function trendChange(account) {
  const known = trendOf(account).filter((share) => share !== null);
  return known.length < 2 || account.coverage === null ? null : Math.round(100 * account.coverage) - Math.round(100 * known[0]);
}

for (const account of ACCOUNTS) {
  account.folded = fold([account.name, aboutText(account), account.worst || "", ownerText(account)].join(" "));
}

const isIn = (chosen, values) => !chosen || (chosen === UNKNOWN ? values.length === 0 : values.includes(chosen));

/** Accounts that pass every filter that is set. */
function shownAccounts() {
  const wanted = wordsOf(filters.text);
  return ACCOUNTS.filter(
    (account) =>
      wanted.every((part) => account.folded.includes(part)) &&
      (!filters.pattern || codeOf(account) === filters.pattern) &&
      isIn(filters.owner, account.owners) &&
      isIn(filters.segment, account.segment ? [account.segment] : []) &&
      (!filters.renewal || endsSoon(account)) &&
      (!filters.review || isLate(account)),
  );
}
