// Every version of these lines of reporting, hidden ones included.
// parameters: facts: [id]
// columns: type, element, source, target, held
UNWIND $facts AS fact
MATCH (a)-[r:REPORTS_TO {fact: fact}]->(b)
USING INDEX r:REPORTS_TO(fact)
RETURN 'REPORTS_TO' AS type, elementId(r) AS element, a.id AS source, b.id AS target, properties(r) AS held
