const PAPER = { width: 1050, height: 520, sideways: 1 };
const BOX = { width: 200, height: 48, gap: 14, drop: 32, step: 8, indent: 20 };

// How many people may hang in one column.
const COLUMNS = [0, 1, 2, 3, 4, 6, 8, 11, 15, 20, 30, 50, 100, 300];

/**
 * Where everybody stands. Reports stand side by side under their superior, who is centred over them; a branch of at most
 * `most` people hangs below its head in an indented column instead, so that the picture grows downwards, not sideways.
 */
function layOutChart(roots, most) {
  const spots = new Map();
  let left = 0, bottom = 0;
  const put = (person, x, y, hangs) => {
    spots.set(person.id, { x, y, hangs });
    bottom = Math.max(bottom, y + BOX.height);
  };
  const hang = (person, x, y) => {
    put(person, x, y, true);
    let next = y + BOX.height + BOX.step, right = x + BOX.width;
    for (const report of visibleReports(person.id)) {
      const under = hang(report, x + BOX.indent, next);
      next = under.next;
      right = Math.max(right, under.right);
    }
    return { next, right };
  };
  const size = (person) => visibleReports(person.id).reduce((sum, report) => sum + 1 + size(report), 0);
  const place = (person, x, depth) => {
    const y = depth * (BOX.height + BOX.drop), under = visibleReports(person.id);
    if (under.length === 0 || size(person) <= most) {
      const { right } = hang(person, x, y);
      spots.get(person.id).hangs = false;
      return right;
    }
    let right = x;
    for (const report of under) right = place(report, right === x ? x : right + BOX.gap, depth + 1);
    const [first, last] = [spots.get(under[0].id), spots.get(under.at(-1).id)];
    put(person, (first.x + last.x) / 2, y, false);
    return right;
  };
  for (const root of roots) left = place(root, left, 0) + 2 * BOX.gap;
  return { spots, width: Math.max(BOX.width, left - 2 * BOX.gap), height: Math.max(BOX.height, bottom) };
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
