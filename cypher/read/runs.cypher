// Runs from a number on.
// parameters: first
// columns: run
MATCH (r:ImportRun) WHERE r.number >= $first
RETURN properties(r) AS run
ORDER BY r.number
