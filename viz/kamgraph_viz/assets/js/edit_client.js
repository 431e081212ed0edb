/** A client that is recorded nowhere yet: then its empty map opens, to be filled. */
const idFrom = (name) => fold(name).replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60) || `c-${Date.now().toString(36)}`;

async function saveClient({ name, annual_value: value }) {
  const id = idFrom(name);
  await send("PUT", `/accounts/${encodeURIComponent(id)}`, { id, name }, null, { "If-None-Match": "*" });
  if (value !== null) await send("POST", "/figures", { account: id, kind: "annual_value", value, currency: CURRENCY, valid_from: AS_OF });
  location.href = `${EDITED.accounts}${encodeURIComponent(id)}#${choices}`;
}

function addClient() {
  openForm({
    title: label("edit.add_client"),
    fields: [
      { name: "name", id: "edit-name", kind: "text", label: label("edit.client_name"), required: true },
      { name: "annual_value", id: "edit-value", kind: "number", label: `${label("edit.value")} (${CURRENCY})`, min: 0, step: 1 },
    ],
    save: saveClient,
  });
}

byId("print").before(el("button", { type: "button", id: "add-client", "data-say": "edit.add_client", on: { click: addClient } }));
