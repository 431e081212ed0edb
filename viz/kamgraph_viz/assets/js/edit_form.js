/** One dialog for everything that is entered: fields, who said last what, and a refusal where it can be read. */
const FIELD = {
  text: (field) => el("input", { type: "text", id: field.id, value: field.value, maxlength: 500, required: field.required }),
  number: (field) => el("input", { type: "number", id: field.id, value: field.value, min: field.min, max: field.max, step: field.step }),
  date: (field) => el("input", { type: "date", id: field.id, value: field.value, required: field.required }),
  choice: (field) => el("select", { id: field.id }, field.options.map(([value, text]) => el("option", { value, text, selected: value === field.value }))),
  several: (field) => el("fieldset", { id: field.id }, el("legend", { text: field.label }), field.options.map(([value, text]) =>
    el("label", {}, el("input", { type: "checkbox", value, checked: field.value.includes(value) }), ` ${text}`))),
};

/** What stands in a field now; nothing is null. */
function valueOf(field) {
  const element = byId(field.id);
  if (field.kind === "several") return [...element.querySelectorAll("input:checked")].map((box) => box.value);
  const text = element.value.trim();
  if (text === "") return null;
  return field.kind === "number" || field.whole ? Number(text) : text;
}

function fieldRow(field) {
  const control = FIELD[field.kind](field);
  return field.kind === "several" ? control : el("p", { class: "field" }, el("label", { for: field.id, text: field.label }), control);
}

/** Ask for some values and hand them to `save`; a refusal is shown, and what was typed stays. */
function openForm({ title, fields, last, save, note }) {
  const dialog = byId("edit");
  const told = el("p", { class: "warning", role: "alert", hidden: true });
  const submit = async (event) => {
    event.preventDefault();
    const button = event.submitter || event.target.querySelector("button[type=submit]");
    button.disabled = true;
    try {
      await save(Object.fromEntries(fields.map((field) => [field.name, valueOf(field)])), told);
    } catch (problem) {
      if (problem instanceof Error) throw problem;
      told.hidden = false;
      told.textContent = refusalText(problem);
    }
    button.disabled = false;
  };
  const close = el("button", { type: "button", text: label("edit.cancel"), on: { click: () => dialog.close() } });
  const form = el("form", { on: { submit } }, fields.map(fieldRow), told,
    el("p", { class: "actions" }, el("button", { type: "submit", text: label("edit.save") }), close));
  fill(dialog, el("h2", { id: "edit-title", text: title }), note ? el("p", { class: "hint", text: note }) : null,
    last ? el("p", { class: "hint", text: say("edit.last", { by: last.by || "–", day: day(last.at) }) }) : null, form);
  dialog.showModal();
}

/** Change a fact that somebody may change meanwhile: then both are shown, and the reader decides. */
async function saveFact(path, tag, body, id, told) {
  try {
    await send(tag ? "PUT" : "POST", tag ? path.one : path.all, body, tag);
  } catch (problem) {
    if (problem.status !== 412) throw problem;
    const now = await heldFact(path.one);
    const theirs = latest(now);
    const values = theirs ? Object.keys(body).filter((key) => String(theirs.content[key] ?? "") !== String(body[key] ?? ""))
      .map((key) => `${key}: ${theirs.content[key] ?? "–"} → ${body[key] ?? "–"}`) : [];
    fill(told, say("edit.conflict", { by: (theirs && theirs.by) || "–", day: theirs ? day(theirs.at) : "–" }),
      el("ul", {}, values.map((text) => el("li", { text }))),
      el("button", { type: "button", text: label("edit.mine"), on: { click: () => saveFact(path, now.tag, body, id, told) } }), " ",
      el("button", { type: "button", text: label("edit.theirs"), on: { click: () => showAgain(id) } }));
    told.hidden = false;
    return;
  }
  showAgain(id);
}
