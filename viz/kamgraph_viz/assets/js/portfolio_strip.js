const STRIP = { wide: 560, high: 220, left: 74, right: 16, top: 14, below: 26 };
const MOST_NAMED = 5;
const LITTLE_LEFT = 0.5;

/** Clients worth at least an average one of which one departure leaves less than half. */
function firstToMend(rows) {
  const average = rows.reduce((sum, account) => sum + account.annual_value, 0) / rows.length;
  return { average, chosen: rows.filter((account) => account.annual_value >= average && account.left < LITTLE_LEFT) };
}

/** Every client by its value and by what one departure leaves: much value and little left stands top left. */
function drawStrip() {
  const rows = ACCOUNTS.filter((account) => account.annual_value && account.left !== null);
  byId("strip").hidden = rows.length < 3;
  if (rows.length < 3) return;
  const { average, chosen } = firstToMend(rows), out = ACCOUNTS.length - rows.length;
  const title = chosen.length ? sentence("page.strip_title", { n: namesWhy(chosen, "value_exposed", count(chosen.length, "clients")) }) : sentence("page.strip_none", {});
  const spoken = chosen.length ? say("page.strip_title", { n: fewNames(chosen.map((a) => a.name)) }) : label("page.strip_none");
  fill(byId("strip"), el("h3", {}, [...title.childNodes]), el("p", { class: "hint", text: label("page.strip_help") }),
    picture(STRIP.wide, STRIP.high, spoken, "strip", stripShapes(rows, average)),
    out ? el("p", { class: "hint", text: say("page.strip_left_out", { n: count(out, "clients") }) }) : null);
}

function stripShapes(rows, average) {
  const { wide, high, left, right, top, below } = STRIP, floor = high - below, most = Math.max(...rows.map((a) => a.annual_value));
  const x = (share) => left + (wide - left - right) * share, y = (value) => floor - (floor - top) * (value / most);
  const ticks = [0, 0.5, 1].map((share) => [shape("line", { x1: x(share), x2: x(share), y1: top, y2: floor, class: "grid" }), textAt(x(share), high - 8, percent(share), "tick middle")]);
  const values = [0, average, most].map((value, i) => textAt(left - 6, y(value) + 4, i ? money(value, CURRENCY).replace(/^\S+\. /, "") : "0", "tick end"));
  const zone = shape("rect", { x: x(0), y: top, width: x(LITTLE_LEFT) - x(0), height: y(average) - top, class: "zone" });
  const dots = [...rows].sort((a, b) => hangsOnOne(a) - hangsOnOne(b)).map((account) => dotOf(account, x(account.left), y(account.annual_value)));
  return [zone, textAt(x(LITTLE_LEFT) + 6, top + 12, `← ${label("page.strip_zone")}`, "tick"), ticks, values, dots, namesIn(rows, x, y)];
}

function dotOf(account, x, y) {
  const title = shape("title", { text: say("page.strip_text", { name: account.name, money: money(account.annual_value, CURRENCY), left: percent(account.left) }) });
  const on = { click: () => showRow(account) };
  if (hangsOnOne(account)) return shape("rect", { x: x - 5, y: y - 5, width: 10, height: 10, transform: `rotate(45 ${x} ${y})`, class: "hanging", on }, title);
  return shape("circle", { cx: x, cy: y, r: 5, class: "held", on }, title);
}

/** Names of the most exposed, as far as they find room. */
function namesIn(rows, x, y) {
  const taken = [];
  return byExposed().filter((account) => rows.includes(account)).slice(0, MOST_NAMED).map((account) => {
    const [at, on] = [x(account.left), y(account.annual_value)], name = account.name.length > 26 ? `${account.name.slice(0, 25)}…` : account.name;
    if (taken.some(([otherX, otherY]) => Math.abs(otherY - on) < 14 && Math.abs(otherX - at) < 170)) return null;
    taken.push([at, on]);
    return at > STRIP.wide * 0.6 ? textAt(at - 9, on + 4, name, "name end") : textAt(at + 9, on + 4, name, "name");
  });
}
