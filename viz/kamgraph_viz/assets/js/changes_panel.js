/** Titled list of what came or went, with a sign that does not need its colour. */
function signedList(code, sign, rows) {
  if (rows.length === 0) return [];
  const kind = { "+": "sign-of plus", "−": "sign-of minus" }[sign] || "sign-of";
  const mark = () => el("span", { class: kind, "aria-hidden": "true", text: sign });
  const told = (row) => (row.was !== "–" && row.is !== "–" ? `${row.was} → ${row.is}` : row.because);
  const item = (row) =>
    el("li", {}, el("b", {}, mark(), " ", whoLinks(row)), el("span", { text: [label(row.kind), told(row)].filter(Boolean).join(": ") }));
  const most = 12, rest = rows.slice(most);
  return [
    el("h3", { text: `${label(code)} (${rows.length})` }),
    el("ul", { class: "people" }, rows.slice(0, most).map(item)),
    rest.length ? el("details", { class: "rest" }, el("summary", { text: say("page.more", { n: rest.length }) }), el("ul", { class: "people" }, rest.map(item))) : null,
  ];
}

const PLUS = ["diff.tie_gained", "diff.joined", "diff.ours_joined"], MINUS = ["diff.tie_lost", "diff.left", "diff.ours_left"];

function changesOverview() {
  const rows = changeRows().sort((a, b) => b.weight - a.weight || (whoText(a) < whoText(b) ? -1 : 1));
  const of = (kinds) => rows.filter((row) => kinds.includes(row.kind));
  return [
    el("h2", { text: label("page.look_at") }),
    rows.length ? null : el("p", { class: "note", text: label("diff.nothing") }),
    ...signedList("diff.lost", "−", of(MINUS)),
    ...signedList("diff.gained", "+", of(PLUS)),
    ...signedList("diff.moved", "↕", rows.filter((row) => ![...PLUS, ...MINUS].includes(row.kind))),
    el("p", { class: "hint", text: label("diff.choose") }),
  ];
}

/** One person on both days. */
function bothDays(id) {
  const [was, is] = [THEN.people.get(id), NOW.people.get(id)], person = is || was;
  const row = (code, text) => {
    const cells = [was, is].map((p) => (p ? text(p) : label("diff.not_there")));
    return el("tr", { class: cells[0] === cells[1] ? null : "differs" }, el("th", { scope: "row", text: label(code) }), cells.map((cell) => el("td", { text: cell })));
  };
  const aspects = ASPECTS.filter(([, text]) => text(person));
  const heads = ["", day(BEFORE), day(AFTER)];
  return [
    el("button", { type: "button", text: `← ${label("diff.back")}`, on: { click: clearView } }),
    el("h2", { text: nameOf(id) }),
    el("table", { class: "then-now" }, el("thead", {}, el("tr", {}, heads.map((text) => (text ? el("th", { scope: "col", text }) : el("td", {}))))),
      el("tbody", {}, aspects.map(([code, text]) => row(code, text)))),
    mapOf(id),
    ...tiesOnBothDays(id),
  ];
}

/** Way to the same person on the map of the account, where there is one. */
function mapOf(id) {
  const link = document.querySelector('nav.pages a[data-say="nav.map"]');
  if (!link || !NOW.people.has(id)) return null;
  const to = new URLSearchParams([...choices, ["p", id]]);
  return el("p", {}, el("a", { href: `${link.dataset.page}#${to}`, text: label("diff.on_map") }));
}

function tiesOnBothDays(id) {
  const keys = new Set([THEN, NOW].flatMap((on) => on.ties.filter((tie) => tie.ours === id || tie.theirs === id).map(keyOf)));
  if (keys.size === 0) return [el("p", { class: "note", text: label("page.no_tie_known") })];
  const item = (key) => {
    const [was, is] = [THEN.tieAt.get(key), NOW.tieAt.get(key)], state = GAINED.has(key) ? "+" : LOST.has(key) ? "−" : "";
    return el("li", {}, el("b", {}, state ? `${state} ` : null, personLink(farEnd(is || was, id))),
      el("details", {}, el("summary", { text: `${strengthText(was)} → ${strengthText(is)}` }), el("dl", { class: "facts" }, whyTie(is || was))));
  };
  return [el("h3", { text: `${label("page.ties")} (${keys.size})` }), el("ul", { class: "ties" }, [...keys].map(item))];
}
