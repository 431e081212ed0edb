// Delete some of everything that is no part of the schema.
// parameters: limit
// columns: deleted
MATCH (n) WHERE NOT n:Store AND NOT n:Migration
WITH n LIMIT $limit
DETACH DELETE n
RETURN count(*) AS deleted
