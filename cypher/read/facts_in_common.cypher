// Facts that a run and others wrote versions of.
// parameters: run (number), others: [number]
// columns: type, facts
CALL () {
  MATCH ()-[o:WORKS_AT]->() WHERE o.run IN $others MATCH ()-[r:WORKS_AT {fact: o.fact}]->() WHERE r.run = $run RETURN r
  UNION ALL
  MATCH ()-[o:STAKEHOLDER_IN]->() WHERE o.run IN $others MATCH ()-[r:STAKEHOLDER_IN {fact: o.fact}]->() WHERE r.run = $run RETURN r
  UNION ALL
  MATCH ()-[o:ASSIGNED_TO]->() WHERE o.run IN $others MATCH ()-[r:ASSIGNED_TO {fact: o.fact}]->() WHERE r.run = $run RETURN r
  UNION ALL
  MATCH ()-[o:KNOWS]->() WHERE o.run IN $others MATCH ()-[r:KNOWS {fact: o.fact}]->() WHERE r.run = $run RETURN r
  UNION ALL
  MATCH ()-[o:REPORTS_TO]->() WHERE o.run IN $others MATCH ()-[r:REPORTS_TO {fact: o.fact}]->() WHERE r.run = $run RETURN r
  UNION ALL
  MATCH ()-[o:INFLUENCES]->() WHERE o.run IN $others MATCH ()-[r:INFLUENCES {fact: o.fact}]->() WHERE r.run = $run RETURN r
  UNION ALL
  MATCH ()-[o:CONFLICTS_WITH]->() WHERE o.run IN $others MATCH ()-[r:CONFLICTS_WITH {fact: o.fact}]->() WHERE r.run = $run RETURN r
  UNION ALL
  MATCH ()-[o:HAS_FIGURE]->() WHERE o.run IN $others MATCH ()-[r:HAS_FIGURE {fact: o.fact}]->() WHERE r.run = $run RETURN r
  UNION ALL
  MATCH ()-[o:IS_ABSENT]->() WHERE o.run IN $others MATCH ()-[r:IS_ABSENT {fact: o.fact}]->() WHERE r.run = $run RETURN r
}
RETURN type(r) AS type, collect(DISTINCT r.fact) AS facts
