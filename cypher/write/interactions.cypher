// Write versions of interactions with the account they are about; those of unknown accounts are not counted.
// parameters: rows: [{version, account, properties}]
// columns: written
UNWIND $rows AS row
OPTIONAL MATCH (account:Organisation {id: row.account})
WITH row, account WHERE row.account IS NULL OR account IS NOT NULL
MERGE (i:Interaction {version: row.version})
SET i = row.properties
FOREACH (a IN CASE WHEN account IS NULL THEN [] ELSE [account] END | MERGE (i)-[:ABOUT]->(a))
RETURN count(i) AS written
