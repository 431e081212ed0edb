/** Colleagues recorded already under the name that is being typed: added again, they would be two people. */
const ENOUGH_TO_ASK = 3;

async function recordedAs(name) {
  if (name.length < ENOUGH_TO_ASK) return [];
  try {
    const { items } = await send("GET", `/people?limit=5&q=${encodeURIComponent(name)}`);
    return items.filter((found) => found.organisation !== ACCOUNT.name && !EDITED.people.includes(found.person));
  } catch (problem) {
    if (problem instanceof Error) throw problem;
    return [];
  }
}

/** Offer them under the field; whoever is taken is assigned to the client instead of being recorded anew. */
function offerColleagues(field) {
  const offered = el("div", { id: "known", "aria-live": "polite" });
  const taken = (found) => {
    field.value = found.name;
    field.dataset.person = found.person;
    fill(offered, el("p", { class: "hint", text: label("edit.known_taken") }));
  };
  const choice = (found) => el("li", {}, el("button", { type: "button", class: "link", on: { click: () => taken(found) },
    text: found.organisation ? `${found.name} (${found.organisation})` : found.name }));
  field.closest("p").after(offered);
  field.addEventListener("input", async () => {
    delete field.dataset.person;
    const name = field.value.trim(), found = await recordedAs(name);
    if (name !== field.value.trim() || field.dataset.person) return;
    fill(offered, found.length ? [el("p", { class: "hint", text: label("edit.known") }), el("ul", {}, found.map(choice))] : []);
  });
}
