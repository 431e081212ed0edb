// Say that the store is being filled; nothing in it counts until that has ended.
// parameters: none
// columns: loading (whether an earlier filling broke off), runs
MATCH (s:Store {id: 'kamgraph'})
WITH s, coalesce(s.loading, false) AS before
OPTIONAL MATCH (r:ImportRun)
WITH s, before, count(r) AS runs
SET s.loading = CASE WHEN before OR runs = 0 THEN true END
RETURN before AS loading, runs
