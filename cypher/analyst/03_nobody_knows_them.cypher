// Influential people at a client whom none of us knows.
// parameters: account, day
// columns: theirs, title, influence
MATCH (x:ImportRun) WHERE x.state <> 'committed'
WITH collect(x.number) AS hidden
MATCH (account:Organisation {id: $account})<-[part:STAKEHOLDER_IN]-(theirs:Person)
WHERE NOT part.run IN hidden AND all(by IN coalesce(part.supersededBy, []) WHERE by IN hidden)
  AND coalesce(part.validFrom <= $day, true) AND coalesce($day < part.validTo, true)
  AND NOT EXISTS {
    MATCH (theirs)<-[tie:KNOWS]-(:Person)
    WHERE NOT tie.run IN hidden AND all(by IN coalesce(tie.supersededBy, []) WHERE by IN hidden)
      AND coalesce(tie.validFrom <= $day, true) AND coalesce($day < tie.validTo, true)
  }
OPTIONAL MATCH (theirs)-[seat:WORKS_AT]->(account)
  WHERE NOT seat.run IN hidden AND all(by IN coalesce(seat.supersededBy, []) WHERE by IN hidden)
    AND coalesce(seat.validFrom <= $day, true) AND coalesce($day < seat.validTo, true)
RETURN theirs.name AS theirs, seat.title AS title, part.influence AS influence
ORDER BY influence IS NULL, influence DESC, theirs
