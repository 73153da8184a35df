// Dates as printed on documents, in ISO form; pure.

const LANGUAGES = ["en", "de", "fr", "it", "es", "nl", "sv", "da", "nb", "fi", "pl", "pt", "cs", "hu", "ro"];
const WORDY = /^(?:\p{L}+\.?,?\s+)?(\d{1,2})(?:er|st|nd|rd|th|º)?[.\s-]+(?:de\s+|of\s+)?(\p{L}{3,})\.?,?[\s-]+(?:de\s+)?(\d{4}|\d{2})$/u;
const AMERICAN = /^(?:\p{L}+,\s+)?(\p{L}{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/u;

const bare = (text) => text.toLocaleLowerCase().normalize("NFD").replace(/[\u0300-\u036f.]/g, "");
let months = null;

/** Month names and their short forms in the languages above → 1…12. */
function monthNames() {
  if (months) return months;
  months = new Map();
  for (const language of LANGUAGES) {
    for (const month of ["long", "short"]) {
      for (const others of [{}, { day: "numeric" }]) {
        const format = new Intl.DateTimeFormat(language, { month, ...others, timeZone: "UTC" });
        for (let index = 0; index < 12; index += 1) {
          const part = format.formatToParts(new Date(Date.UTC(2026, index, 10))).find((each) => each.type === "month");
          if (part && /\p{L}/u.test(part.value)) months.set(bare(part.value), index + 1);
        }
      }
    }
  }
  return months;
}

function monthOf(word) {
  const wanted = bare(word);
  const known = monthNames();
  if (known.has(wanted)) return known.get(wanted);
  const begun = new Set([...known].filter(([name]) => wanted.length >= 3 && name.startsWith(wanted)).map(([, month]) => month));
  return begun.size === 1 ? [...begun][0] : null;
}

function year(text) {
  const number = Number(text);
  return text.length === 4 ? number : number + (number < 80 ? 2000 : 1900);
}

function iso(y, m, d) {
  const real = new Date(Date.UTC(y, m - 1, d));
  if (real.getUTCFullYear() !== y || real.getUTCMonth() !== m - 1 || real.getUTCDate() !== d) return null;
  return `${String(y).padStart(4, "0")}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`;
}

/**
 * A date as printed ("06.07.2026", "6. Juli 2026", "July 6, 2026", "13/06/26"), in ISO form; null where it is none.
 * `order` says which comes first in "03/04/2026": "day", "month", or "" for not known; then it is null.
 */
export function isoDate(text, order = "") {
  const said = text.trim();
  let found = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})\.?$/.exec(said);
  if (found) return iso(Number(found[1]), Number(found[2]), Number(found[3]));
  found = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})$/.exec(said);
  if (found) return iso(year(found[3]), Number(found[2]), Number(found[1]));
  found = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})$/.exec(said);
  if (found) {
    const [first, second, y] = [Number(found[1]), Number(found[2]), year(found[3])];
    if (first > 12 || (second <= 12 && (order === "day" || first === second))) return iso(y, second, first);
    if (second > 12 || order === "month") return iso(y, first, second);
    return null;
  }
  found = WORDY.exec(said);
  if (found && monthOf(found[2])) return iso(year(found[3]), monthOf(found[2]), Number(found[1]));
  found = AMERICAN.exec(said);
  if (found && monthOf(found[1])) return iso(Number(found[3]), monthOf(found[1]), Number(found[2]));
  return null;
}

/** Which comes first in the slashed dates of a text, "day" or "month"; "" where none of them tells. */
export function dayOrder(texts) {
  const votes = { day: 0, month: 0 };
  for (const text of texts) {
    const found = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})\D*$/.exec(text);
    if (!found) continue;
    if (Number(found[1]) > 12) votes.day += 1;
    else if (Number(found[2]) > 12) votes.month += 1;
  }
  if (votes.day === votes.month) return "";
  return votes.day > votes.month ? "day" : "month";
}
