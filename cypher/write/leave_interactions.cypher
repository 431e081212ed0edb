// Take people out of the interactions they took part in, and delete those that nobody is left in.
// parameters: ids
// columns: left
MATCH (p:Person)-[:INVOLVED]->(i:Interaction) WHERE p.id IN $ids
WITH DISTINCT i
SET i.participants = [person IN i.participants WHERE NOT person IN $ids]
WITH i, size(i.participants) = 0 AS empty
FOREACH (e IN CASE WHEN empty THEN [i] ELSE [] END | DETACH DELETE e)
RETURN count(*) AS left
