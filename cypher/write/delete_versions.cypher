// Delete versions of facts.
// parameters: elements: [id]
// columns: deleted
MATCH ()-[r]->() WHERE elementId(r) IN $elements
DELETE r
RETURN count(*) AS deleted
