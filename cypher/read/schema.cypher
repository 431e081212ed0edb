// Which migrations have been applied, and by which name this database goes.
// parameters: none
// columns: number, name, checksum, previous
MATCH (m:Migration)
RETURN m.number AS number, m.name AS name, m.checksum AS checksum, m.previous AS previous
ORDER BY number
