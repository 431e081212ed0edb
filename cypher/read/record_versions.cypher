// Everything any run has said about these records.
// parameters: kind, ids
// columns: subject, run, said
UNWIND $ids AS id
MATCH (v:RecordVersion {subject: id}) WHERE v.kind = $kind
RETURN v.subject AS subject, v.run AS run, v.said AS said
