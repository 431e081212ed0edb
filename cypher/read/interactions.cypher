// Visible interactions.
// parameters: hidden, next
// columns: held
MATCH (i:Interaction)
WHERE i.id > ''
  AND NOT i.run IN $hidden AND i.run < $next
  AND all(by IN coalesce(i.supersededBy, []) WHERE by IN $hidden OR by >= $next)
RETURN properties(i) AS held
ORDER BY i.id
