const PAYLOAD = readJson("payload");
const { accounts: CLIENTS, as_of: AS_OF, shares: SHARES } = PAYLOAD;
const WHOLE = PAYLOAD.name === null;
const LISTS = ["confirm", "unmet", "part", "missing", "chair", "circle", "duplicate", "review", "rejected"];
const filters = { text: "" };

/** A code that is in no list of words is shown itself. */
const labelOr = (code, text) => (Object.hasOwn(STRINGS.words, code) ? label(code) : text);
const nameOr = (name, title) => name.trim() || title || label("placeholder");
const clientOf = (entry) => (entry.account === null || entry.account === undefined ? null : CLIENTS[entry.account]);

/** Where the person stands on the map of the client; null where there is no such page. */
function mapOf(finding) {
  const client = clientOf(finding);
  if (!client || !client.map || !finding.person) return null;
  return `${client.map}#${new URLSearchParams([...choices].filter(([key]) => key !== "p").concat([["p", finding.person]]))}`;
}
