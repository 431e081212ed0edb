// Records a run has said something about and whose node carries the values of another run.
// parameters: run (number)
// columns: kind, ids
MATCH (v:RecordVersion {run: $run})
CALL (v) {
  WITH v WHERE v.kind = 'Person' MATCH (n:Person {id: v.subject}) RETURN n
  UNION ALL
  WITH v WHERE v.kind = 'Organisation' MATCH (n:Organisation {id: v.subject}) RETURN n
  UNION ALL
  WITH v WHERE v.kind = 'Initiative' MATCH (n:Initiative {id: v.subject}) RETURN n
  UNION ALL
  WITH v WHERE v.kind = 'PlanItem' MATCH (n:PlanItem {id: v.subject}) RETURN n
  UNION ALL
  WITH v WHERE v.kind = 'Handover' MATCH (n:Handover {id: v.subject}) RETURN n
}
WITH v, n WHERE n.run <> $run
RETURN v.kind AS kind, collect(v.subject) AS ids
