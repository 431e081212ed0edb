const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const SIZES = [[1e9, "mld", "bn"], [1e6, "mln", "m"], [1e3, "tys.", "k"]];
const ALMOST = 0.9995;

function plural(n, language, forms) {
  if (n === 1) return forms[0];
  if (language === "en") return forms[1];
  const few = n % 10 >= 2 && n % 10 <= 4 && !(n % 100 >= 12 && n % 100 <= 14);
  return few ? forms[1] : forms[2];
}

function percent(share) {
  if (share === null || share === undefined) return "–";
  const whole = Math.floor(share * 100 + 0.5);
  if (whole === 0 && share > 0) return "<1%";
  if (whole === 100 && share < 1) return share > 1 - 1e-9 ? "100%" : ">99%";
  return `${whole}%`;
}

function money(value, currency) {
  if (value === null || value === undefined) return "–";
  const unit = currency === "PLN" && lang === "pl" ? "zł" : currency;
  if (value === 0) return `0 ${unit}`;
  const about = lang === "pl" ? "ok." : "approx.";
  for (const [size, polish, english] of SIZES) {
    if (Math.abs(value) >= size * ALMOST) {
      return `${about} ${shortNumber(value / size, size)} ${lang === "pl" ? polish : english} ${unit}`;
    }
  }
  return `${about} ${Math.floor(value + 0.5)} ${unit}`;
}

function shortNumber(number, size) {
  if (size < 1e6 || Math.abs(number) >= 100) return String(Math.floor(number + 0.5));
  const tenths = Math.floor(number * 10 + 0.5);
  const text = tenths % 10 === 0 ? String(tenths / 10) : `${Math.floor(tenths / 10)}.${tenths % 10}`;
  return lang === "pl" ? text.replace(".", ",") : text;
}

function day(iso) {
  if (!iso) return "–";
  const [year, month, date] = iso.split("-");
  return lang === "pl" ? `${date}.${month}.${year}` : `${Number(date)} ${MONTHS[month - 1]} ${year}`;
}

const daysBetween = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / 86400000);

/** Step of the five-word scale that a strength stands nearest to. */
const scaleStep = (strength) => (strength <= 0 ? 0 : Math.min(5, Math.floor(strength * 5) + 1));

/** A number as the language writes it, with at most one decimal. */
function plain(value) {
  const text = String(Math.round(value * 10) / 10);
  return lang === "pl" ? text.replace(".", ",") : text;
}
