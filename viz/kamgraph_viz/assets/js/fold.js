const FOLDED = { ł: "l", đ: "d", ø: "o", ß: "ss", æ: "ae", œ: "oe", ı: "i" };

/** Text as it is searched: without accents, small and large letters alike. */
const fold = (text) =>
  text.toLowerCase().replace(/[łđøßæœı]/g, (c) => FOLDED[c]).normalize("NFKD").replace(/\p{M}/gu, "");

const wordsOf = (text) => fold(text).split(/\s+/).filter(Boolean);
