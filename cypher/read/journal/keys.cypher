// All keys to the service.
// parameters: none
// columns: key
MATCH (k:ApiKey)
RETURN properties(k) AS key
ORDER BY k.id
