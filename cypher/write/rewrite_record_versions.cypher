// Replace what runs have said about records; null forgets it.
// parameters: rows: [{key, said, names}]
// columns: written
UNWIND $rows AS row
MATCH (v:RecordVersion {key: row.key})
SET v.said = row.said, v.names = row.names
FOREACH (gone IN CASE WHEN row.said IS NULL THEN [v] ELSE [] END | DELETE gone)
RETURN count(*) AS written
