const statedText = (entry) =>
  [
    entry.on ? say("mend.stated", { day: day(entry.on), age: count(daysBetween(entry.on, AS_OF), "days") }) : label("mend.stated_unknown"),
    entry.by ? say("mend.stated_by", { name: entry.by }) : null,
  ].filter(Boolean).join(", ");
const placeOf = (chair) =>
  [...new Set([chair.title, labelOr(`department.${chair.department}`, chair.department), label(`level.${chair.level}`)])].filter(Boolean).join(" · ");

function opinionOf(chair) {
  const stance = chair.stance === null ? [] : [label(`stance.${chair.stance}`)];
  return [...stance, ...chair.roles.map((role) => label(`role.${role}`))].join(", ") || label("mend.opinion");
}

const DETAILS = {
  confirm: (chair) => `${opinionOf(chair)} · ${statedText(chair)}`,
  unmet: placeOf,
  missing: (chair) => say("mend.lacks", { list: chair.missing.map((code) => label(`mend.lacks_${code}`)).join(", ") }),
  chair: placeOf,
};
const finding = (list, entry, name, detail) => ({
  list, name, detail, account: entry.account, person: entry.person || null, weight: entry.weight === undefined ? null : entry.weight, fact: entry.fact || null,
  kind: entry.rating ? "tie" : "stakeholder",
});

function chairFindings() {
  return PAYLOAD.chairs.flatMap((chair) =>
    Object.keys(DETAILS).filter((list) => chair[list]).map((list) => finding(list, chair, nameOr(chair.name, chair.title), DETAILS[list](chair))));
}

const ratingFinding = (tie) =>
  finding("confirm", tie, nameOr(tie.name, ""), `${say("mend.tie_with", { name: tie.ours })} · ${label(`scale.${tie.rating}`)} (${tie.rating}/5) · ${statedText(tie)}`);
const circleFinding = (circle) => finding("circle", circle, circle.names.join(", "), "");
const partFinding = (part) => finding("part", part, part.part === "our_executive_sponsor" ? label("mend.our_sponsor") : label(`role.${part.part}`), "");
const duplicateFinding = (pair) => finding("duplicate", pair, pair.names.map((name) => name || label("mend.not_here")).join(" – "), labelOr(`mend.${pair.why.replace(" ", "_")}`, pair.why));

function reviewFinding(review) {
  const when = review.last ? say("mend.review_last", { last: day(review.last), due: day(review.due) }) : say("mend.review_never", { due: day(review.due) });
  return finding("review", review, CLIENTS[review.account].name, `${when} · ${say("mend.late", { n: count(review.late, "days") })}`);
}

function rejectedFinding(row) {
  const why = row.why[lang === "pl" ? POLISH : ENGLISH];
  const name = row.line === null ? row.file : say("mend.row", { file: row.file, line: row.line });
  return finding("rejected", row, name, row.column ? say("mend.column", { column: row.column, why }) : why);
}

/** Everything to be mended, in the language of the page; those with most influence first within each list. */
function findings() {
  return [
    ...chairFindings(),
    ...PAYLOAD.ratings.map(ratingFinding),
    ...PAYLOAD.parts.map(partFinding),
    ...PAYLOAD.circles.map(circleFinding),
    ...PAYLOAD.duplicates.map(duplicateFinding),
    ...PAYLOAD.reviews.map(reviewFinding),
    ...PAYLOAD.rejected.map(rejectedFinding),
  ];
}

const accountName = (row) => (clientOf(row) ? clientOf(row).name : "");

/** Findings that every word of the filter is found in. */
function shownFindings(all) {
  const wanted = wordsOf(filters.text);
  return all.filter((row) => {
    const text = fold([row.name, accountName(row), row.detail].join(" "));
    return wanted.every((part) => text.includes(part));
  });
}
