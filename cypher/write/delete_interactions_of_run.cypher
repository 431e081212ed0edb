// Delete some of the interactions a run wrote.
// parameters: run (number), limit
// columns: deleted
MATCH (i:Interaction {run: $run})
WITH i LIMIT $limit
DETACH DELETE i
RETURN count(*) AS deleted
