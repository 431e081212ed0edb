// Every merge of two ids, hidden ones included.
// parameters: none
// columns: alias, person, run (number)
MATCH (a:Person)-[r:SAME_AS]->(b:Person)
RETURN a.id AS alias, b.id AS person, r.run AS run
ORDER BY run, alias
