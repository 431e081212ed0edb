// Records of which some runs say anything, with whom and what each run that speaks of them names.
// parameters: runs: [number], most
// columns: kind, subject, names
MATCH (v:RecordVersion) WHERE v.run IN $runs
MATCH (w:RecordVersion {subject: v.subject}) WHERE w.kind = v.kind
RETURN DISTINCT w.kind AS kind, w.subject AS subject, w.names AS names
LIMIT $most
