/** A titled table in a section of its own; nothing where there are no rows. `sorting` is kept by the caller. */
function tableSection({ code, columns, rows, sorting, risk = () => false, note = null }) {
  if (!rows.length) return null;
  const id = code.replace(".", "-"), table = el("table", { id }, el("thead"), el("tbody"));
  makeTable(table, columns, () => rows, sorting, (row) => (risk(row) ? "risk" : null))();
  return el("section", {}, el("h2", { id: `${id}-heading`, text: label(code) }),
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-labelledby": `${id}-heading` }, table),
    note ? el("p", { class: "hint", text: label(note) }) : null);
}
