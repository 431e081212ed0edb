// Every version of these lines of influence, hidden ones included.
// parameters: facts: [id]
// columns: type, element, source, target, held
UNWIND $facts AS fact
MATCH (a)-[r:INFLUENCES {fact: fact}]->(b)
USING INDEX r:INFLUENCES(fact)
RETURN 'INFLUENCES' AS type, elementId(r) AS element, a.id AS source, b.id AS target, properties(r) AS held
