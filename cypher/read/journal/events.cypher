// Newest entries of the audit log.
// parameters: limit
// columns: event
MATCH (e:Event)
RETURN properties(e) AS event
ORDER BY e.at DESC, e.id DESC
LIMIT $limit
