/** Address of another page with the choices made here; `asked` are more of its own, such as who is selected. */
const hrefOf = (href, asked = []) => `${href}#${new URLSearchParams([...choices].filter(([key]) => key !== "p" && key !== "gone").concat(asked))}`;
const linked = (href, text, asked) => (href ? el("a", { href: hrefOf(href, asked), text }) : text);

/** A sentence in which every blank may be an element. */
const sentence = (code, blanks) =>
  el("li", {}, label(code).split(/(\{\w+\})/).map((part) => (/^\{\w+\}$/.test(part) ? blanks[part.slice(1, -1)] : part)));

/** Elements in a row with commas between. */
const inRow = (elements) => elements.flatMap((element, i) => (i ? [", ", element] : [element])).flat();
