// Give the runs their states: all that was filled in becomes visible at once.
// parameters: runs (how many there are), events
// columns: finished
MATCH (s:Store {id: 'kamgraph'})
SET s.runs = $runs, s.events = $events
REMOVE s.loading
WITH s
OPTIONAL MATCH (r:ImportRun) WHERE r.loaded IS NOT NULL
SET r.state = r.loaded
REMOVE r.loaded
RETURN count(r) AS finished
