// Clients by the day of the last contact, the quietest first.
// parameters: day
// columns: account, last, contacts
MATCH (x:ImportRun) WHERE x.state <> 'committed'
WITH collect(x.number) AS hidden
MATCH (account:Organisation {kind: 'account'}) WHERE NOT account.run IN hidden
OPTIONAL MATCH (account)<-[seat:WORKS_AT]-(:Person)-[:INVOLVED]->(i:Interaction)
  WHERE NOT seat.run IN hidden AND all(by IN coalesce(seat.supersededBy, []) WHERE by IN hidden)
    AND coalesce(seat.validFrom <= $day, true) AND coalesce($day < seat.validTo, true)
    AND NOT i.run IN hidden AND all(by IN coalesce(i.supersededBy, []) WHERE by IN hidden)
    AND i.at < datetime({date: $day}) + duration('P1D')
RETURN account.name AS account, max(i.at) AS last, count(DISTINCT i) AS contacts
ORDER BY last IS NOT NULL, last, account
