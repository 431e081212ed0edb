// Delete every version of every fact that begins or ends at people.
// parameters: ids
// columns: type, deleted
MATCH (p:Person)-[r:WORKS_AT|STAKEHOLDER_IN|ASSIGNED_TO|KNOWS|REPORTS_TO|INFLUENCES|CONFLICTS_WITH|HAS_FIGURE|IS_ABSENT]-()
WHERE p.id IN $ids
WITH DISTINCT r, type(r) AS type
DELETE r
RETURN type, count(*) AS deleted
