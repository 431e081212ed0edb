// Versions that a run superseded by others of its own.
// parameters: run (number)
// columns: element
CALL () {
  MATCH ()-[o:WORKS_AT {run: $run}]->() MATCH ()-[r:WORKS_AT {fact: o.fact}]->() WHERE $run IN r.supersededBy RETURN r
  UNION ALL
  MATCH ()-[o:STAKEHOLDER_IN {run: $run}]->() MATCH ()-[r:STAKEHOLDER_IN {fact: o.fact}]->() WHERE $run IN r.supersededBy RETURN r
  UNION ALL
  MATCH ()-[o:ASSIGNED_TO {run: $run}]->() MATCH ()-[r:ASSIGNED_TO {fact: o.fact}]->() WHERE $run IN r.supersededBy RETURN r
  UNION ALL
  MATCH ()-[o:KNOWS {run: $run}]->() MATCH ()-[r:KNOWS {fact: o.fact}]->() WHERE $run IN r.supersededBy RETURN r
  UNION ALL
  MATCH ()-[o:REPORTS_TO {run: $run}]->() MATCH ()-[r:REPORTS_TO {fact: o.fact}]->() WHERE $run IN r.supersededBy RETURN r
  UNION ALL
  MATCH ()-[o:INFLUENCES {run: $run}]->() MATCH ()-[r:INFLUENCES {fact: o.fact}]->() WHERE $run IN r.supersededBy RETURN r
  UNION ALL
  MATCH ()-[o:CONFLICTS_WITH {run: $run}]->() MATCH ()-[r:CONFLICTS_WITH {fact: o.fact}]->() WHERE $run IN r.supersededBy RETURN r
  UNION ALL
  MATCH ()-[o:HAS_FIGURE {run: $run}]->() MATCH ()-[r:HAS_FIGURE {fact: o.fact}]->() WHERE $run IN r.supersededBy RETURN r
  UNION ALL
  MATCH ()-[o:IS_ABSENT {run: $run}]->() MATCH ()-[r:IS_ABSENT {fact: o.fact}]->() WHERE $run IN r.supersededBy RETURN r
}
RETURN DISTINCT elementId(r) AS element
