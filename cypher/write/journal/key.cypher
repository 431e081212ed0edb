// Keep a new key; no row where its id is taken.
// parameters: id, properties
// columns: id
OPTIONAL MATCH (held:ApiKey {id: $id})
WITH held WHERE held IS NULL
CREATE (k:ApiKey {id: $id})
SET k += $properties
RETURN k.id AS id
