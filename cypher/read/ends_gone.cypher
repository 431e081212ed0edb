// People and organisations a run names in facts, interactions or merges, and that can no longer be seen.
// parameters: run (number), hidden (without this run), next
// columns: kind, id
CALL () {
  MATCH (n:Person) WHERE n.run IN $hidden RETURN n, 'Person' AS kind
  UNION ALL
  MATCH (n:Organisation) WHERE n.run IN $hidden RETURN n, 'Organisation' AS kind
}
WITH n, kind
WHERE n.run < $next AND NOT EXISTS { MATCH (:RecordVersion {key: kind + '|' + $run + '|' + n.id}) }
  AND (EXISTS { MATCH (n)-[r]-() WHERE r.run = $run } OR EXISTS { MATCH (n)--(i:Interaction) WHERE i.run = $run })
RETURN kind, n.id AS id
