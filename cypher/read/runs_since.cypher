// Runs that were committed or undone after a count of the store's changes.
// parameters: since
// columns: number, kind, retracted, merges
MATCH (r:ImportRun) WHERE r.changed > $since AND r.state IN ['committed', 'undone']
OPTIONAL MATCH ()-[s:SAME_AS {run: r.number}]->()
RETURN r.number AS number, r.kind AS kind, coalesce(r.retracted, []) AS retracted, count(s) AS merges
