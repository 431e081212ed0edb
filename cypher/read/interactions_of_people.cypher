// Visible interactions that name one of these people.
// parameters: ids, hidden, next
// columns: held
UNWIND $ids AS id
MATCH (:Person {id: id})-[:INVOLVED]->(i:Interaction)
WITH DISTINCT i
WHERE NOT i.run IN $hidden AND i.run < $next
  AND all(by IN coalesce(i.supersededBy, []) WHERE by IN $hidden OR by >= $next)
RETURN properties(i) AS held
ORDER BY i.id
