function drawHeader(all) {
  const top = all.filter((row) => row.weight !== null).sort((a, b) => b.weight - a.weight)[0];
  const said = all.length ? [say("mend.headline", { n: all.length })] : [label("mend.headline_none")];
  if (PAYLOAD.people_total === 0) said.splice(0, said.length, label("mend.nobody"));
  else if (top) said.push(say("mend.headline_top", { name: top.name, list: label(`mend.${top.list}`).toLocaleLowerCase(lang) }));
  byId("headline").textContent = said.join(" ");
  byId("stand").textContent = [
    `${label("as_of")}: ${day(AS_OF)}`,
    `${label("window")}: ${count(PAYLOAD.window_days, "days")}`,
    `${label("stale")}: > ${count(PAYLOAD.confirm_days, "days")}`,
    PAYLOAD.first_day ? say("page.no_data_before", { day: day(PAYLOAD.first_day) }) : null,
  ].filter(Boolean).join(" · ");
  document.title = WHOLE ? label("mend.title_all") : `${PAYLOAD.name} – ${label("mend.title")}`;
}

/** Shares of one client's influence, each opening the people behind it. */
function drawShares(all) {
  const behind = (list, only = () => true) => () => all.filter((row) => row.list === list && only(row)).map((row) => `${row.name}: ${row.detail}`);
  const assumed = new Set(PAYLOAD.chairs.filter((chair) => (chair.missing || []).includes("influence")).map((chair) => chair.person));
  const rows = [
    ["stale", behind("confirm", (row) => PAYLOAD.chairs.some((chair) => chair.confirm && chair.person === row.person))],
    ["assumed", behind("missing", (row) => assumed.has(row.person))],
    ["vacant", behind("chair")],
  ];
  if (PAYLOAD.people_total && Object.keys(SHARES).length && SHARES.stale === null) {
    fill(byId("shares"), el("p", { text: label("mend.share_unknown") }));
    return;
  }
  const about = { stale: "mend.confirm", assumed: "mend.missing", vacant: "mend.chair" };
  const sentence = ([key, lines]) => el("p", {}, sentenceWith(`mend.share_${key}`, why(percent(SHARES[key]), label(about[key]), lines)));
  fill(byId("shares"), rows.filter(([key]) => SHARES[key]).map(sentence));
}

/** A sentence in which the blank is an element. */
function sentenceWith(code, element) {
  const [before, after] = label(code).split("{share}");
  return [before, element, after];
}

function drawEverything() {
  const all = findings();
  drawHeader(all);
  drawCounts(all);
  drawShares(all);
  drawLists();
  byId("csv-all").disabled = all.length === 0;
}

/** Paper is light, whatever the screen shows. */
function watchPrinting() {
  addEventListener("beforeprint", () => {
    document.documentElement.dataset.theme = "light";
    drawEverything();
  });
  addEventListener("afterprint", redrawAll);
}

applyChoices();
watchTerms();
watchChoices();
watchPrinting();
byId("filter").addEventListener("input", () => {
  filters.text = byId("filter").value;
  drawLists();
});
byId("print").addEventListener("click", () => print());
byId("csv-all").addEventListener("click", () => {
  const all = findings();
  saveCsv(fileName(`${PAYLOAD.name || ""} ${label("mend.title")}`), FIX_LIST, LISTS.flatMap((list) => all.filter((row) => row.list === list)));
});
redraws.push(drawEverything);
drawEverything();
document.documentElement.dataset.complete = "true";
window.kamgraph = { findings, payload: PAYLOAD };
