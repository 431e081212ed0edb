const PAPER = { width: 1050, height: 520, sideways: 1 };
const BOX = { width: 200, height: 48, gap: 14, drop: 32, step: 8, indent: 20 };

// How many people may hang in one column.
const COLUMNS = [0, 1, 2, 3, 4, 6, 8, 11, 15, 20, 30, 50, 100, 300];

/** Neighbours who stand in one column: as many as make `most` people with everybody under them. */
function stacksOf(people, most, size) {
  const stacks = [];
  let open = null, filled = 0;
  for (const person of people) {
    const n = 1 + size(person);
    if (n > most) stacks.push([person]);
    else if (open && filled + n <= most) open.push(person);
    else stacks.push((open = [person]));
    if (n > most) open = null;
    filled = open && open.length > 1 ? filled + n : n;
  }
  return stacks;
}

/**
 * Where everybody stands. Reports stand side by side under their superior, who is centred over them; branches of up to
 * `most` people share an indented column instead, so that the picture grows downwards, not sideways.
 */
function layOutChart(roots, most) {
  const spots = new Map();
  let bottom = 0;
  const sizes = new Map();
  const size = (person) => {
    if (!sizes.has(person.id)) sizes.set(person.id, visibleReports(person.id).reduce((sum, report) => sum + 1 + size(report), 0));
    return sizes.get(person.id);
  };
  const put = (person, x, y, look) => {
    spots.set(person.id, { x, y, hangs: false, ...look });
    bottom = Math.max(bottom, y + BOX.height);
  };
  const column = (people, x, y, look) => people.reduce(({ next, right }, person) => {
    put(person, x, next, look);
    const under = column(visibleReports(person.id), x + BOX.indent, next + BOX.height + BOX.step, { hangs: true });
    return { next: under.next, right: Math.max(right, x + BOX.width, under.right) };
  }, { next: y, right: x });
  const place = (person, x, depth) => {
    const y = depth * (BOX.height + BOX.drop), under = visibleReports(person.id);
    if (under.length === 0 || size(person) <= most) return column([person], x, y, {}).right;
    const { right, middle } = row(under, x, depth + 1);
    put(person, middle, y, {});
    return right;
  };
  const row = (people, x, depth) => {
    let right = x - BOX.gap;
    const stacks = stacksOf(people, most, size);
    for (const stack of stacks) {
      const start = right + BOX.gap;
      if (stack.length === 1) right = place(stack[0], start, depth);
      // The line to people of one column runs down beside them.
      else right = column(stack, start + BOX.indent, depth * (BOX.height + BOX.drop), { hangs: true, via: start + BOX.indent / 2 }).right;
    }
    return { right, middle: (spots.get(stacks[0][0].id).x + spots.get(stacks.at(-1)[0].id).x) / 2 };
  };
  const { right } = row(roots, 0, 0);
  return { spots, width: right, height: bottom };
}

/** The length of columns that suits the room best. */
function bestLayout(roots, room) {
  let best = null, least = Infinity;
  for (const most of COLUMNS) {
    const laid = layOutChart(roots, most);
    const cost = Math.max((room.sideways * laid.width) / room.width, laid.height / room.height);
    if (cost < least) [best, least] = [laid, cost];
    // The widest that fits looks most like what people call a chart.
    if (laid.width <= room.width) break;
  }
  return best;
}

/** Where the fold of a branch stands: under a person, or at the side of one who hangs in a column. */
const foldAt = ({ x, y, hangs }) => (hangs ? { x: x + BOX.width - 25, y: y + BOX.height - 20 } : { x: x + BOX.width / 2 - 19, y: y + BOX.height - 4 });
