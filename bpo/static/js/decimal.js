// Exact decimal arithmetic for amounts in the browser: whole numbers (BigInt) and a scale, never floats.
// A decimal is {units: BigInt, scale: number}: 12.30 is {units: 1230n, scale: 2}.

const PLAIN = /^([-−]?)(\d+)(?:\.(\d+))?$/;

/** "1234.50" as a decimal; null for what is no plain number with a decimal point. */
export function parse(text) {
  const match = PLAIN.exec(String(text).trim());
  if (!match) return null;
  const [, sign, whole, fraction = ""] = match;
  const units = BigInt(whole + fraction);
  return { units: sign ? -units : units, scale: fraction.length };
}

/** The same value with another number of decimals; halves are rounded away from zero. */
export function rescale(value, scale) {
  if (scale >= value.scale) return { units: value.units * 10n ** BigInt(scale - value.scale), scale };
  const step = 10n ** BigInt(value.scale - scale);
  const half = step / 2n;
  const units = value.units < 0n ? -((-value.units + half) / step) : (value.units + half) / step;
  return { units, scale };
}

function together(a, b) {
  const scale = Math.max(a.scale, b.scale);
  return [rescale(a, scale), rescale(b, scale), scale];
}

export function add(a, b) {
  const [x, y, scale] = together(a, b);
  return { units: x.units + y.units, scale };
}

export function subtract(a, b) {
  return add(a, { units: -b.units, scale: b.scale });
}

export function multiply(a, b) {
  return { units: a.units * b.units, scale: a.scale + b.scale };
}

export function isZero(value) {
  return value.units === 0n;
}

export function isNegative(value) {
  return value.units < 0n;
}

export function absolute(value) {
  return { units: value.units < 0n ? -value.units : value.units, scale: value.scale };
}

/** For reading: "1,234.50", at least two decimals, a real minus sign. */
export function show(value) {
  const wide = rescale(value, Math.max(value.scale, 2));
  const digits = absolute(wide).units.toString().padStart(wide.scale + 1, "0");
  const whole = digits.slice(0, -wide.scale).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${wide.units < 0n ? "−" : ""}${whole}.${digits.slice(-wide.scale)}`;
}

/**
 * A number as printed on a document ("1.234,56 €", "(45.00)", "1 234.50-") in the plain form "1234.56".
 * `mark` is the page's decimal mark, "." or ",", where it is known. Returns null where the text could mean two
 * numbers ("1.540" without a known mark) or none: then the text is left to the person.
 */
export function plain(text, mark = "") {
  let rest = String(text).trim().replace(/[\s\u00a0\u202f'’]/g, "").replace(/−/g, "-");
  let negative = false;
  if (/^\(.*\)$/.test(rest)) {
    negative = true;
    rest = rest.slice(1, -1);
  }
  rest = rest.replace(/^[^\d.,()-]+|[^\d.,-]+$/g, "");
  if (/^-|-$/.test(rest)) {
    negative = true;
    rest = rest.replace(/^-|-$/g, "");
  }
  if (!/^\d[\d.,]*$/.test(rest) || /[.,]$/.test(rest)) return null;
  const points = rest.split(".").length - 1;
  const commas = rest.split(",").length - 1;
  let decimal = "";
  if (points && commas) decimal = rest.lastIndexOf(".") > rest.lastIndexOf(",") ? "." : ",";
  else if (points + commas === 1) {
    const used = points ? "." : ",";
    const after = rest.length - rest.indexOf(used) - 1;
    if (after !== 3) decimal = used;
    else if (!mark) return null;
    else decimal = mark === used ? used : "";
  }
  if (decimal && rest.split(decimal).length > 2) return null;
  const [whole, fraction = ""] = decimal ? rest.split(decimal) : [rest];
  const grouped = whole.split(/[.,]/);
  if (grouped.length > 1 && grouped.slice(1).some((group) => group.length !== 3)) return null;
  const digits = grouped.join("").replace(/^0+(?=\d)/, "");
  return `${negative ? "-" : ""}${digits}${fraction ? `.${fraction}` : ""}`;
}

/** A number as typed or printed, where it can mean one thing only; else null. */
export function read(text) {
  const found = parse(text);
  if (found) return found;
  const tidy = plain(text);
  return tidy === null ? null : parse(tidy);
}

/** A hundredth of a value. */
export function hundredth(value) {
  return { units: value.units, scale: value.scale + 2 };
}
