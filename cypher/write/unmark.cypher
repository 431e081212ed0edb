// Take back that a run superseded versions.
// parameters: elements: [id], run (number)
// columns: unmarked
MATCH ()-[r]->() WHERE elementId(r) IN $elements
SET r.run = r.run
WITH r, [by IN r.supersededBy WHERE by <> $run] AS others
SET r.supersededBy = CASE WHEN others = [] THEN null ELSE others END
RETURN count(r) AS unmarked
