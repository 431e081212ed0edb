const PAPER_SCALE = 0.9;
const CAPTION = 64;

/** A picture that is passed on says of itself whose it is and of which day. */
function caption(pen, left, top) {
  pen.text(left + 16, top + 28, ACCOUNT.name, { size: 22, weight: 700, align: "left", fill: colours.ink });
  pen.text(left + 16, top + 50, standText(), { size: 13, align: "left", fill: colours.muted });
}

const pictureName = () => `${fileName(ACCOUNT.name)}-${ACCOUNT.as_of}`;

/** The picture as vectors, for paper and for files. */
function makeSvg(head = 0) {
  const { left, top: below, width, height: drawn } = extent();
  const [top, height] = [below - head, drawn + head];
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  svg.setAttribute("viewBox", `${left} ${top} ${width} ${height}`);
  svg.setAttribute("width", width);
  svg.setAttribute("height", height);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", ACCOUNT.name);
  const pen = svgPen(svg);
  pen.box(left, top, width, height, 0, { fill: colours.ground });
  if (head) caption(pen, left, top);
  drawAll(pen, PAPER_SCALE);
  return svg;
}

function savePng() {
  const { left, top: below, width, height: drawn } = extent();
  const [top, height] = [below - CAPTION, drawn + CAPTION];
  const scale = Math.min(2, 8000 / width, 8000 / height);
  const canvas = el("canvas", { width: Math.round(width * scale), height: Math.round(height * scale) });
  const context = canvas.getContext("2d");
  context.scale(scale, scale);
  context.translate(-left, -top);
  const pen = canvasPen(context);
  pen.box(left, top, width, height, 0, { fill: colours.ground });
  caption(pen, left, top);
  drawAll(pen, PAPER_SCALE);
  canvas.toBlob((blob) => download(blob, `${pictureName()}.png`));
}

function saveSvg() {
  const text = new XMLSerializer().serializeToString(makeSvg(CAPTION));
  download(new Blob([text], { type: "image/svg+xml" }), `${pictureName()}.svg`);
}

/** Paper gets the vectors in light colours, whatever the screen shows. */
function watchPrinting() {
  const root = document.documentElement;
  addEventListener("beforeprint", () => {
    root.dataset.theme = "light";
    readColours();
    fill(byId("paper"), makeSvg());
  });
  addEventListener("afterprint", () => {
    fill(byId("paper"));
    redrawAll();
  });
}
