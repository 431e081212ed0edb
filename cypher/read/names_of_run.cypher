// Whom and what the records of a run name.
// parameters: run (number)
// columns: kind, id
MATCH (v:RecordVersion {run: $run})
UNWIND v.names AS name
WITH DISTINCT split(name, '|')[0] AS kind, name
RETURN kind, substring(name, size(kind) + 1) AS id
