const partsText = (account) => account.parts.map(label).join(", ");
const behind = (code, title, of) => (account) => {
  const found = contactsAt(account, of);
  return found.length ? why(String(found.length), `${title(account)} · ${label(code)}`, () => found.map(tieLine)) : "0";
};

const accountTitle = (account) => account.name;
const ACCOUNT_COLUMNS = [
  { code: "account", head: true, value: (a) => a.name, show: (a) => linked(a.map, a.name, [["p", PERSON.id]]) },
  { code: "annual_value", number: true, value: (a) => a.value, show: (a) => (a.value === null ? null : money(a.value, CURRENCY)) },
  { code: "one.part", value: partsText, show: (a) => partsText(a) || null },
  { code: "one.held", number: true, value: (a) => contactsAt(a).length, show: behind("one.held", accountTitle, ACTIVE) },
  { code: "one.key", number: true, value: (a) => contactsAt(a, ACTIVE.filter((c) => c.key)).length, show: behind("one.key", accountTitle, ACTIVE.filter((c) => c.key)) },
  { code: "one.sole", number: true, value: (a) => contactsAt(a, SOLE).length, show: behind("one.sole", accountTitle, SOLE) },
  { code: "one.lost", value: lostText, show: (a) => linked(a.departure, lostText(a), [["gone", PERSON.id]]) },
];

function lostText(account) {
  if (isOnPaper(account)) return label("one.paper");
  return label(account.lost ? "one.lost_yes" : "one.lost_no");
}

const placeText = (place) => [place.title, label(`level.${place.level}`), ...place.roles.map(label)].filter(Boolean).join(" · ");
const placeNames = (contact) => contact.places.map((place) => place.name).join(", ");

function contactRisk(contact) {
  if (!contact.active) return null;
  if (contact.sole) return el("span", { class: "sole", text: label("one.nobody_ours") });
  return contact.single ? say("one.only_left", { name: contact.single }) : null;
}

function reasonText(contact) {
  if (!contact.successor) return null;
  const found = contact.known ? say("one.knows", { scale: label(`scale.${scaleStep(contact.known)}`) }) : say("one.nearest", { share: percent(contact.fit) });
  return [found, contact.joint ? label("one.joint") : null].filter(Boolean).join("; ");
}

const successorText = (contact) => (contact.order ? contact.successor || label("one.nobody") : null);
const riskText = (contact) => { const shown = contactRisk(contact); return shown && shown.textContent ? shown.textContent : shown; };

const CONTACT_COLUMNS = [
  { code: "one.order", number: true, value: (c) => c.order || null },
  { code: "one.person", head: true, value: (c) => nameOr(c.name, ""), show: (c) => linked(c.places.length ? c.places[0].map : c.page, nameOr(c.name, ""), [["p", c.id]]) },
  { code: "account", value: placeNames, show: (c) => c.places.map((place) => el("div", {}, place.name, el("small", { text: placeText(place) }))) },
  { code: "one.influence", number: true, value: (c) => c.weight, show: (c) => plain(c.weight) },
  { code: "one.strength", number: true, value: (c) => c.strength, show: strengthText },
  { code: "one.last", value: (c) => c.last, show: lastText },
  { code: "one.risk", value: riskText, show: contactRisk },
  { code: "one.successor", value: successorText, show: successorText },
  { code: "one.because", value: reasonText, show: reasonText },
];

const stanceText = (place) => (place.stance === null ? label("stance.unknown") : label(`stance.${place.stance}`) + (place.stale ? ` (${label("stale")})` : ""));
const PLACE_COLUMNS = [
  { code: "account", head: true, value: (p) => p.name, show: (p) => linked(p.map, p.name, [["p", PERSON.id]]) },
  { code: "level", value: (p) => placeText({ ...p, roles: [] }) },
  { code: "department", value: (p) => p.department_text || label(`department.${p.department}`) },
  { code: "role", value: (p) => p.roles.map(label).join(", "), show: (p) => p.roles.map(label).join(", ") || null },
  { code: "stance", value: stanceText },
  { code: "one.influence", number: true, value: (p) => p.weight, show: (p) => plain(p.weight) + (p.assumed ? "*" : "") },
];
const TIE_COLUMNS = [
  { code: "one.who", head: true, value: (t) => t.name, show: (t) => linked(t.page, nameOr(t.name, "")) },
  { code: "one.strength", number: true, value: (t) => t.strength, show: strengthText },
  { code: "one.last", value: (t) => t.last, show: lastText },
  { code: "one.meetings", number: true, value: (t) => t.contacts },
];
const WAY_COLUMNS = [
  { code: "one.way", head: true, value: (w) => w.people.join(" → ") },
  { code: "one.way_strength", number: true, value: (w) => w.strength, show: (w) => percent(w.strength) },
];
