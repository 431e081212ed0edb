// Absences that have not ended by a day, for the whole portfolio: plain columns, in the order of the ids.
// parameters: hidden, next, day
// columns: fromId, toId, kind, validFrom, validTo
MATCH (a:Person)-[r:IS_ABSENT]->(b)
USING INDEX a:Person(id)
WHERE a.id > ''
  AND NOT r.run IN $hidden AND r.run < $next
  AND all(by IN coalesce(r.supersededBy, []) WHERE by IN $hidden OR by >= $next)
  AND coalesce($day < r.validTo, true)
RETURN a.id AS fromId, b.id AS toId,
       r.kind AS kind, toString(r.validFrom) AS validFrom, toString(r.validTo) AS validTo
ORDER BY a.id, b.id, r.fact
