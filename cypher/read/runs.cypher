// Runs from a number on. One that is forgotten while this is read has no properties any more.
// parameters: first
// columns: run
MATCH (r:ImportRun) WHERE r.number >= $first
WITH properties(r) AS run WHERE run.id IS NOT NULL
RETURN run
ORDER BY run.number
