// Add entries to the audit log.
// parameters: rows: [{id, at, author, action, accounts, people, about, counts}]
// columns: written
UNWIND $rows AS row
CREATE (e:Event {id: row.id})
SET e += row
RETURN count(e) AS written
