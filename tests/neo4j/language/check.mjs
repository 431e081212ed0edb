// Reads every statement below a folder, and those in its README, with Neo4j's language service: syntax, functions,
// procedures, and labels and relationship types, which the README must name. Any finding fails, with file and line.
//   node check.mjs ../../../cypher
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRequire } from 'node:module';

const { lintCypherQuery, testData } = createRequire(import.meta.url)('@neo4j-cypher/language-support');
const folder = process.argv[2];
const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.cypher')).sort();
const text = new Map(files.map((file) => [file, readFileSync(join(folder, file), 'utf8')]));

const readme = readFileSync(join(folder, 'README.md'), 'utf8');
const all = (pattern, said) => [...said.matchAll(pattern)].map(([, first]) => first);
const labelled = readme.slice(readme.indexOf('| label |')).split('\n\n', 1)[0];
all(/```cypher\n([^`]+)/g, readme).forEach((said, block) => text.set(`README.md, block ${block + 1}`, said));

// What Community Edition has without plugins.
const builtIn = (entries) =>
  Object.fromEntries(Object.entries(entries).map(([language, known]) => [
    language,
    Object.fromEntries(Object.entries(known).filter(([name]) => !/^(apoc|gds|genai)\./.test(name))),
  ]));
const known = {
  labels: all(/^\| (`.+?`) \|/gm, labelled).flatMap((names) => all(/`(\w+)`/g, names)),
  relationshipTypes: [...new Set(all(/\b([A-Z]+(?:_[A-Z]+)*)\b/g, readme))],
  functions: builtIn(testData.mockSchema.functions),
  procedures: builtIn(testData.mockSchema.procedures),
  defaultLanguage: 'CYPHER 5',
};

let found = 0;
for (const [file, said] of text) {
  const parameters = Object.fromEntries(all(/\$(\w+)/g, said).map((name) => [name, null]));
  const { diagnostics } = lintCypherQuery(said, { ...known, parameters });
  for (const { range, message } of diagnostics) {
    found += 1;
    console.error(`${file}:${range.start.line + 1}:${range.start.character + 1}: ${message}`);
  }
}
console.log(`${text.size} files of Cypher, ${found} findings`);
process.exit(found ? 1 : 0);
