// Which facts these versions belong to.
// parameters: versions: [id]
// columns: type, fact, version, element
CALL () {
  MATCH ()-[r:WORKS_AT]->() WHERE r.version IN $versions RETURN r
  UNION ALL
  MATCH ()-[r:STAKEHOLDER_IN]->() WHERE r.version IN $versions RETURN r
  UNION ALL
  MATCH ()-[r:ASSIGNED_TO]->() WHERE r.version IN $versions RETURN r
  UNION ALL
  MATCH ()-[r:KNOWS]->() WHERE r.version IN $versions RETURN r
  UNION ALL
  MATCH ()-[r:REPORTS_TO]->() WHERE r.version IN $versions RETURN r
  UNION ALL
  MATCH ()-[r:INFLUENCES]->() WHERE r.version IN $versions RETURN r
  UNION ALL
  MATCH ()-[r:CONFLICTS_WITH]->() WHERE r.version IN $versions RETURN r
  UNION ALL
  MATCH ()-[r:HAS_FIGURE]->() WHERE r.version IN $versions RETURN r
  UNION ALL
  MATCH ()-[r:IS_ABSENT]->() WHERE r.version IN $versions RETURN r
}
RETURN type(r) AS type, r.fact AS fact, r.version AS version, elementId(r) AS element
