// Declare two ids one person.
// parameters: alias, person, version, run (number)
// columns: written
MATCH (a:Person {id: $alias})
MATCH (b:Person {id: $person})
MERGE (a)-[r:SAME_AS {version: $version}]->(b)
SET r.run = $run
RETURN count(r) AS written
