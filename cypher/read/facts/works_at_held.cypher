// Every version of these positions, hidden ones included.
// parameters: facts: [id]
// columns: type, element, source, target, held
UNWIND $facts AS fact
MATCH (a)-[r:WORKS_AT {fact: fact}]->(b)
USING INDEX r:WORKS_AT(fact)
RETURN 'WORKS_AT' AS type, elementId(r) AS element, a.id AS source, b.id AS target, properties(r) AS held
