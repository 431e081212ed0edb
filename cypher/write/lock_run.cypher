// Lock a run until the transaction ends: batches of one run come one after another, and none during its commit.
// parameters: id
// columns: run
MATCH (r:ImportRun {id: $id})
SET r.batches = coalesce(r.batches, 0) + 1
RETURN properties(r) AS run
