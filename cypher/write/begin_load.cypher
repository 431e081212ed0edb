// Say that the store is being filled; nothing in it counts until that has ended.
// parameters: none
// columns: loading (whether an earlier filling broke off), held (runs and entries of the audit log)
MATCH (s:Store {id: 'kamgraph'})
WITH s, coalesce(s.loading, false) AS before
CALL () {
  MATCH (r:ImportRun) RETURN count(r) AS runs
}
CALL () {
  MATCH (e:Event) RETURN count(e) AS entries
}
WITH s, before, runs + entries AS held
SET s.loading = CASE WHEN before OR held = 0 THEN true END
RETURN before AS loading, held
