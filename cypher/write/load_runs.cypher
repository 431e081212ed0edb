// Write runs that were copied; until the filling has ended they are pending.
// parameters: rows: [{id, state, properties}]
// columns: written
UNWIND $rows AS row
MERGE (r:ImportRun {id: row.id})
SET r += row.properties, r.loaded = row.state, r.state = 'pending'
RETURN count(r) AS written
