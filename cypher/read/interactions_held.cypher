// Every version of these interactions, hidden ones included.
// parameters: ids
// columns: element, held
UNWIND $ids AS id
MATCH (i:Interaction {id: id})
WITH i, properties(i) AS held WHERE held.id IS NOT NULL
RETURN elementId(i) AS element, held
