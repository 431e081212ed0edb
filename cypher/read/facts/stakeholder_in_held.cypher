// Every version of these stakeholder facts, hidden ones included.
// One that is discarded while this is read has no properties any more.
// parameters: facts: [id]
// columns: type, element, source, target, held
UNWIND $facts AS fact
MATCH (a)-[r:STAKEHOLDER_IN {fact: fact}]->(b)
USING INDEX r:STAKEHOLDER_IN(fact)
WITH a, b, r, properties(r) AS held WHERE held.fact IS NOT NULL
RETURN 'STAKEHOLDER_IN' AS type, elementId(r) AS element, a.id AS source, b.id AS target, held
