// Write versions of ties; rows whose ends are not there are not counted.
// parameters: rows: [{source, target, version, properties}]
// columns: written
UNWIND $rows AS row
MATCH (a:Person {id: row.source})
MATCH (b:Person {id: row.target})
MERGE (a)-[r:KNOWS {version: row.version}]->(b)
SET r += row.properties
RETURN count(r) AS written
