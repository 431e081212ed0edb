// Visible interactions; or every version there is.
// parameters: everything, hidden, next
// columns: held
MATCH (i:Interaction)
USING INDEX i:Interaction(id)
WHERE i.id > '' AND ($everything OR NOT i.run IN $hidden AND i.run < $next
  AND all(by IN coalesce(i.supersededBy, []) WHERE by IN $hidden OR by >= $next))
RETURN properties(i) AS held
ORDER BY i.id
