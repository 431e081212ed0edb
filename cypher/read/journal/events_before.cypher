// Entries of the audit log that are older than one of them; no row where that one is the oldest, or is not there.
// parameters: before (id), limit
// columns: event
MATCH (latest:Event {id: $before})
MATCH (e:Event) WHERE e.at < latest.at OR (e.at = latest.at AND e.id < latest.id)
RETURN properties(e) AS event
ORDER BY e.at DESC, e.id DESC
LIMIT $limit
