// Every version of these figures, hidden ones included.
// parameters: facts: [id]
// columns: type, element, source, target, held
UNWIND $facts AS fact
MATCH (a)-[r:HAS_FIGURE {fact: fact}]->(b)
USING INDEX r:HAS_FIGURE(fact)
RETURN 'HAS_FIGURE' AS type, elementId(r) AS element, CASE WHEN a:Person THEN a.id END AS source, b.id AS target, properties(r) AS held
