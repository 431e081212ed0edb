/** "Still true today" beside what is to be confirmed: one press, and the fact is as good as new. */
const KEYS = { tie: ["ours", "theirs"], stakeholder: ["person", "account"] };

async function confirmFact(kind, fact) {
  const path = `/${kind}s/${fact}`, held = await heldFact(path), stated = latest(held);
  const about = Object.fromEntries(KEYS[kind].map((key) => [key, stated.content[key]]));
  await send("PUT", path, { ...about, confirmed_on: PAYLOAD.as_of }, held.tag);
  showAgain();
}

confirmPlace = (row) => {
  const told = el("span", { role: "alert" });
  const press = async (event) => {
    event.target.disabled = true;
    try {
      await confirmFact(row.kind, row.fact);
    } catch (problem) {
      if (problem instanceof Error) throw problem;
      event.target.disabled = false;
      told.textContent = refusalText(problem);
    }
  };
  return el("span", { class: "still-true", "data-fact": row.fact }, el("button", { type: "button", text: label("edit.still_true"), on: { click: press } }), told);
};
