// Who reports to whom at a client, with the stance of both.
// parameters: account, day
// columns: person, stance, reports_to, stance_above
MATCH (x:ImportRun) WHERE x.state <> 'committed'
WITH collect(x.number) AS hidden
MATCH (account:Organisation {id: $account})<-[seat:WORKS_AT]-(person:Person)-[line:REPORTS_TO]->(above:Person)
WHERE NOT seat.run IN hidden AND all(by IN coalesce(seat.supersededBy, []) WHERE by IN hidden)
  AND coalesce(seat.validFrom <= $day, true) AND coalesce($day < seat.validTo, true)
  AND NOT line.run IN hidden AND all(by IN coalesce(line.supersededBy, []) WHERE by IN hidden)
  AND coalesce(line.validFrom <= $day, true) AND coalesce($day < line.validTo, true)
OPTIONAL MATCH (person)-[mine:STAKEHOLDER_IN]->(account)
  WHERE NOT mine.run IN hidden AND all(by IN coalesce(mine.supersededBy, []) WHERE by IN hidden)
    AND coalesce(mine.validFrom <= $day, true) AND coalesce($day < mine.validTo, true)
OPTIONAL MATCH (above)-[theirs:STAKEHOLDER_IN]->(account)
  WHERE NOT theirs.run IN hidden AND all(by IN coalesce(theirs.supersededBy, []) WHERE by IN hidden)
    AND coalesce(theirs.validFrom <= $day, true) AND coalesce($day < theirs.validTo, true)
RETURN person.name AS person, mine.stance AS stance, above.name AS reports_to, theirs.stance AS stance_above
ORDER BY reports_to, person
