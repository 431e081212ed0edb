// Which records a run has said something about.
// parameters: run (number)
// columns: kind, subjects
MATCH (v:RecordVersion {run: $run})
RETURN v.kind AS kind, collect(v.subject) AS subjects
