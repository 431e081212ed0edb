// Delete versions of interactions.
// parameters: versions: [id]
// columns: deleted
MATCH (i:Interaction) WHERE i.version IN $versions
DETACH DELETE i
RETURN count(*) AS deleted
