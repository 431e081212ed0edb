// Ends of the versions that some runs wrote or took back; what a run superseded has the ends of what it wrote.
// parameters: runs: [number], versions: [version], most
// columns: type, source, target
CALL () {
  UNWIND $runs AS run MATCH ()-[r:WORKS_AT {run: run}]->() RETURN r
  UNION
  UNWIND $versions AS version MATCH ()-[r:WORKS_AT {version: version}]->() RETURN r
  UNION
  UNWIND $runs AS run MATCH ()-[r:STAKEHOLDER_IN {run: run}]->() RETURN r
  UNION
  UNWIND $versions AS version MATCH ()-[r:STAKEHOLDER_IN {version: version}]->() RETURN r
  UNION
  UNWIND $runs AS run MATCH ()-[r:ASSIGNED_TO {run: run}]->() RETURN r
  UNION
  UNWIND $versions AS version MATCH ()-[r:ASSIGNED_TO {version: version}]->() RETURN r
  UNION
  UNWIND $runs AS run MATCH ()-[r:KNOWS {run: run}]->() RETURN r
  UNION
  UNWIND $versions AS version MATCH ()-[r:KNOWS {version: version}]->() RETURN r
  UNION
  UNWIND $runs AS run MATCH ()-[r:REPORTS_TO {run: run}]->() RETURN r
  UNION
  UNWIND $versions AS version MATCH ()-[r:REPORTS_TO {version: version}]->() RETURN r
  UNION
  UNWIND $runs AS run MATCH ()-[r:INFLUENCES {run: run}]->() RETURN r
  UNION
  UNWIND $versions AS version MATCH ()-[r:INFLUENCES {version: version}]->() RETURN r
  UNION
  UNWIND $runs AS run MATCH ()-[r:CONFLICTS_WITH {run: run}]->() RETURN r
  UNION
  UNWIND $versions AS version MATCH ()-[r:CONFLICTS_WITH {version: version}]->() RETURN r
  UNION
  UNWIND $runs AS run MATCH ()-[r:HAS_FIGURE {run: run}]->() RETURN r
  UNION
  UNWIND $versions AS version MATCH ()-[r:HAS_FIGURE {version: version}]->() RETURN r
  UNION
  UNWIND $runs AS run MATCH ()-[r:IS_ABSENT {run: run}]->() RETURN r
  UNION
  UNWIND $versions AS version MATCH ()-[r:IS_ABSENT {version: version}]->() RETURN r
}
WITH r, startNode(r) AS a, endNode(r) AS b LIMIT $most
RETURN type(r) AS type, CASE WHEN a:Person THEN a.id END AS source, b.id AS target
