// One entry of the audit log.
// parameters: id
// columns: event
MATCH (e:Event {id: $id})
RETURN properties(e) AS event
