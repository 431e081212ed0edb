// Delete nodes about which no run has said anything that is kept.
// parameters: run (number that they carry)
// columns: deleted
CALL () {
  MATCH (n:Person {run: $run}) RETURN n
  UNION ALL
  MATCH (n:Organisation {run: $run}) RETURN n
  UNION ALL
  MATCH (n:Initiative) WHERE n.run = $run RETURN n
  UNION ALL
  MATCH (n:PlanItem) WHERE n.run = $run RETURN n
  UNION ALL
  MATCH (n:Handover) WHERE n.run = $run RETURN n
}
DETACH DELETE n
RETURN count(*) AS deleted
