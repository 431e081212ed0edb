// Assignments that hold on a day, for the whole portfolio: plain columns, in the order of the ids.
// parameters: hidden, next, day
// columns: fromId, toId, role, validFrom, validTo, fact
MATCH (a:Person)-[r:ASSIGNED_TO]->(b)
USING INDEX a:Person(id)
WHERE a.id > ''
  AND NOT r.run IN $hidden AND r.run < $next
  AND all(by IN coalesce(r.supersededBy, []) WHERE by IN $hidden OR by >= $next)
  AND coalesce(r.validFrom <= $day, true) AND coalesce($day < r.validTo, true)
RETURN a.id AS fromId, b.id AS toId,
       r.role AS role, toString(r.validFrom) AS validFrom, toString(r.validTo) AS validTo, r.fact AS fact
ORDER BY a.id, b.id, r.fact
