// What was written or taken back since a day, run by run.
// parameters: since
// columns: at, by, kind, type, person, other, became
MATCH (run:ImportRun {state: 'committed'}) WHERE run.at >= datetime($since)
MATCH (a)-[r:WORKS_AT|STAKEHOLDER_IN|ASSIGNED_TO|KNOWS|REPORTS_TO|INFLUENCES|CONFLICTS_WITH]->(b)
WHERE r.run = run.number OR run.number IN r.supersededBy
RETURN run.at AS at, run.by AS by, run.kind AS kind, type(r) AS type, a.name AS person, b.name AS other,
       CASE WHEN run.number IN r.supersededBy THEN 'superseded' ELSE 'written' END AS became
ORDER BY at, type, person, other, became
