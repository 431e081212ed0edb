// Remember keyed hashes of people erased elsewhere before.
// parameters: rows: [{hash, run}]
// columns: written
UNWIND $rows AS row
MERGE (e:Erased {hash: row.hash})
SET e.run = row.run
RETURN count(e) AS written
