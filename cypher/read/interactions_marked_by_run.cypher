// Versions of interactions that a run superseded.
// parameters: run (number)
// columns: version
MATCH (o:Interaction {run: $run})
MATCH (i:Interaction {id: o.id}) WHERE $run IN i.supersededBy
RETURN i.version AS version
