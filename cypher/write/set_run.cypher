// Change a run's own properties.
// parameters: id, properties
// columns: run
MATCH (r:ImportRun {id: $id})
SET r += $properties
RETURN properties(r) AS run
