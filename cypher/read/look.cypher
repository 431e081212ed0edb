// From where a reader looks, as read/view gives it, with every merge of two ids.
// parameters: none
// columns: store, events, next, hidden, erased, merges (triples of alias, person and run)
CALL () {
  MATCH (a:Person)-[m:SAME_AS]->(b:Person)
  WITH a, m, b ORDER BY m.run, a.id
  RETURN collect([a.id, b.id, m.run]) AS merges
}
MATCH (s:Store {id: 'kamgraph'})
OPTIONAL MATCH (r:ImportRun) WHERE r.state IN ['pending', 'undone']
WITH s, merges, collect(r.number) AS hidden
RETURN s.name AS store, s.events AS events, s.runs + 1 AS next, hidden, EXISTS { MATCH (:Erased) } AS erased, merges
