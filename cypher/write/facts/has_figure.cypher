// Write versions of figures; rows whose ends are not there are not counted.
// parameters: rows: [{source (null: of the whole account), target, version, properties}]
// columns: written
UNWIND $rows AS row
OPTIONAL MATCH (person:Person {id: row.source})
MATCH (b:Organisation {id: row.target})
WITH row, coalesce(person, b) AS a, b
WHERE row.source IS NULL OR person IS NOT NULL
MERGE (a)-[r:HAS_FIGURE {version: row.version}]->(b)
SET r += row.properties
RETURN count(r) AS written
