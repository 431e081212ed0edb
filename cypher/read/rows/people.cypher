// People for the whole portfolio.
// parameters: hidden, next
// columns: id, name, placeholder, doNotScore
MATCH (n:Person)
WHERE n.id > '' AND NOT n.run IN $hidden AND n.run < $next
RETURN n.id AS id, n.name AS name, n.placeholder AS placeholder, n.doNotScore AS doNotScore
ORDER BY n.id
