const byId = (id) => document.getElementById(id);
/** Whether a service stands behind the page. */
const LIVE = byId("day") !== null;
const readJson = (id) => JSON.parse(byId(id).textContent);

/** New element; `on` binds events, `text` sets text, everything else is an attribute. Absent children are skipped. */
function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "text") element.textContent = value;
    else if (name === "on") for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...[children].flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

function fill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

/** Text for people who listen instead of look. */
function announce(text) {
  byId("live").textContent = text;
}
