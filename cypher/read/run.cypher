// One run by its id.
// parameters: id
// columns: run
MATCH (r:ImportRun {id: $id})
WITH properties(r) AS run WHERE run.id IS NOT NULL
RETURN run
