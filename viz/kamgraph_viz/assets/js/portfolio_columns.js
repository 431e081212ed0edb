const PAGE_ORDER = ["map", "coverage", "structure", "departure", "handover", "changes", "quality"];
const tieText = (tie) => [say("page.why_tie", { name: tie[0] }), `${label(`scale.${scaleStep(tie[1])}`)} (${percent(tie[1])})`, tie[2] ? day(tie[2]) : null].filter(Boolean).join(" · ");

/** Links to every page of a client. */
const pagesOf = (account) =>
  PAGE_ORDER.filter((page) => account.pages[page]).flatMap((page, i) => [i ? " · " : " ", linked(account.pages[page], label(`nav.${page}`))]);

/** What every figure of a client rests on: the sum, the worst departure, and the ties that end with it. */
function reasonsOf(account, code) {
  const lines = [explain(code)];
  if (code === "page.executive") return [...lines, [...(account.executive_met ? [account.executive_met.join(" – ")] : []), day(account.executive_contact)].join(" · "), ...onward(account)];
  if (account.value_exposed !== null) {
    lines.push(say("page.why_exposed", { value: money(account.annual_value, CURRENCY), left: percent(account.left), exposed: money(account.value_exposed, CURRENCY) }));
  }
  if (account.worst) {
    lines.push([label("page.why_worst").split("{name}")[0], mapLink(account, account.worst, account.worst_id)]);
    if (account.orphaned_by_worst) lines.push(say("page.why_orphaned", { n: count(account.orphaned_by_worst, "people") }));
    lines.push(...account.behind.map(tieText));
  }
  return [...lines.filter((line) => line.length), ...onward(account)];
}

function onward(account) {
  const pages = pagesOf(account);
  return pages.length ? [[label("page.more_pages"), pages]] : [];
}

const because = (code, textOf) => (account) => {
  const text = textOf(account);
  return text === null ? null : why(text, `${account.name} · ${label(code)}`, () => reasonsOf(account, code));
};
const asMoney = (field) => (row) => (row[field] === null ? null : money(row[field], CURRENCY));
const asPercent = (field) => (row) => (row[field] === null ? null : percent(row[field]));
const asNumber = (field) => (row) => (row[field] === null ? null : String(row[field]));

/** Exposed value, and below it the share of the whole that it and all larger ones are. */
const exposedShown = (account) => [
  because("value_exposed", asMoney("value_exposed"))(account) || "–",
  account.cumulative_share === null ? null : el("small", { title: explain("page.cumulative"), text: say("page.cumulated", { share: percent(account.cumulative_share) }) }),
];

const ACCOUNT_COLUMNS = [
  { code: "account", head: true, value: (a) => a.name, show: (a) => [mapLink(a, a.name), aboutText(a) ? el("small", { text: aboutText(a) }) : null] },
  { code: "page.owner", value: ownerText, show: (a) => ownerText(a) || null, needs: (a) => a.owners.length },
  { code: "annual_value", number: true, value: (a) => a.annual_value, show: because("annual_value", asMoney("annual_value")) },
  { code: "page.potential", number: true, value: (a) => a.potential_value, show: because("page.potential", asMoney("potential_value")), needs: (a) => a.potential_value !== null },
  { code: "value_exposed", number: true, value: (a) => a.value_exposed, show: exposedShown },
  { code: "page.bar", value: (a) => (a.annual_value && a.left !== null ? a.left : null), show: valueBar, needs: (a) => a.value_exposed },
  { code: "pattern", value: (a) => label(codeOf(a)), show: patternBadge },
  { code: "coverage", number: true, value: (a) => a.coverage, show: because("coverage", asPercent("coverage")) },
  { code: "page.trend", number: true, value: trendChange, show: trendShown, needs: (a) => trendChange(a) !== null },
  { code: "r_1", number: true, value: (a) => a.left, show: because("r_1", asPercent("left")) },
  { code: "page.worst_person", value: worstText, show: (a) => (a.worst ? mapLink(a, worstText(a), a.worst_id) : null) },
  { code: "threads", number: true, value: (a) => a.threads, show: because("threads", asNumber("threads")) },
  { code: "bus_factor", number: true, value: (a) => a.bus_factor, show: because("bus_factor", asNumber("bus_factor")) },
  { code: "page.executive", number: true, value: daysSinceExecutive, show: executiveText },
  { code: "page.review", value: (a) => a.review_overdue_days, show: reviewText, number: true },
  { code: "page.contract_until", value: (a) => a.contract_ends, show: endText },
];
const columnOf = (code) => ACCOUNT_COLUMNS.find((column) => column.code === code);
const SOON_COLUMNS = [
  columnOf("account"), columnOf("page.contract_until"),
  { ...columnOf("value_exposed"), show: because("value_exposed", asMoney("value_exposed")) },
  ...["r_1", "pattern", "page.worst_person", "page.review"].map(columnOf),
];

/** What a file has beside them. */
const CUMULATIVE = { code: "page.cumulative", value: (a) => a.cumulative_share };

const isSaid = (value) => value !== null && value !== undefined && value !== "";
/** Columns in which at least one client has something to say. */
const columnsUsed = () => ACCOUNT_COLUMNS.filter((column) => ACCOUNTS.length === 0 || ACCOUNTS.some(column.needs || ((account) => isSaid(column.value(account)))));
/** What nobody has recorded of any client; said in words instead of an empty column. */
const lackingText = () => {
  const lacking = ACCOUNT_COLUMNS.filter((column) => !column.needs && !columnsUsed().includes(column));
  return lacking.length ? say("page.lacking", { list: lacking.map((column) => label(column.code).toLocaleLowerCase(lang)).join(", ") }) : "";
};
