const SIGNS = { "stance.2": "++", "stance.1": "+", "stance.0": "0", "stance.-1": "−", "stance.-2": "−−", "stance.unknown": "?" };
const STANCES = Object.keys(SIGNS);
const NAMED = ["ink", "muted", "ground", "card", "rule", "accent", "risk", "ours", "ours-ink", "band-odd", "band-even", "tie",
  "reports", "influences", "conflicts", "lost"];
let colours = {};

/** Colours of the style sheet, so that the picture and the page agree in both themes. */
function readColours() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  colours = Object.fromEntries(NAMED.map((name) => [name, read(name)]));
  for (const code of STANCES) {
    const name = code.replace(".", "-").replace("--", "-minus-");
    colours[code] = { fill: read(name), ink: read(`${name}-ink`) };
  }
}
