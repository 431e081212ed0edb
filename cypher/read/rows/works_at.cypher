// Positions of any time, for the whole portfolio: plain columns, in the order of the ids.
// parameters: hidden, next
// columns: fromId, toId, title, department, departmentText, level, validFrom, validTo, fact
MATCH (a:Person)-[r:WORKS_AT]->(b)
USING INDEX a:Person(id)
WHERE a.id > ''
  AND NOT r.run IN $hidden AND r.run < $next
  AND all(by IN coalesce(r.supersededBy, []) WHERE by IN $hidden OR by >= $next)
RETURN a.id AS fromId, b.id AS toId,
       r.title AS title, r.department AS department, r.departmentText AS departmentText, r.level AS level,
       toString(r.validFrom) AS validFrom, toString(r.validTo) AS validTo, r.fact AS fact
ORDER BY a.id, b.id, r.fact
