const PAYLOAD = readJson("payload");
const { person: PERSON, currency: CURRENCY, as_of: AS_OF } = PAYLOAD;
const CONTACTS = PAYLOAD.contacts || [];
const ACTIVE = CONTACTS.filter((contact) => contact.active);
const SOLE = ACTIVE.filter((contact) => contact.sole);
const UNCOVERED = ACTIVE.filter((contact) => contact.successor === null);

const nameOr = (name, title) => name.trim() || title || label("placeholder");
const pageOf = (href, person) => `${href}#${new URLSearchParams([...choices].filter(([key]) => key === "lang" || key === "theme").concat(person))}`;
const linked = (href, text, person = []) => (href ? el("a", { href: pageOf(href, person), text }) : text);

const clientOf = (account) => PAYLOAD.accounts.find((one) => one.id === account);
const contactsAt = (account, of = ACTIVE) => of.filter((contact) => contact.places.some((place) => place.account === account.id));
const isOnPaper = (account) => account.parts.length > 0 && contactsAt(account).length === 0;

const strengthText = (tie) => (tie.active ? `${label(`scale.${scaleStep(tie.strength)}`)} (${percent(tie.strength)})` : label("one.not_counted"));
const lastText = (tie) => (tie.last ? `${day(tie.last)} (${count(daysBetween(tie.last, AS_OF), "days")})` : null);
const tieLine = (tie) => [nameOr(tie.name, ""), strengthText(tie), lastText(tie)].filter(Boolean).join(" · ");
