const PARETO = { wide: 560, high: 220, left: 8, right: 46, top: 14, below: 26 };
const MOST_BARS = 60;
const MOST_OF_ALL = 0.8;

/** How many of the most exposed clients are most of the exposed value. */
function mostOf(rows, total) {
  let sum = 0;
  const needed = rows.findIndex((account) => (sum += account.value_exposed) >= MOST_OF_ALL * total - 1e-9) + 1;
  return { needed, share: rows.slice(0, needed).reduce((all, account) => all + account.value_exposed, 0) / total };
}

/** Exposed value, the largest first, and the share of the whole that it adds up to. */
function drawPareto() {
  const rows = byExposed(), total = rows.reduce((sum, account) => sum + account.value_exposed, 0);
  byId("pareto").hidden = rows.length < 3;
  if (rows.length < 3) return;
  const { needed, share } = mostOf(rows, total);
  const named = { names: fewNames(rows.slice(0, needed).map((a) => a.name)), share: percent(share) };
  const title = sentence("page.pareto_title", { n: namesWhy(rows.slice(0, needed), "value_exposed"), all: String(ACCOUNTS.length), share: percent(share) });
  fill(byId("pareto"), el("h3", {}, [...title.childNodes]), el("p", { class: "hint", text: label("page.pareto_help") }),
    picture(PARETO.wide, PARETO.high, say("page.pareto_text", named), "pareto", paretoShapes(rows.slice(0, MOST_BARS), total, needed)));
}

function paretoShapes(rows, total, needed) {
  const { wide, high, left, right, top, below } = PARETO, floor = high - below, step = (wide - left - right) / rows.length;
  const y = (share) => floor - (floor - top) * share, most = rows[0].value_exposed;
  let sum = 0;
  const line = rows.map((account, i) => `${left + step * (i + 0.5)},${y((sum += account.value_exposed) / total)}`);
  const bars = rows.map((account, i) =>
    shape("rect", { x: left + step * i + 1, y: y(account.value_exposed / most), width: Math.max(1, step - 2), height: floor - y(account.value_exposed / most), class: i < needed ? "most" : "rest", on: { click: () => showRow(account) } },
      shape("title", { text: `${account.name}: ${money(account.value_exposed, CURRENCY)}` })));
  const grid = [0, 0.5, MOST_OF_ALL, 1].map((share) => [shape("line", { x1: left, x2: wide - right, y1: y(share), y2: y(share), class: share === MOST_OF_ALL ? "mark" : "grid" }), textAt(wide - right + 6, y(share) + 4, percent(share), "tick")]);
  const end = left + step * needed;
  return [grid, bars, shape("polyline", { points: line.join(" ") }), shape("line", { x1: end, x2: end, y1: top, y2: floor, class: "mark" }),
    textAt(left, high - 8, money(most, CURRENCY), "tick"), needed < rows.length ? textAt(end + 5, high - 8, count(needed, "clients"), "tick strong") : null];
}
