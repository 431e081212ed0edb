// Interactions that a run and others wrote versions of.
// parameters: run (number), others: [number]
// columns: id
MATCH (o:Interaction) WHERE o.run IN $others
MATCH (i:Interaction {id: o.id}) WHERE i.run = $run
RETURN DISTINCT i.id AS id
