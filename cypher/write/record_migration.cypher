// Remember that a migration was applied; the checksum of the one before makes a chain.
// parameters: number, name, checksum, previous
// columns: applied
MERGE (m:Migration {number: $number})
SET m.name = $name, m.checksum = $checksum, m.previous = $previous, m.appliedAt = datetime()
RETURN count(m) AS applied
