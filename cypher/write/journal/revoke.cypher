// Take a key back, if nobody has done so before.
// parameters: id, at
// columns: key, now (whether it worked until now)
MATCH (k:ApiKey {id: $id})
SET k.name = k.name
WITH k, k.revokedAt IS NULL AS now
SET k.revokedAt = coalesce(k.revokedAt, $at)
RETURN properties(k) AS key, now
