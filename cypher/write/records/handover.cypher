// Let nodes carry these values: those a run brought itself, or, when the values are settled, all of them.
// parameters: rows: [{id, properties}], run (number), settled
// columns: written
UNWIND $rows AS row
MERGE (n:Handover {id: row.id})
ON CREATE SET n.run = $run
WITH n, row WHERE $settled OR n.run = $run
SET n = row.properties
RETURN count(n) AS written
