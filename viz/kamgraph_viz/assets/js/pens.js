const FONT = "'Segoe UI', 'Liberation Sans', Arial, sans-serif";

const CANVAS_PIECES = { 2: "lineTo", 4: "quadraticCurveTo", 6: "bezierCurveTo" };
const SVG_PIECES = { 2: "L", 4: "Q", 6: "C" };

const dashesOf = (dash) => (dash || []).join(" ");

/** Draws on a canvas what `svgPen` draws as vectors. */
function canvasPen(context) {
  const paint = (style) => {
    context.globalAlpha = style.alpha === undefined ? 1 : style.alpha;
    if (style.fill) {
      context.fillStyle = style.fill;
      context.fill();
    }
    if (style.stroke) {
      context.strokeStyle = style.stroke;
      context.lineWidth = style.width || 1;
      context.setLineDash(style.dash || []);
      context.stroke();
    }
  };
  return {
    curve(route, style) {
      context.beginPath();
      route.forEach((piece, i) => context[i === 0 ? "moveTo" : CANVAS_PIECES[piece.length]](...piece));
      paint(style);
    },
    disc(x, y, radius, style) {
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      paint(style);
    },
    box(x, y, width, height, corner, style) {
      context.beginPath();
      context.roundRect(x, y, width, height, corner);
      paint(style);
    },
    text(x, y, text, style) {
      context.globalAlpha = style.alpha === undefined ? 1 : style.alpha;
      context.font = `${style.weight || 400} ${style.size}px ${FONT}`;
      context.textAlign = style.align || "center";
      context.textBaseline = style.middle ? "middle" : "alphabetic";
      if (style.halo) {
        context.setLineDash([]);
        context.lineJoin = "round";
        context.strokeStyle = style.halo;
        context.lineWidth = 4;
        context.strokeText(text, x, y);
      }
      context.fillStyle = style.fill;
      context.fillText(text, x, y);
    },
  };
}

/** Appends shapes to an element of a vector picture. */
function svgPen(parent) {
  const add = (name, attributes, style) => {
    const shape = document.createElementNS("http://www.w3.org/2000/svg", name);
    const all = { ...attributes, fill: style.fill || "none", opacity: style.alpha };
    if (style.stroke) Object.assign(all, { stroke: style.stroke, "stroke-width": style.width || 1 });
    if (style.stroke && style.dash) all["stroke-dasharray"] = dashesOf(style.dash);
    for (const [key, value] of Object.entries(all)) if (value !== undefined) shape.setAttribute(key, value);
    parent.append(shape);
    return shape;
  };
  return {
    curve(route, style) {
      const path = route.map((piece, i) => (i === 0 ? "M" : SVG_PIECES[piece.length]) + piece.join(" ")).join("");
      add("path", { d: path }, style);
    },
    disc: (x, y, radius, style) => add("circle", { cx: x, cy: y, r: radius }, style),
    box: (x, y, width, height, corner, style) => add("rect", { x, y, width, height, rx: corner }, style),
    text(x, y, text, style) {
      const anchor = { left: "start", right: "end" }[style.align] || "middle";
      const attributes = { x, y, "font-size": style.size, "font-weight": style.weight || 400, "font-family": FONT, "text-anchor": anchor };
      if (style.middle) attributes["dominant-baseline"] = "central";
      if (style.halo) {
        Object.assign(attributes, { stroke: style.halo, "stroke-width": 4, "paint-order": "stroke", "stroke-linejoin": "round" });
      }
      add("text", attributes, { fill: style.fill, alpha: style.alpha }).textContent = text;
    },
  };
}

/** Route made of straight pieces. */
const straight = (...points) => points;

/** Way through some points with rounded corners. */
function rounded(points, radius = 9) {
  const towards = ([x, y], [otherX, otherY]) => {
    const length = Math.hypot(otherX - x, otherY - y);
    const share = length ? Math.min(radius, length / 2) / length : 0;
    return [x + (otherX - x) * share, y + (otherY - y) * share];
  };
  const corners = points.slice(1, -1).flatMap((corner, i) => [towards(corner, points[i]), [...corner, ...towards(corner, points[i + 2])]]);
  return [points[0], ...corners, points.at(-1)];
}
