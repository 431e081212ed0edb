/** Values of a filter, those known first, with the number of clients of each. */
function drawOptions(id, chosen, any, groups) {
  const options = groups.map(([value, text, n]) => el("option", { value, text: `${text} (${n})`, selected: chosen === value }));
  fill(byId(id), el("option", { value: "", text: label(any) }), options);
}

function groupsOf(valuesOf, unknown) {
  const found = new Map();
  for (const account of ACCOUNTS) for (const value of valuesOf(account)) found.set(value, (found.get(value) || 0) + 1);
  const known = [...found.keys()].sort(byText).map((value) => [value, value, found.get(value)]);
  const without = ACCOUNTS.filter((account) => valuesOf(account).length === 0).length;
  return known.length && without ? [...known, [UNKNOWN, label(unknown), without]] : known;
}

const segmentsOf = (account) => (account.segment ? [account.segment] : []);

function drawFilters() {
  const patterns = groupsOf((account) => [codeOf(account)], "pattern.none").map(([code, , n]) => [code, label(code), n]);
  const owners = groupsOf((account) => account.owners, "page.no_owner");
  const segments = groupsOf(segmentsOf, "page.no_segment");
  drawOptions("pattern", filters.pattern, "page.any_pattern", patterns);
  drawOptions("owner", filters.owner, "page.any_owner", owners);
  drawOptions("segment", filters.segment, "page.any_segment", segments);
  byId("owner").hidden = owners.length === 0;
  byId("segment").hidden = segments.length === 0;
}

const FIELDS = [
  ["filter", "text", "value", "input"],
  ["pattern", "pattern", "value", "change"],
  ["owner", "owner", "value", "change"],
  ["segment", "segment", "value", "change"],
  ["renewal", "renewal", "checked", "change"],
  ["review", "review", "checked", "change"],
];

function watchFilters(draw) {
  for (const [id, name, read, event] of FIELDS) {
    byId(id).addEventListener(event, () => {
      filters[name] = byId(id)[read];
      draw();
    });
  }
  byId("reset").addEventListener("click", () => {
    for (const [id, name, read] of FIELDS) filters[name] = byId(id)[read] = read === "value" ? "" : false;
    draw();
  });
}

const anyFilter = () => Object.values(filters).some(Boolean);
