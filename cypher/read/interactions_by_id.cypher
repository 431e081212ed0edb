// Visible interactions by their ids.
// parameters: ids, hidden, next
// columns: held
UNWIND $ids AS id
MATCH (i:Interaction {id: id})
WHERE NOT i.run IN $hidden AND i.run < $next
  AND all(by IN coalesce(i.supersededBy, []) WHERE by IN $hidden OR by >= $next)
RETURN properties(i) AS held
ORDER BY i.id
