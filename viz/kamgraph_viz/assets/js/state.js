/** Language and theme live in the address only, so that a copied link shows the same page. */
const choices = new URLSearchParams(location.hash.slice(1));
const redraws = [];

function choose(key, value) {
  choices.set(key, value);
  history.replaceState(null, "", `#${choices}`);
}

/** As `choose`, also for the links to the account's other pages; nothing takes the choice away. */
function keep(key, value) {
  if (value) choices.set(key, value);
  else choices.delete(key);
  history.replaceState(null, "", `#${choices}`);
  linkPages();
}

function linkPages() {
  for (const link of document.querySelectorAll("a[data-page]")) link.href = `${link.dataset.page}#${choices}`;
}

function chosenLanguage() {
  const wanted = [choices.get("lang"), ...(navigator.languages || []), document.documentElement.lang];
  const found = wanted.map((tag) => String(tag || "").slice(0, 2)).find((tag) => tag === "pl" || tag === "en");
  return found || "pl";
}

function chosenTheme() {
  const theme = choices.get("theme");
  if (theme === "dark" || theme === "light") return theme;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

function applyChoices() {
  lang = chosenLanguage();
  document.documentElement.dataset.theme = chosenTheme();
  translate();
  for (const code of ["pl", "en"]) byId(`lang-${code}`).setAttribute("aria-pressed", String(code === lang));
  byId("theme").setAttribute("aria-pressed", String(chosenTheme() === "dark"));
  linkPages();
}

/** Draw everything again in the language and the theme that are chosen. */
function redrawAll() {
  applyChoices();
  for (const redraw of redraws) redraw();
}

function watchChoices() {
  for (const code of ["pl", "en"]) {
    byId(`lang-${code}`).addEventListener("click", () => {
      choose("lang", code);
      redrawAll();
    });
  }
  byId("theme").addEventListener("click", () => {
    choose("theme", chosenTheme() === "dark" ? "light" : "dark");
    redrawAll();
  });
}
