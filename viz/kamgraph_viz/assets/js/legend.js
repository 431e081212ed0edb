const FILTERS = { stance: STANCES, level: ["owner", "board", "director", "manager", "specialist", "unknown"] };

function box(name, checked, parts, change) {
  const input = el("input", { type: "checkbox", name, on: { change: () => change(input.checked) } });
  input.checked = checked;
  return el("label", {}, input, ...parts);
}

/** The legend is the filter: what it explains it also switches on and off. */
function drawLegend() {
  const open = new Set([...byId("legend").querySelectorAll("details[open]")].map((d) => d.dataset.part));
  fill(byId("legend"), el("h2", { text: label("page.legend") }), stanceFilter(), layerFilter(), keySigns(),
    moreFilter("level", [...new Set(THEIRS.map((p) => p.level))], open),
    moreFilter("department", [...new Set(THEIRS.map((p) => p.department))], open),
    moreFilter("role", [...new Set(THEIRS.flatMap(rolesOf))], open));
}

function hide(kind, code, shown) {
  if (shown) view.hidden[kind].delete(code);
  else view.hidden[kind].add(code);
  redrawPicture();
}

function stanceFilter() {
  const used = FILTERS.stance.filter((code) => THEIRS.some((p) => stanceCode(p) === code));
  const boxes = used.map((code) => {
    const n = THEIRS.filter((p) => stanceCode(p) === code).length;
    return box(code, !view.hidden.stance.has(code), [chip(code), `${label(code)} (${n})`], (on) => hide("stance", code, on));
  });
  return el("fieldset", {}, el("legend", {}, term("stance")), boxes);
}

function layerFilter() {
  const used = Object.keys(LAYERS).filter((layer) =>
    layer === "ties" ? true : layer === "dormant" ? TIES.some((t) => !t.active) : LINES.some((l) => l.kind === layer));
  const boxes = used.map((layer) =>
    box(layer, view.layers[layer], [el("span", { class: `line line-${layer}`, "aria-hidden": "true" }), label(LAYERS[layer])], (on) => {
      view.layers[layer] = on;
      redrawPicture();
    }));
  return el("fieldset", {}, el("legend", { text: label("page.lines") }), boxes);
}

function moreFilter(kind, codes, open) {
  if (codes.length < 2) return null;
  const ordered = kind === "level" ? FILTERS.level.filter((code) => codes.includes(code)) : codes.sort((a, b) => byText(label(`${kind}.${a}`), label(`${kind}.${b}`)));
  const boxes = ordered.map((code) => box(`${kind}.${code}`, !view.hidden[kind].has(code), [label(`${kind}.${code}`)], (on) => hide(kind, code, on)));
  return el("details", { "data-part": kind, open: open.has(kind) }, el("summary", { text: label(kind) }),
    el("fieldset", {}, el("legend", { class: "unseen", text: label(kind) }), boxes));
}

/** Signs of the picture that are not switches. */
function keySigns() {
  const sign = (name) => el("span", { class: `key key-${name}`, "aria-hidden": "true" });
  const items = [["size", "page.key_size"], ["ring", "page.key_ring"], ["badge", "page.key_badge"], ["chair", "page.key_chair"]];
  return el("ul", { class: "keys" }, items.map(([name, code]) => el("li", {}, sign(name), el("span", { text: label(code) }))));
}
