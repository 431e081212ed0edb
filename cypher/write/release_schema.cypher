// Give the lease back.
// parameters: migrator
// columns: released
MATCH (s:Store {id: 'kamgraph', leasedBy: $migrator})
REMOVE s.leasedBy, s.leasedUntil
RETURN count(s) AS released
