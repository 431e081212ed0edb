// Every version of these figures, hidden ones included.
// One that is discarded while this is read has no properties any more.
// parameters: facts: [id]
// columns: type, element, source, target, held
UNWIND $facts AS fact
MATCH (a)-[r:HAS_FIGURE {fact: fact}]->(b)
USING INDEX r:HAS_FIGURE(fact)
WITH a, b, r, properties(r) AS held WHERE held.fact IS NOT NULL
RETURN 'HAS_FIGURE' AS type, elementId(r) AS element, CASE WHEN a:Person THEN a.id END AS source, b.id AS target, held
