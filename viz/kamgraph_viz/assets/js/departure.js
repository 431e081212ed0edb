/** Before and after, by name, for the people who are gone. */
function departureCard() {
  const gone = [...view.gone];
  const one = gone.length === 1 ? DEPARTURES[gone[0]] : null;
  const today = { left: lowest(FIGURES.left_ours, FIGURES.left_theirs), known: FIGURES.known };
  const rows = [
    ["page.known", `${today.known}/${FIGURES.people}`, `${now.after.known}/${FIGURES.people}`],
    ["coverage", percent(FIGURES.coverage), percent(now.after.coverage)],
    ["reach", percent(FIGURES.reach_1), percent(now.after.reach)],
    ["r_1", percent(today.left), percent(now.left)],
  ];
  return [
    el("h2", { text: label("page.if_gone") }),
    el("p", { class: "leavers", text: gone.map(nameOf).join(", ") }),
    el("table", { class: "change" },
      el("thead", {}, el("tr", {}, el("td"), ["page.today", "page.after"].map((code) => el("th", { scope: "col", text: label(code) })))),
      el("tbody", {}, rows.map(([code, a, b]) => el("tr", {}, el("th", { scope: "row" }, term(code)), el("td", { text: a }), el("td", { text: b }))))),
    el("dl", { class: "facts" },
      fact(term("relationship_loss"), percent(relationshipLoss())),
      fact(term("access_loss"), one ? percent(one.access_loss) : gone.length > 1 ? label("page.needs_service") : "–"),
      fact(term("value_at_stake"), moneyLost(one))),
    ...peopleList("orphaned", now.orphaned.map((id) => [id, heirText(id)])),
    ...peopleList("single_tied", now.single.map((id) => [id, nameOf(now.after.groups.get(id)[0].ours)])),
    ...(one ? peopleList("cut_off", one.cut_off.map((id) => [id, ""])) : []),
    now.orphaned.length + now.single.length === 0 ? el("p", { class: "note", text: label("page.nobody_lost") }) : null,
    el("div", { class: "actions" }, gone.map((id) =>
      el("button", { type: "button", text: say("page.back", { name: nameOf(id) }), on: { click: () => toggleGone(id) } }))),
  ];
}
