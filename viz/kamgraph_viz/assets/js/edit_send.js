/** Writing to the service: what stands is read with its tag, and nothing is overwritten that somebody else changed. */
const EDITED = PAYLOAD.live;

/** What the service answers; a refusal is thrown as the problem it tells of. */
async function send(method, path, body, tag, more = {}) {
  const headers = { Accept: "application/json", "Accept-Language": lang, ...more };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (tag) headers["If-Match"] = tag;
  let answer;
  try {
    answer = await fetch(EDITED.api + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  } catch {
    throw { status: 0, detail: label("edit.no_service"), faults: [] };
  }
  const told = await answer.json();
  if (!answer.ok) throw told;
  return told;
}

/** What stands of a fact, or nothing where it was never stated. */
async function heldFact(path) {
  try {
    return await send("GET", path);
  } catch (problem) {
    if (problem.status === 404) return { tag: null, standing: [], authors: {} };
    throw problem;
  }
}

/** The newest version that stands: its content, by whom and when it was stated. */
function latest(held) {
  const version = held.standing[held.standing.length - 1];
  return version ? { content: version.content, by: held.authors[version.run] || "", at: version.at.slice(0, 10) } : null;
}

/** The page again, from what the service knows now, with the same person chosen. */
function showAgain(id) {
  if (id) choose("p", id);
  location.reload();
}

const refusalText = (problem) => [problem.detail, ...(problem.faults || []).map((fault) => `${fault.where}: ${fault.reason}`)].join(" · ");
