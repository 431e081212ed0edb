// Lock the store until the transaction ends, where nothing that is visible changes: no run is committed meanwhile.
// A value of its own, given and taken away: one written back as it was read would undo what was counted in between.
// parameters: none
// columns: events
MATCH (s:Store {id: 'kamgraph'})
SET s.held = true
REMOVE s.held
RETURN s.events AS events
