// Put the marks of tombstones in the place of erased people in the audit log.
// parameters: rows: [{id, people}]
// columns: changed
UNWIND $rows AS row
MATCH (e:Event {id: row.id})
SET e.people = row.people
RETURN count(e) AS changed
