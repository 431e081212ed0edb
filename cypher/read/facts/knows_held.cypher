// Every version of these ties, hidden ones included.
// parameters: facts: [id]
// columns: type, element, source, target, held
UNWIND $facts AS fact
MATCH (a)-[r:KNOWS {fact: fact}]->(b)
USING INDEX r:KNOWS(fact)
RETURN 'KNOWS' AS type, elementId(r) AS element, a.id AS source, b.id AS target, properties(r) AS held
