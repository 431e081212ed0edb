// People who took part in visible interactions with one of these people, or about one of these organisations.
// parameters: ids, units: [id], hidden, next
// columns: id
CALL () {
  UNWIND $ids AS id MATCH (:Person {id: id})-[:INVOLVED]->(i:Interaction) RETURN i
  UNION
  UNWIND $units AS id MATCH (:Organisation {id: id})<-[:ABOUT]-(i:Interaction) RETURN i
}
WITH i
WHERE NOT i.run IN $hidden AND i.run < $next
  AND all(by IN coalesce(i.supersededBy, []) WHERE by IN $hidden OR by >= $next)
UNWIND i.participants AS person
RETURN DISTINCT person AS id
