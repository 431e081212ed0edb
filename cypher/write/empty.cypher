// Delete some of everything that is no part of the schema and no key to the service.
// parameters: limit
// columns: deleted
MATCH (n) WHERE NOT n:Store AND NOT n:Migration AND NOT n:ApiKey
WITH n LIMIT $limit
DETACH DELETE n
RETURN count(*) AS deleted
