// Take the lease on the schema for a minute, unless another migrator holds it.
// parameters: migrator, store
// columns: held (by whom it is held now)
MERGE (s:Store {id: 'kamgraph'})
ON CREATE SET s.name = $store, s.runs = 0, s.events = 0
SET s.leases = coalesce(s.leases, 0) + 1
WITH s, coalesce(s.leasedUntil < datetime(), true) OR s.leasedBy = $migrator AS free
SET s.leasedBy = CASE WHEN free THEN $migrator ELSE s.leasedBy END,
    s.leasedUntil = CASE WHEN free THEN datetime() + duration('PT1M') ELSE s.leasedUntil END
RETURN s.leasedBy AS held
