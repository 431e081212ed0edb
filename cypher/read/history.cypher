// Every version of one fact of runs that are not hidden.
// parameters: fact, hidden, next
// columns: type, element, source, target, held
CALL () {
  MATCH (a)-[r:WORKS_AT {fact: $fact}]->(b) RETURN a, r, b
  UNION ALL
  MATCH (a)-[r:STAKEHOLDER_IN {fact: $fact}]->(b) RETURN a, r, b
  UNION ALL
  MATCH (a)-[r:ASSIGNED_TO {fact: $fact}]->(b) RETURN a, r, b
  UNION ALL
  MATCH (a)-[r:KNOWS {fact: $fact}]->(b) RETURN a, r, b
  UNION ALL
  MATCH (a)-[r:REPORTS_TO {fact: $fact}]->(b) RETURN a, r, b
  UNION ALL
  MATCH (a)-[r:INFLUENCES {fact: $fact}]->(b) RETURN a, r, b
  UNION ALL
  MATCH (a)-[r:CONFLICTS_WITH {fact: $fact}]->(b) RETURN a, r, b
  UNION ALL
  MATCH (a)-[r:HAS_FIGURE {fact: $fact}]->(b) RETURN a, r, b
  UNION ALL
  MATCH (a)-[r:IS_ABSENT {fact: $fact}]->(b) RETURN a, r, b
}
WITH a, r, b WHERE NOT r.run IN $hidden AND r.run < $next
RETURN type(r) AS type, elementId(r) AS element, CASE WHEN a:Person THEN a.id END AS source, b.id AS target,
       properties(r) AS held
