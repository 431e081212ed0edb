const OF_THE_PLAN = ["one.order", "one.successor", "one.because"];
const TABLES = PERSON.ours
  ? [
      { code: "one.accounts", columns: ACCOUNT_COLUMNS, rows: PAYLOAD.accounts, risk: (account) => account.lost },
      { code: "one.contacts", columns: CONTACT_COLUMNS.filter((column) => !OF_THE_PLAN.includes(column.code) || CONTACTS.some((contact) => contact.order)), rows: CONTACTS, risk: (contact) => contact.active && contact.sole },
    ]
  : [
      { code: "one.places", columns: PLACE_COLUMNS, rows: PAYLOAD.places, note: PAYLOAD.places.some((place) => place.assumed) ? "one.assumed" : null },
      { code: "one.ties", columns: TIE_COLUMNS, rows: PAYLOAD.ties },
      { code: "one.ways", columns: WAY_COLUMNS, rows: PAYLOAD.ways },
    ];
for (const table of TABLES) table.sorting = { by: null, up: true };

function absenceText() {
  if (!PERSON.absent_from || (PERSON.absent_to && PERSON.absent_to < AS_OF)) return null;
  const from = day(PERSON.absent_from);
  return PERSON.absent_to ? say("one.absent", { from, to: day(PERSON.absent_to) }) : say("one.absent_open", { from });
}

function drawHeader() {
  byId("name").textContent = nameOr(PERSON.name, PERSON.title);
  byId("who").textContent = [
    PERSON.title, PERSON.ours ? label("one.ours") : null, PERSON.placeholder ? label("one.placeholder") : null,
    PERSON.ends ? say("one.ends", { day: day(PERSON.ends) }) : null, absenceText(),
  ].filter(Boolean).join(" · ");
  byId("stand").textContent = `${label("as_of")}: ${day(AS_OF)} · ${label("window")}: ${count(PAYLOAD.window_days, "days")}`;
  fill(byId("sentences"), PERSON.ours ? sentencesOfOurs() : sentencesOfTheirs());
  document.title = `${nameOr(PERSON.name, PERSON.title)} – ${day(AS_OF)}`;
}

function drawPerson() {
  drawHeader();
  fill(byId("tables"), TABLES.map(tableSection));
}

/** Paper is light, whatever the screen shows. */
function watchPrinting() {
  addEventListener("beforeprint", () => (document.documentElement.dataset.theme = "light"));
  addEventListener("afterprint", applyChoices);
}

applyChoices();
watchTerms();
watchChoices();
watchPrinting();
byId("print").addEventListener("click", () => print());
byId("csv").addEventListener("click", () => {
  const { columns, rows } = TABLES[1];
  saveCsv(fileName(PERSON.name), columns, rows);
});
redraws.push(drawPerson);
drawPerson();
document.documentElement.dataset.complete = "true";
window.kamgraph = { payload: PAYLOAD };
