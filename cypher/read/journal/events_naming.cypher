// Entries of the audit log about any of these people, oldest first.
// parameters: ids
// columns: event
MATCH (e:Event) WHERE any(id IN e.people WHERE id IN $ids)
RETURN properties(e) AS event
ORDER BY e.at, e.id
