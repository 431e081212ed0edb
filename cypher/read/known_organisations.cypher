// Which of these organisations a run may name: visible ones, and those it brought itself.
// parameters: ids, hidden, number
// columns: ids
UNWIND $ids AS id
MATCH (n:Organisation {id: id})
WHERE NOT n.run IN $hidden OR EXISTS { MATCH (:RecordVersion {key: 'Organisation|' + $number + '|' + id}) }
RETURN collect(id) AS ids
