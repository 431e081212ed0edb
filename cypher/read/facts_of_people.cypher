// Visible facts of some types that begin or end at these people, of one day or of any.
// parameters: ids, types, hidden, next, day (or null),
// ahead: [type] (those to come, too), always: [type] (those of any day)
// columns: type, source, target, held
UNWIND $ids AS id
MATCH (n:Person {id: id})-[r:WORKS_AT|STAKEHOLDER_IN|ASSIGNED_TO|KNOWS|REPORTS_TO|INFLUENCES|CONFLICTS_WITH|HAS_FIGURE|IS_ABSENT]-()
WHERE type(r) IN $types
WITH DISTINCT r, startNode(r) AS a, endNode(r) AS b
WHERE NOT r.run IN $hidden AND r.run < $next
  AND all(by IN coalesce(r.supersededBy, []) WHERE by IN $hidden OR by >= $next)
  AND (type(r) IN $always OR $day IS NULL OR coalesce($day < r.validTo, true)
    AND (type(r) IN $ahead OR coalesce(r.validFrom <= $day, true)))
RETURN type(r) AS type, CASE WHEN a:Person THEN a.id END AS source, b.id AS target, properties(r) AS held
ORDER BY r.fact, r.version
