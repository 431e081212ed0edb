// Link organisations to their parents, and plans to their accounts.
// parameters: none
// columns: linked
CALL () {
  MATCH (n:Organisation) WHERE n.parentId IS NOT NULL
  MATCH (o:Organisation {id: n.parentId})
  MERGE (n)-[:PART_OF]->(o)
  RETURN n
  UNION ALL
  MATCH (n:Initiative|PlanItem)
  MATCH (o:Organisation {id: n.account})
  MERGE (n)-[:ABOUT]->(o)
  RETURN n
}
RETURN count(n) AS linked
