const LEAST_NAME = 11.2;
const measures = new Map();
const ruler = document.createElement("canvas").getContext("2d");

function widthOf(text, size, weight) {
  const key = `${size}|${weight}|${text}`;
  if (!measures.has(key)) {
    if (measures.size > 20000) measures.clear();
    ruler.font = `${weight} ${size}px ${FONT}`;
    measures.set(key, ruler.measureText(text).width);
  }
  return measures.get(key);
}

/** Text cut to a width, marked where it was cut. */
function cut(text, room, size, weight) {
  if (widthOf(text, size, weight) <= room) return text;
  const letters = [...text];
  let [low, high] = [0, letters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (widthOf(`${letters.slice(0, middle).join("")}…`, size, weight) <= room) low = middle;
    else high = middle - 1;
  }
  return `${letters.slice(0, low).join("").trimEnd()}…`;
}

/** One line where it fits, else two, broken at a blank or after a hyphen. */
function wrap(text, room, size, weight) {
  if (widthOf(text, size, weight) <= room) return [text];
  const pieces = text.match(/[^\s-]+-?|-/g) || [text];
  let first = "", at = 0;
  for (; at < pieces.length; at++) {
    const joined = first && !first.endsWith("-") ? `${first} ${pieces[at]}` : first + pieces[at];
    if (widthOf(joined, size, weight) > room) break;
    first = joined;
  }
  if (!first) return [cut(text, room, size, weight)];
  const rest = pieces.slice(at).reduce((line, piece) => (line && !line.endsWith("-") ? `${line} ${piece}` : line + piece), "");
  return [first, cut(rest, room, size, weight)];
}

/** Bartłomiej Kłosik, B. Kłosik or Kłosik: the longest that fits where there is one line only. */
function shortName(name, room, size) {
  const [first, ...rest] = name.trim().split(/\s+/);
  if (rest.length === 0) return cut(name, room, size, 600);
  const family = rest.join(" ");
  const found = [name, `${[...first][0]}. ${family}`].find((text) => widthOf(text, size, 600) <= room);
  return found || cut(family, room, size, 600);
}

const initials = (name) => name.trim().split(/\s+/).map((part) => [...part][0] || "").slice(0, 2).join("").toUpperCase();

/** Lines of text under a person at a scale, or none where they could not be read. */
function captionOf(person, scale, emphasised) {
  const room = PLAN.column - 10;
  const readable = LEAST_NAME / scale;
  const largest = PLAN.dense ? 25 : 26;
  if (readable > largest && !emphasised) return [];
  const size = Math.max(PLAN.dense ? 12 : 15, Math.min(readable, largest));
  const name = nameOf(person.id);
  const fits = 2 * 1.12 * size + 14 <= PLAN.label;
  const names = PLAN.dense || !fits ? [person.placeholder ? cut(name, room, size, 600) : shortName(name, room, size)] : wrap(name, room, size, 600);
  const lines = names.map((text) => ({ text, size, weight: 600, fill: "ink" }));
  const small = Math.max(12, 10.4 / scale);
  if (person.title && person.title !== name && fits && !PLAN.dense) {
    lines.push({ text: cut(person.title, room, small, 400), size: small, weight: 400, fill: "muted" });
  }
  return lines;
}
