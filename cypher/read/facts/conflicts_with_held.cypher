// Every version of these lines of conflict, hidden ones included.
// parameters: facts: [id]
// columns: type, element, source, target, held
UNWIND $facts AS fact
MATCH (a)-[r:CONFLICTS_WITH {fact: fact}]->(b)
USING INDEX r:CONFLICTS_WITH(fact)
RETURN 'CONFLICTS_WITH' AS type, elementId(r) AS element, a.id AS source, b.id AS target, properties(r) AS held
