// Let nodes carry these values: those a run brought itself, or, when the values are settled, all of them.
// parameters: rows: [{id, properties}], run (number), settled
// columns: written
UNWIND $rows AS row
MERGE (n:PlanItem {id: row.id})
ON CREATE SET n.run = $run
WITH n, row WHERE $settled OR n.run = $run
SET n = row.properties
WITH n, row
OPTIONAL MATCH (n)-[old:ABOUT]->()
DELETE old
WITH DISTINCT n, row
OPTIONAL MATCH (other:Organisation {id: row.properties.account})
FOREACH (o IN CASE WHEN other IS NULL THEN [] ELSE [other] END | CREATE (n)-[:ABOUT]->(o))
RETURN count(n) AS written
