// Delete plans about which nothing is said any more.
// parameters: ids
// columns: deleted
MATCH (n:Initiative|PlanItem|Handover)
WHERE n.id IN $ids AND NOT EXISTS { MATCH (v:RecordVersion {subject: n.id}) WHERE v.kind IN labels(n) }
DETACH DELETE n
RETURN count(*) AS deleted
