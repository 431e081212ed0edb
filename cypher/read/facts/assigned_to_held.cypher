// Every version of these assignments, hidden ones included.
// One that is discarded while this is read has no properties any more.
// parameters: facts: [id]
// columns: type, element, source, target, held
UNWIND $facts AS fact
MATCH (a)-[r:ASSIGNED_TO {fact: fact}]->(b)
USING INDEX r:ASSIGNED_TO(fact)
WITH a, b, r, properties(r) AS held WHERE held.fact IS NOT NULL
RETURN 'ASSIGNED_TO' AS type, elementId(r) AS element, a.id AS source, b.id AS target, held
