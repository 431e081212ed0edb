// Runs, other than one, whose facts or interactions name a person or an organisation that only that run brought.
// parameters: run (number), hidden, next
// columns: run
CALL () {
  MATCH (n:Person {run: $run}) RETURN n, 'Person' AS kind
  UNION ALL
  MATCH (n:Organisation {run: $run}) RETURN n, 'Organisation' AS kind
}
WITH n, kind WHERE NOT EXISTS {
  MATCH (w:RecordVersion {subject: n.id})
  WHERE w.kind = kind AND w.run <> $run AND NOT w.run IN $hidden AND w.run < $next
}
CALL (n) {
  MATCH (n)-[r]-() WHERE r.run IS NOT NULL RETURN r.run AS number
  UNION ALL
  MATCH (n)-[:INVOLVED|ABOUT]-(i:Interaction) RETURN i.run AS number
}
WITH DISTINCT number WHERE number <> $run AND NOT number IN $hidden AND number < $next
RETURN number AS run
