// Which of these people a run may name: visible ones, and those it brought itself.
// parameters: ids, hidden, number
// columns: ids
UNWIND $ids AS id
MATCH (n:Person {id: id})
WHERE NOT n.run IN $hidden OR EXISTS { MATCH (:RecordVersion {key: 'Person|' + $number + '|' + id}) }
RETURN collect(id) AS ids
