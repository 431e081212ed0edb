// Forget what a run said about records.
// parameters: run (number)
// columns: deleted
MATCH (v:RecordVersion {run: $run})
DELETE v
RETURN count(*) AS deleted
