const STRINGS = readJson("strings");
const POLISH = 0, ENGLISH = 1, EXPLAINED = 2;
let lang = "pl";

const label = (code) => STRINGS.words[code][lang === "pl" ? POLISH : ENGLISH];
const explain = (code) => STRINGS.words[code][EXPLAINED + (lang === "pl" ? POLISH : ENGLISH)];

/** Sentence with its blanks filled in; values are text and stay text. */
const say = (code, values) => label(code).replace(/\{(\w+)\}/g, (_, key) => String(values[key]));

const count = (n, noun) => `${n} ${plural(n, lang, STRINGS.forms[noun][lang])}`;
const quantity = (n, noun) => plural(n, lang, STRINGS.forms[noun][lang]);

/** Names in a row, ordered as the language orders letters. */
const byText = (a, b) => a.localeCompare(b, lang);

/** A label that explains itself when it is pointed at, focused or pressed. */
function term(code, text = label(code)) {
  if (!explain(code)) return el("span", { text });
  return el("button", { type: "button", class: "term", "data-term": code, text });
}

function watchTerms() {
  const tip = byId("explanation");
  let pinned = null;
  const show = (button) => {
    const box = button.getBoundingClientRect();
    button.closest("header, aside, section, main").append(tip);
    tip.textContent = explain(button.dataset.term);
    tip.hidden = false;
    tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - tip.offsetWidth - 12))}px`;
    const below = box.bottom + 6;
    tip.style.top = `${below + tip.offsetHeight > innerHeight ? box.top - tip.offsetHeight - 6 : below}px`;
    button.setAttribute("aria-describedby", "explanation");
  };
  const hide = () => {
    if (!pinned) tip.hidden = true;
  };
  const find = (event) => (event.target.closest ? event.target.closest(".term") : null);
  for (const kind of ["mouseover", "focusin"]) document.addEventListener(kind, (event) => find(event) && show(find(event)));
  for (const kind of ["mouseout", "focusout"]) document.addEventListener(kind, (event) => find(event) && hide());
  document.addEventListener("click", (event) => {
    pinned = find(event);
    if (pinned) show(pinned);
    else hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || tip.hidden) return;
    pinned = null;
    hide();
  });
}

/** Words that stand in the page from the beginning. */
function translate() {
  document.documentElement.lang = lang;
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = label(element.dataset.say);
  for (const element of document.querySelectorAll("[data-say-label]")) {
    element.setAttribute("aria-label", label(element.dataset.sayLabel));
  }
  for (const element of document.querySelectorAll("[data-say-hint]")) element.placeholder = label(element.dataset.sayHint);
}
