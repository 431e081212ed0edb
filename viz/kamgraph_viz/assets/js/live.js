/** What only a page with a service behind it can do. */
/** The same page with another question: values are set, null takes one away. */
function ask(values) {
  const query = new URLSearchParams(location.search);
  for (const [key, value] of Object.entries(values)) {
    if (value === null) query.delete(key);
    else query.set(key, value);
  }
  location.search = String(query);
}

byId("day").addEventListener("change", () => byId("day").checkValidity() && ask({ as_of: byId("day").value }));
