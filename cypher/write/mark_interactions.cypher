// Let a run supersede versions of interactions. They are locked before they are read: another run may mark them too.
// parameters: versions: [id], run (number)
// columns: marked
MATCH (i:Interaction) WHERE i.version IN $versions
SET i.run = i.run
WITH i
SET i.supersededBy = [by IN coalesce(i.supersededBy, []) WHERE by <> $run] + $run
RETURN count(i) AS marked
