// Every version of these assignments, hidden ones included.
// parameters: facts: [id]
// columns: type, element, source, target, held
UNWIND $facts AS fact
MATCH (a)-[r:ASSIGNED_TO {fact: fact}]->(b)
USING INDEX r:ASSIGNED_TO(fact)
RETURN 'ASSIGNED_TO' AS type, elementId(r) AS element, a.id AS source, b.id AS target, properties(r) AS held
