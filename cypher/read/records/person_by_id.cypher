// Visible records by their ids.
// parameters: ids, hidden, next
// columns: held
UNWIND $ids AS id
MATCH (n:Person {id: id})
WHERE NOT n.run IN $hidden AND n.run < $next
RETURN properties(n) AS held
ORDER BY n.id
