// Visible stakeholder facts, of one day or of any; or every version there is.
// parameters: everything, hidden, next, day (or null)
// columns: type, source, target, held
MATCH (a)-[r:STAKEHOLDER_IN]->(b)
USING INDEX r:STAKEHOLDER_IN(fact)
WHERE r.fact > '' AND ($everything OR NOT r.run IN $hidden AND r.run < $next
  AND all(by IN coalesce(r.supersededBy, []) WHERE by IN $hidden OR by >= $next)
  AND ($day IS NULL OR coalesce(r.validFrom <= $day, true) AND coalesce($day < r.validTo, true)))
RETURN 'STAKEHOLDER_IN' AS type, a.id AS source, b.id AS target, properties(r) AS held
ORDER BY r.fact, r.version
