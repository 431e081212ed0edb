// One run by its id.
// parameters: id
// columns: run
MATCH (r:ImportRun {id: $id})
RETURN properties(r) AS run
