// Runs, other than one, whose records name a person or an organisation that only that run brought.
// parameters: run (number), hidden, next
// columns: run
MATCH (r:RecordVersion)
WHERE r.run <> $run AND NOT r.run IN $hidden AND r.run < $next AND size(r.names) > 0
UNWIND r.names AS name
WITH DISTINCT r.run AS number, split(name, '|')[0] AS kind, name
WITH number, kind, substring(name, size(kind) + 1) AS subject
MATCH (:RecordVersion {key: kind + '|' + $run + '|' + subject})
WHERE NOT EXISTS {
  MATCH (w:RecordVersion {subject: subject})
  WHERE w.kind = kind AND w.run <> $run AND NOT w.run IN $hidden AND w.run < $next
}
RETURN DISTINCT number AS run
