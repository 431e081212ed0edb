// Runs of these ids. One that is forgotten while this is read has no properties any more.
// parameters: ids
// columns: run
MATCH (r:ImportRun) WHERE r.id IN $ids
WITH properties(r) AS run WHERE run.id IS NOT NULL
RETURN run
ORDER BY run.number
