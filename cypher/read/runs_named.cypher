// Runs of these ids.
// parameters: ids
// columns: run
MATCH (r:ImportRun) WHERE r.id IN $ids
RETURN properties(r) AS run
ORDER BY r.number
