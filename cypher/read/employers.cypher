// Where people work or have a part, in any version, and whether that version is visible.
// parameters: ids, hidden, next
// columns: person, organisation, visible
UNWIND $ids AS id
MATCH (p:Person {id: id})-[r:WORKS_AT|STAKEHOLDER_IN]->(o:Organisation)
RETURN DISTINCT p.id AS person, o.id AS organisation, NOT r.run IN $hidden AND r.run < $next
  AND all(by IN coalesce(r.supersededBy, []) WHERE by IN $hidden OR by >= $next) AS visible
