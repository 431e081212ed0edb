/** Shape of a vector picture; its colours come from the style sheet by its class. */
function shape(name, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined) continue;
    if (key === "text") made.textContent = value;
    else if (key === "on") for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener);
    else made.setAttribute(key, value);
  }
  made.append(...children.flat(Infinity).filter(Boolean));
  return made;
}

/** A picture that is spoken as one sentence. */
const picture = (width, height, spoken, className, ...children) =>
  shape("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": spoken, class: className }, ...children);

const textAt = (x, y, text, className) => shape("text", { x, y, text, class: className });
