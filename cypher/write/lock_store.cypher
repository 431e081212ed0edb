// Lock the store for a change of what is visible, and count that change.
// parameters: none
// columns: events
MATCH (s:Store {id: 'kamgraph'})
SET s.events = s.events + 1
RETURN s.events AS events
