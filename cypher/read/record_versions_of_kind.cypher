// Everything any run has said about records of one kind.
// parameters: kind
// columns: subject, run, said
MATCH (v:RecordVersion)
USING INDEX v:RecordVersion(subject)
WHERE v.subject > '' AND v.kind = $kind
RETURN v.subject AS subject, v.run AS run, v.said AS said
ORDER BY v.subject
