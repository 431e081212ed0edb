// Lock the store until the transaction ends, so that nobody is erased while an entry about people is written.
// parameters: none
// columns: store
MATCH (s:Store {id: 'kamgraph'})
SET s.events = s.events
RETURN s.name AS store
