const BOX = { width: 176, height: 48, gap: 14, drop: 32, step: 8, indent: 20 };

/**
 * Where everybody stands. The first `across` generations stand side by side, each person centred over his or her own
 * reports; everybody below them hangs in an indented column, so that the picture grows downwards and stays readable.
 */
function layOutChart(roots, across) {
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
  const place = (person, x, depth) => {
    const y = depth * (BOX.height + BOX.drop), under = visibleReports(person.id);
    if (depth + 1 >= across || under.length === 0) {
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

/** The number of generations side by side that suits the room best. */
function bestLayout(roots, room) {
  let best = null, least = Infinity;
  for (let across = 1; across <= 6; across++) {
    const laid = layOutChart(roots, across);
    const cost = Math.max(laid.width / room.width, laid.height / room.height);
    // Of equals the one with more generations side by side: it looks like what people call a chart.
    if (cost <= Math.max(least, 1)) [best, least] = [laid, cost];
  }
  return best;
}
