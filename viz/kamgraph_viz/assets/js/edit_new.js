/** Somebody or something that is recorded nowhere yet. */
function addTie(id) {
  const person = PEOPLE.get(id), others = person.ours ? THEIRS.filter((p) => !p.placeholder) : OURS;
  const known = new Set(tiesOf.get(id).map((tie) => farEnd(tie, id)));
  const options = others.filter((p) => !known.has(p.id)).map((p) => [p.id, nameOf(p.id)]).sort((a, b) => byText(a[1], b[1]));
  openForm({
    title: `${label("edit.add_tie")}: ${nameOf(id)}`, note: options.length ? label("edit.tie_note") : label("edit.knows_all"),
    fields: options.length ? [
      { name: "other", id: "edit-other", kind: "choice", label: label(person.ours ? "edit.client_person" : "edit.our_person"), options, value: options[0][0] },
      { name: "declared", id: "edit-declared", kind: "choice", whole: true, label: label("declared"), options: STEPS().slice(1), value: "2" },
    ] : [],
    save: ({ other, declared }, told) => {
      if (!other) return byId("edit").close();
      const [ours, theirs] = person.ours ? [id, other] : [other, id];
      const body = { ours: trueId.get(ours), theirs: trueId.get(theirs), declared, confirmed_on: ACCOUNT.as_of, valid_from: ACCOUNT.as_of };
      return saveFact(pathOf("ties", ""), null, body, id, told);
    },
  });
}

function addPerson(side) {
  const theirs = side === "theirs";
  openForm({
    title: label(theirs ? "edit.add_theirs" : "edit.add_ours"),
    fields: [
      { name: "name", id: "edit-name", kind: "text", label: label("edit.name"), required: true },
      { name: "title", id: "edit-job", kind: "text", label: label("edit.job") },
      { name: "emails", id: "edit-email", kind: "text", label: "E-mail" },
      { name: "level", id: "edit-level", kind: "choice", label: label("level"), options: levelOptions(), value: "unknown" },
      ...(theirs ? [
        { name: "department", id: "edit-department", kind: "choice", label: label("department"), options: departmentOptions(), value: "" },
        { name: "influence", id: "edit-influence", kind: "number", label: `${label("influence")} (0–10)`, min: 0, max: 10, step: 0.5 },
        { name: "stance", id: "edit-stance", kind: "choice", whole: true, label: label("stance"), options: stanceOptions(), value: "" },
        { name: "roles", id: "edit-roles", kind: "several", label: label("role"), options: roleOptions(), value: [] },
      ] : [
        { name: "assignment", id: "edit-part", kind: "choice", label: label("page.our_part"), options: PARTS().map((code) => [code, label(`assignment.${code}`)]), value: "other" },
        ...(OURS.length ? [] : [{ name: "company", id: "edit-company", kind: "text", label: label("edit.company") }]),
      ]),
    ],
    save: async ({ emails, title, ...said }) => {
      const person = byId("edit-name").dataset.person, account = EDITED.account;
      if (person) await send("POST", "/assignments", { person, account, role: said.assignment, valid_from: ACCOUNT.as_of });
      else await send("POST", `/accounts/${encodeURIComponent(account)}/people`, { side, ...said, title: title || "", emails: emails ? [emails] : [] });
      showAgain();
    },
  });
  if (!theirs) offerColleagues(byId("edit-name"));
}

const PARTS = () => Object.keys(STRINGS.words).filter((code) => code.startsWith("assignment.")).map((code) => code.slice(11));

/** Where nobody is chosen, somebody can be added. */
function newcomerButtons() {
  const button = (side, code) => el("button", { type: "button", text: label(code), on: { click: () => addPerson(side) } });
  return el("div", { class: "actions editing" }, button("theirs", "edit.add_theirs"), button("ours", "edit.add_ours"));
}

extras.overview.push(newcomerButtons);
