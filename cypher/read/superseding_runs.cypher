// Other runs that superseded versions of a run.
// parameters: run (number)
// columns: run
CALL () {
  MATCH ()-[r:WORKS_AT {run: $run}]->() WHERE r.supersededBy IS NOT NULL RETURN r.supersededBy AS by
  UNION ALL
  MATCH ()-[r:STAKEHOLDER_IN {run: $run}]->() WHERE r.supersededBy IS NOT NULL RETURN r.supersededBy AS by
  UNION ALL
  MATCH ()-[r:ASSIGNED_TO {run: $run}]->() WHERE r.supersededBy IS NOT NULL RETURN r.supersededBy AS by
  UNION ALL
  MATCH ()-[r:KNOWS {run: $run}]->() WHERE r.supersededBy IS NOT NULL RETURN r.supersededBy AS by
  UNION ALL
  MATCH ()-[r:REPORTS_TO {run: $run}]->() WHERE r.supersededBy IS NOT NULL RETURN r.supersededBy AS by
  UNION ALL
  MATCH ()-[r:INFLUENCES {run: $run}]->() WHERE r.supersededBy IS NOT NULL RETURN r.supersededBy AS by
  UNION ALL
  MATCH ()-[r:CONFLICTS_WITH {run: $run}]->() WHERE r.supersededBy IS NOT NULL RETURN r.supersededBy AS by
  UNION ALL
  MATCH ()-[r:HAS_FIGURE {run: $run}]->() WHERE r.supersededBy IS NOT NULL RETURN r.supersededBy AS by
  UNION ALL
  MATCH ()-[r:IS_ABSENT {run: $run}]->() WHERE r.supersededBy IS NOT NULL RETURN r.supersededBy AS by
}
UNWIND by AS number
WITH DISTINCT number WHERE number <> $run
RETURN number AS run
