// The whole audit log, in the order of a dump.
// parameters: none
// columns: event
MATCH (e:Event)
RETURN properties(e) AS event
ORDER BY e.id
