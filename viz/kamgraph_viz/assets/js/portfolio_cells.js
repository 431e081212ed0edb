const mostValue = Math.max(0, ...ACCOUNTS.map((account) => account.annual_value || 0));
const [SPARK_WIDE, SPARK_HIGH] = [64, 20];

const mapLink = (account, text, person) => linked(account.pages.map, text, person ? [["p", person]] : []);

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

/** Coverage over the quarters as a small line, with the change in points beside it. */
function trendShown(account) {
  const shares = trendOf(account), change = trendChange(account);
  if (change === null) return null;
  const x = (i) => 3 + ((SPARK_WIDE - 6) * i) / (shares.length - 1), y = (share) => SPARK_HIGH - 3 - (SPARK_HIGH - 6) * share;
  const dots = shares.map((share, i) => (share === null ? null : [x(i), y(share)])).filter(Boolean);
  const spoken = say("page.trend_text", { before: percent(shares.find((share) => share !== null)), after: percent(account.coverage) });
  const line = picture(SPARK_WIDE, SPARK_HIGH, spoken, "spark",
    shape("polyline", { points: dots.map((dot) => dot.join(",")).join(" ") }), shape("circle", { cx: dots.at(-1)[0], cy: dots.at(-1)[1], r: 2.5 }));
  const text = say("page.points", { n: change > 0 ? `+${change}` : String(change).replace("-", "−") });
  return [line, el("small", { class: change < 0 ? "soon" : null, text })];
}

function worstText(account) {
  if (!account.worst) return null;
  return account.orphaned_by_worst ? `${account.worst} (${account.orphaned_by_worst})` : account.worst;
}

function endText(account) {
  if (!account.contract_ends) return null;
  const left = daysToEnd(account), date = day(account.contract_ends);
  if (left >= 0 && !endsSoon(account)) return date;
  const text = left < 0 ? say("page.ended", { n: count(-left, "days") }) : say("page.in_days", { n: count(left, "days") });
  return el("span", { class: left < 0 ? null : "soon" }, date, el("small", { text }));
}

function reviewText(account) {
  if (account.review_overdue_days === null) return null;
  return isLate(account) ? el("span", { class: "soon", text: say("page.late", { n: count(account.review_overdue_days, "days") }) }) : "✓";
}

function executiveText(account) {
  const days = daysSinceExecutive(account);
  return days === null ? null : [because("page.executive", () => count(days, "days"))(account), el("small", { text: day(account.executive_contact) })];
}

const patternBadge = (account) =>
  el("span", { class: hangsOnOne(account) || account.pattern === "none" ? "badge risky" : "badge" }, term(codeOf(account)));
