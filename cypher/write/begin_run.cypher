// Register a pending run and give it the next number; no row where the id is taken.
// parameters: id, properties
// columns: number
MATCH (s:Store {id: 'kamgraph'})
SET s.runs = s.runs + 1
WITH s WHERE NOT EXISTS { MATCH (:ImportRun {id: $id}) }
CREATE (r:ImportRun {id: $id})
SET r += $properties, r.number = s.runs, r.began = s.events, r.changed = s.events, r.state = 'pending'
RETURN r.number AS number
