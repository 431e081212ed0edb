// Every version of facts of some types that names one of these people, of runs that are not hidden.
// parameters: ids, types, hidden, next
// columns: type, source, target, held
UNWIND $ids AS id
MATCH (n:Person {id: id})-[r:WORKS_AT|STAKEHOLDER_IN|ASSIGNED_TO|KNOWS|REPORTS_TO|INFLUENCES|CONFLICTS_WITH|HAS_FIGURE|IS_ABSENT]-()
WHERE type(r) IN $types AND NOT r.run IN $hidden AND r.run < $next
WITH DISTINCT r, startNode(r) AS a, endNode(r) AS b
RETURN type(r) AS type, CASE WHEN a:Person THEN a.id END AS source, b.id AS target, properties(r) AS held
ORDER BY r.fact, r.version
