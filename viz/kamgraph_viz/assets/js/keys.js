const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Nearest person in a direction; who stands aside counts as further away. */
function neighbour(from, [dx, dy]) {
  let best = null, least = Infinity;
  for (const person of PEOPLE.values()) {
    if (person.id === from.id || !isShown(person)) continue;
    const ahead = (person.x - from.x) * dx + (person.y - from.y) * dy;
    const aside = Math.abs((person.x - from.x) * dy) + Math.abs((person.y - from.y) * dx);
    const far = ahead + 2.2 * aside;
    if (ahead > 1 && far < least) [best, least] = [person, far];
  }
  return best;
}

function step(direction) {
  const shown = [...PEOPLE.values()].filter(isShown);
  if (shown.length === 0) return;
  const here = PEOPLE.get(view.cursor || view.selected);
  const next = here ? neighbour(here, direction) : shown.find((p) => p.ours) || shown[0];
  if (!next) return;
  view.cursor = next.id;
  announce(describe(next));
  bringIntoSight(next.id);
  network.redraw();
}

const describe = (person) =>
  [nameOf(person.id), person.title, person.ours ? label("page.our_team") : `${departmentText(person)}, ${label(stanceCode(person))}, ${label("page.influence")} ${plain(person.weight)}`, riskText(person)]
    .filter(Boolean).join(", ");

function pressed(key) {
  const id = view.cursor || view.selected;
  if (ARROWS[key]) step(ARROWS[key]);
  else if ((key === "Enter" || key === " ") && id) select(id);
  else if (key === "Escape") clearView();
  else if (key.toLowerCase() === "l" && id) toggleGone(id);
  else if (key === "1" && id) focusOn(id, 1);
  else if (key === "2" && id) focusOn(id, 2);
  else if (key.toLowerCase() === "d" && id && !PEOPLE.get(id).ours) showChain(id);
  else if (key === "+" || key === "=") zoomBy(1.25);
  else if (key === "-") zoomBy(0.8);
  else if (key === "0") fitAll();
  else return false;
  return true;
}

function watchMapKeys() {
  byId("net").addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey && pressed(event.key)) event.preventDefault();
  });
}
