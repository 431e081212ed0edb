// Two lines of a heading at their largest stand above the picture.
const EDGE = { top: 62, side: 22, bottom: 16 };
let network = null;

function makeNetwork() {
  const box = byId("net");
  const nodes = [...PEOPLE.values()].map((person) => ({
    id: person.id,
    x: person.x,
    y: person.y,
    shape: "custom",
    ctxRenderer: renderer,
  }));
  const options = readJson("options");
  network = new vis.Network(box, { nodes: new vis.DataSet(nodes), edges: new vis.DataSet([]) }, options);
  box.querySelector(".vis-network").tabIndex = -1;
  network.on("beforeDrawing", (context) => {
    context.save();
    drawUnder(canvasPen(context), network.getScale());
    context.restore();
  });
  network.on("click", ({ nodes: [id] }) => (id && isShown(PEOPLE.get(id)) ? select(id) : clearView()));
  network.on("hoverNode", ({ node }) => showTip(PEOPLE.get(node)));
  for (const kind of ["blurNode", "dragStart", "zoom"]) network.on(kind, hideTip);
  network.once("afterDrawing", () => (document.documentElement.dataset.ready = "true"));
  fitAll();
  addEventListener("resize", fitAll);
}

function renderer({ ctx, id, state }) {
  const person = PEOPLE.get(id);
  const pen = canvasPen(ctx);
  const dimensions = { width: 2 * person.radius, height: 2 * person.radius };
  if (!isShown(person)) return { drawNode() {}, nodeDimensions: dimensions };
  const within = (draw) => () => {
    ctx.save();
    draw();
    ctx.restore();
  };
  return {
    drawNode: within(() => drawPerson(pen, person, state.hover)),
    drawExternalLabel: within(() => drawCaption(pen, person, network ? network.getScale() : 1, state.hover)),
    nodeDimensions: dimensions,
  };
}

/** Extent of the picture with its headings. */
const extent = () => ({
  left: PLAN.left - EDGE.side,
  top: -EDGE.top,
  width: PLAN.right - PLAN.left + 2 * EDGE.side,
  height: PLAN.bottom + EDGE.top + EDGE.bottom,
});

function fitAll() {
  const box = byId("net"), { left, top, width, height } = extent();
  const scale = Math.min(1.5, box.clientWidth / width, box.clientHeight / height);
  network.moveTo({ position: { x: left + width / 2, y: top + height / 2 }, scale, animation: false });
}

const zoomBy = (factor) => network.moveTo({ scale: Math.min(4, Math.max(0.1, network.getScale() * factor)), animation: false });

function showTip(person) {
  const tip = byId("tip"), box = byId("net");
  const at = network.canvasToDOM({ x: person.x + person.radius, y: person.y + person.radius });
  const ties = tiesOf.get(person.id).filter((tie) => tie.active).length;
  const second = person.ours ? label("page.our_team") : `${label(stanceCode(person))} · ${label("influence")}: ${plain(person.weight)}`;
  fill(tip, el("b", { text: nameOf(person.id) }), el("div", { text: person.title }), el("div", { text: second }), el("div", { text: count(ties, "ties") }));
  tip.hidden = false;
  tip.style.left = `${Math.min(at.x + 8, box.clientWidth - tip.offsetWidth - 8)}px`;
  tip.style.top = `${Math.min(at.y + 8, box.clientHeight - tip.offsetHeight - 8)}px`;
}

function hideTip() {
  byId("tip").hidden = true;
}

/** Bring a person into sight where he or she is not. */
function bringIntoSight(id) {
  const person = PEOPLE.get(id), box = byId("net");
  const at = network.canvasToDOM({ x: person.x, y: person.y });
  if (at.x < 40 || at.y < 40 || at.x > box.clientWidth - 40 || at.y > box.clientHeight - 70) {
    network.moveTo({ position: { x: person.x, y: person.y }, animation: false });
  }
}
