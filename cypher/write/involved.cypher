// Link people to the versions of interactions they took part in.
// parameters: rows: [{person, version}]
// columns: written
UNWIND $rows AS row
MATCH (p:Person {id: row.person})
MATCH (i:Interaction {version: row.version})
MERGE (p)-[r:INVOLVED]->(i)
RETURN count(r) AS written
