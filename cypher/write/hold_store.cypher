// Lock the store until the transaction ends, where nothing that is visible changes: no run is committed meanwhile.
// parameters: none
// columns: events
MATCH (s:Store {id: 'kamgraph'})
SET s.events = s.events
RETURN s.events AS events
