// From where a reader looks: which runs are hidden, which are yet to come, and the state of the store.
// parameters: none
// columns: store, events, next (runs with this number or a later one have not begun), hidden, erased (whether anybody)
MATCH (s:Store {id: 'kamgraph'})
OPTIONAL MATCH (r:ImportRun) WHERE r.state IN ['pending', 'undone']
WITH s, collect(r.number) AS hidden
RETURN s.name AS store, s.events AS events, s.runs + 1 AS next, hidden, EXISTS { MATCH (:Erased) } AS erased
