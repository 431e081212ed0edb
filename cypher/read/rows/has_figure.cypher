// Figures that hold on a day, for the whole portfolio: plain columns, in the order of the ids.
// parameters: hidden, next, day
// columns: fromId, toId, kind, value, currency, validFrom, fact
MATCH (a)-[r:HAS_FIGURE]->(b:Organisation)
USING INDEX b:Organisation(id)
WHERE b.id > ''
  AND NOT r.run IN $hidden AND r.run < $next
  AND all(by IN coalesce(r.supersededBy, []) WHERE by IN $hidden OR by >= $next)
  AND coalesce(r.validFrom <= $day, true) AND coalesce($day < r.validTo, true)
RETURN CASE WHEN a:Person THEN a.id END AS fromId, b.id AS toId,
       r.kind AS kind, r.value AS value, r.currency AS currency, toString(r.validFrom) AS validFrom, r.fact AS fact
ORDER BY b.id, r.kind, r.fact
