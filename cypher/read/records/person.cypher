// Visible records.
// parameters: hidden, next
// columns: held
MATCH (n:Person)
WHERE NOT n.run IN $hidden AND n.run < $next
RETURN properties(n) AS held
ORDER BY n.id
