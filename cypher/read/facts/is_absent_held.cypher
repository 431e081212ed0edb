// Every version of these absences, hidden ones included.
// parameters: facts: [id]
// columns: type, element, source, target, held
UNWIND $facts AS fact
MATCH (a)-[r:IS_ABSENT {fact: fact}]->(b)
USING INDEX r:IS_ABSENT(fact)
RETURN 'IS_ABSENT' AS type, elementId(r) AS element, a.id AS source, b.id AS target, properties(r) AS held
