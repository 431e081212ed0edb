// Remember what runs said about records, field by field, so that it can be laid over what others said.
// parameters: rows: [{key, kind, subject, said, names, run (number)}]
// columns: written
UNWIND $rows AS row
MERGE (v:RecordVersion {key: row.key})
SET v += row
RETURN count(v) AS written
