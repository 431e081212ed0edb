// Other runs that superseded interactions of a run.
// parameters: run (number)
// columns: run
MATCH (i:Interaction {run: $run})
UNWIND i.supersededBy AS number
WITH DISTINCT number WHERE number <> $run
RETURN number AS run
