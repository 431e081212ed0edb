const MOST_HITS = 12;

/** People whose name, title or department holds every word of the query, the most influential first. */
function findPeople(query) {
  const parts = wordsOf(query);
  if (parts.length === 0) return [];
  const matches = (person) => {
    const text = fold(`${nameOf(person.id)} ${person.title} ${departmentText(person)}`);
    return parts.every((part) => text.includes(part));
  };
  return [...PEOPLE.values()].filter(matches).sort(byInfluence);
}

function watchSearch() {
  const input = byId("search"), list = byId("hits");
  let hits = [], at = -1;
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const open = (id) => {
    close();
    select(id, { move: true });
  };
  const mark = (i) => {
    at = (i + hits.length) % hits.length;
    [...list.children].forEach((option, k) => option.setAttribute("aria-selected", String(k === at)));
    input.setAttribute("aria-activedescendant", `hit-${at}`);
    list.children[at].scrollIntoView({ block: "nearest" });
  };
  const option = (person, i) =>
    el(
      "li",
      { role: "option", id: `hit-${i}`, "aria-selected": "false", on: { pointerdown: (e) => (e.preventDefault(), open(person.id)) } },
      nameOf(person.id),
      el("small", { text: [person.title, person.ours ? label("page.our_team") : departmentText(person)].filter(Boolean).join(" · ") }),
    );
  input.addEventListener("input", () => {
    const found = findPeople(input.value);
    hits = found.slice(0, MOST_HITS);
    at = -1;
    fill(list, hits.map(option));
    list.hidden = hits.length === 0;
    input.setAttribute("aria-expanded", String(hits.length > 0));
    input.removeAttribute("aria-activedescendant");
    if (input.value.trim()) announce(say("page.found", { n: count(found.length, "people") }));
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      input.value = "";
      close();
    } else if (hits.length && !list.hidden && ["ArrowDown", "ArrowUp", "Enter"].includes(event.key)) {
      event.preventDefault();
      if (event.key === "Enter") open(hits[Math.max(0, at)].id);
      else mark(event.key === "ArrowDown" ? at + 1 : Math.max(at, 0) - 1);
    }
  });
}

function watchSearchKey() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) return;
    event.preventDefault();
    byId("search").focus();
    byId("search").select();
  });
}
