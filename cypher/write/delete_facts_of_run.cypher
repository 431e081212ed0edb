// Delete some of the versions a run wrote.
// parameters: run (number), limit
// columns: deleted
CALL () {
  MATCH ()-[r:WORKS_AT {run: $run}]->() RETURN r
  UNION ALL
  MATCH ()-[r:STAKEHOLDER_IN {run: $run}]->() RETURN r
  UNION ALL
  MATCH ()-[r:ASSIGNED_TO {run: $run}]->() RETURN r
  UNION ALL
  MATCH ()-[r:KNOWS {run: $run}]->() RETURN r
  UNION ALL
  MATCH ()-[r:REPORTS_TO {run: $run}]->() RETURN r
  UNION ALL
  MATCH ()-[r:INFLUENCES {run: $run}]->() RETURN r
  UNION ALL
  MATCH ()-[r:CONFLICTS_WITH {run: $run}]->() RETURN r
  UNION ALL
  MATCH ()-[r:HAS_FIGURE {run: $run}]->() RETURN r
  UNION ALL
  MATCH ()-[r:IS_ABSENT {run: $run}]->() RETURN r
}
WITH r LIMIT $limit
DELETE r
RETURN count(*) AS deleted
