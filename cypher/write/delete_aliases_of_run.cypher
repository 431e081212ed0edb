// Take back the merges of a run.
// parameters: run (number)
// columns: deleted
MATCH ()-[r:SAME_AS {run: $run}]->()
DELETE r
RETURN count(*) AS deleted
