// People who took part in visible interactions with one of these people.
// parameters: ids, hidden, next
// columns: id
UNWIND $ids AS id
MATCH (:Person {id: id})-[:INVOLVED]->(i:Interaction)
WITH DISTINCT i
WHERE NOT i.run IN $hidden AND i.run < $next
  AND all(by IN coalesce(i.supersededBy, []) WHERE by IN $hidden OR by >= $next)
UNWIND i.participants AS person
RETURN DISTINCT person AS id
