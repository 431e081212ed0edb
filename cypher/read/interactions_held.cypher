// Every version of these interactions, hidden ones included.
// parameters: ids
// columns: element, held
UNWIND $ids AS id
MATCH (i:Interaction {id: id})
RETURN elementId(i) AS element, properties(i) AS held
