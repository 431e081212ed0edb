// Remember what a run said about records, field by field, so that it can be laid over what others said.
// parameters: rows: [{key, kind, subject, said, names}], run (number)
// columns: written
UNWIND $rows AS row
MERGE (v:RecordVersion {key: row.key})
SET v.kind = row.kind, v.subject = row.subject, v.said = row.said, v.names = row.names, v.run = $run
RETURN count(v) AS written
