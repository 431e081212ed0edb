function download(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = el("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 4000);
}

/** Number as the language's spreadsheet reads it. */
function csvNumber(value) {
  const text = String(Math.round(value * 1e4) / 1e4);
  return lang === "pl" ? text.replace(".", ",") : text;
}

/** A cell that no spreadsheet takes for a formula. */
function csvCell(value) {
  if (value === null || value === undefined) return '""';
  if (typeof value === "number") return `"${csvNumber(value)}"`;
  // A spreadsheet reads 1:1 as a minute past one.
  if (/^\d+:\d+$/.test(value)) return `"${value.replace(":", lang === "pl" ? " do " : " to ")}"`;
  const text = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : String(value);
  return `"${text.replace(/"/g, '""')}"`;
}

/** Table as a file that Excel opens with a double click: byte order mark, and the separator of the language. */
function saveCsv(name, columns, rows) {
  const separator = lang === "pl" ? ";" : ",";
  const lines = [columns.map((column) => column.heading || label(column.code)), ...rows.map((row) => columns.map((c) => c.value(row)))];
  const text = lines.map((line) => line.map(csvCell).join(separator)).join("\r\n");
  download(new Blob([`\ufeff${text}\r\n`], { type: "text/csv;charset=utf-8" }), `${name}.csv`);
}

/** Name of a file made of what stands in a title. */
function fileName(title) {
  const plainTitle = title.normalize("NFKD").replace(/\p{M}/gu, "").replace(/ł/g, "l").replace(/Ł/g, "L").replace(/[^A-Za-z0-9]+/g, "-");
  return plainTitle.replace(/^-+|-+$/g, "").slice(0, 60).toLowerCase() || "kamgraph";
}
