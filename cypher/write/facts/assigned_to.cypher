// Write versions of assignments; rows whose ends are not there are not counted.
// parameters: rows: [{source, target, version, properties}]
// columns: written
UNWIND $rows AS row
MATCH (a:Person {id: row.source})
MATCH (b:Organisation {id: row.target})
MERGE (a)-[r:ASSIGNED_TO {version: row.version}]->(b)
SET r += row.properties
RETURN count(r) AS written
