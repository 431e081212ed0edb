const PAYLOAD = readJson("payload");
const { accounts: ACCOUNTS, staff: STAFF, totals: TOTALS, as_of: AS_OF, window_days: WINDOW_DAYS, currency: CURRENCY } = PAYLOAD;
const SOON = 90;
const ON_ONE_PERSON = ["1:1", "1:N", "N:1"];

const filters = { text: "", pattern: "", renewal: false, review: false };

const patternCode = (pattern, solid) => (pattern === "N:N" ? `pattern.N:N.${solid ? "solid" : "paper"}` : `pattern.${pattern}`);
const codeOf = (account) => patternCode(account.pattern, account.solid);
const hangsOnOne = (account) => ON_ONE_PERSON.includes(account.pattern);
const daysToEnd = (account) => (account.contract_ends ? daysBetween(AS_OF, account.contract_ends) : null);
const endsSoon = (account) => account.contract_ends !== null && daysToEnd(account) >= 0 && daysToEnd(account) <= SOON;
const isLate = (account) => (account.review_overdue_days || 0) > 0;

const FOLDED = { ł: "l", đ: "d", ø: "o", ß: "ss", æ: "ae", œ: "oe", ı: "i" };
const fold = (text) =>
  text.toLowerCase().replace(/[łđøßæœı]/g, (c) => FOLDED[c]).normalize("NFKD").replace(/\p{M}/gu, "");

/** Accounts that pass every filter that is set. */
function shownAccounts() {
  const wanted = fold(filters.text).split(/\s+/).filter(Boolean);
  return ACCOUNTS.filter((account) => {
    const text = fold([account.name, account.about, account.worst || ""].join(" "));
    return (
      wanted.every((part) => text.includes(part)) &&
      (!filters.pattern || codeOf(account) === filters.pattern) &&
      (!filters.renewal || endsSoon(account)) &&
      (!filters.review || isLate(account))
    );
  });
}
