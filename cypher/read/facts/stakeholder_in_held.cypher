// Every version of these stakeholder facts, hidden ones included.
// parameters: facts: [id]
// columns: type, element, source, target, held
UNWIND $facts AS fact
MATCH (a)-[r:STAKEHOLDER_IN {fact: fact}]->(b)
USING INDEX r:STAKEHOLDER_IN(fact)
RETURN 'STAKEHOLDER_IN' AS type, elementId(r) AS element, a.id AS source, b.id AS target, properties(r) AS held
