// Let a run supersede versions. They are locked before they are read: another run may be marking them too.
// parameters: elements: [id], run (number)
// columns: marked
MATCH ()-[r]->() WHERE elementId(r) IN $elements
SET r.run = r.run
WITH r
SET r.supersededBy = [by IN coalesce(r.supersededBy, []) WHERE by <> $run] + $run
RETURN count(r) AS marked
