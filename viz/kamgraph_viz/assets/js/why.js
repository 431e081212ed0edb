/** A number that opens what it rests on: `lines` gives the people, ties and contacts behind it, as text or elements. */
function why(text, title, lines) {
  const open = () => {
    byId("why-title").textContent = `${title}: ${text}`;
    fill(byId("why-lines"), el("ul", {}, lines().map((line) => el("li", {}, line))));
    byId("why").showModal();
  };
  return el("button", { type: "button", class: "why", text, on: { click: open } });
}

byId("why-close").addEventListener("click", () => byId("why").close());
