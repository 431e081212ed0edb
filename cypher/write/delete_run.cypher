// Forget a run of which nothing is left.
// parameters: id
// columns: deleted
MATCH (r:ImportRun {id: $id})
DELETE r
RETURN count(*) AS deleted
