// Lock a run until the transaction ends: batches of one run come one after another, and none during its commit.
// What is visible, as read/view gives it, is looked up behind the lock.
// parameters: id
// columns: run, store, events, next, hidden, erased
MATCH (r:ImportRun {id: $id})
SET r.batches = coalesce(r.batches, 0) + 1
WITH r
MATCH (s:Store {id: 'kamgraph'})
OPTIONAL MATCH (other:ImportRun) WHERE other.state IN ['pending', 'undone']
WITH r, s, collect(other.number) AS hidden
RETURN properties(r) AS run, s.name AS store, s.events AS events, s.runs + 1 AS next, hidden,
  EXISTS { MATCH (:Erased) } AS erased
