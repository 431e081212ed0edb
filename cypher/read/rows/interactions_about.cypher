// Interactions before a moment that name one of these people or are about one of these accounts.
// parameters: people: [id], accounts: [id], hidden, next, before
// columns: id, at (microseconds since 1970), kind, minutes, direction, account, participants
CALL () {
  UNWIND $people AS id MATCH (:Person {id: id})-[:INVOLVED]->(i) RETURN i
  UNION
  UNWIND $accounts AS id MATCH (:Organisation {id: id})<-[:ABOUT]-(i:Interaction) RETURN i
}
WITH i
WHERE i.at < $before AND NOT i.run IN $hidden AND i.run < $next
  AND all(by IN coalesce(i.supersededBy, []) WHERE by IN $hidden OR by >= $next)
RETURN i.id AS id, i.at.epochSeconds * 1000000 + i.at.microsecond AS at, i.kind AS kind, i.minutes AS minutes,
       i.direction AS direction, i.account AS account,
       i.participants AS participants
ORDER BY i.id
