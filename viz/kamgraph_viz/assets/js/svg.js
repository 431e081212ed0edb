const PAPER_SCALE = 0.9;

/** The picture as vectors, for paper and for files. */
function makeSvg() {
  const { left, top, width, height } = extent();
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  svg.setAttribute("viewBox", `${left} ${top} ${width} ${height}`);
  svg.setAttribute("width", width);
  svg.setAttribute("height", height);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", ACCOUNT.name);
  const pen = svgPen(svg);
  pen.box(left, top, width, height, 0, { fill: colours.ground });
  drawAll(pen, PAPER_SCALE);
  return svg;
}

function savePng() {
  const { left, top, width, height } = extent();
  const scale = Math.min(2, 8000 / width, 8000 / height);
  const canvas = el("canvas", { width: Math.round(width * scale), height: Math.round(height * scale) });
  const context = canvas.getContext("2d");
  context.scale(scale, scale);
  context.translate(-left, -top);
  const pen = canvasPen(context);
  pen.box(left, top, width, height, 0, { fill: colours.ground });
  drawAll(pen, PAPER_SCALE);
  canvas.toBlob((blob) => download(blob, `${fileName(ACCOUNT.name)}.png`));
}

function saveSvg() {
  const text = new XMLSerializer().serializeToString(makeSvg());
  download(new Blob([text], { type: "image/svg+xml" }), `${fileName(ACCOUNT.name)}.svg`);
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
