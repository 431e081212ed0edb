// Take back that a run superseded versions of interactions.
// parameters: versions: [id], run (number)
// columns: unmarked
MATCH (i:Interaction) WHERE i.version IN $versions
SET i.run = i.run
WITH i, [by IN i.supersededBy WHERE by <> $run] AS others
SET i.supersededBy = CASE WHEN others = [] THEN null ELSE others END
RETURN count(i) AS unmarked
