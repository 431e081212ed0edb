// Keys to the service by their ids.
// parameters: ids
// columns: key
UNWIND $ids AS id
MATCH (k:ApiKey {id: id})
RETURN properties(k) AS key
ORDER BY key.id
