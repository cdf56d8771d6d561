/** A point in time as callers have it: a date, or milliseconds since 1970. */
export type Instant = Date | number;

/** Milliseconds before this are seconds by mistake: as milliseconds they lie in 1970 or soon after. */
const FIRST_MILLISECONDS = 100_000_000_000;

const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:(Z)|([+-])(\d\d):?(\d\d))$/;

/**
 * Reads an instant: ISO 8601 with a time and a zone, milliseconds since 1970 as a number or in digits, or a `Date`.
 *
 * @returns The instant as ISO 8601 in UTC with milliseconds; finer fractions are cut. Undefined when it is none, when
 *   zone or time are left to be guessed, when the day does not exist, or when it lies beyond the years 0 to 9999.
 */
export function readInstant(value: string | number | Date): string | undefined {
  if (value instanceof Date) return isoOf(value.getTime());
  if (typeof value === "string" && !/^\d+$/.test(value)) return isoOf(millisecondsOf(value));
  const milliseconds = Number(value);
  return Number.isInteger(milliseconds) && milliseconds >= FIRST_MILLISECONDS ? isoOf(milliseconds) : undefined;
}

/**
 * The milliseconds of an instant that is an argument.
 *
 * @throws RangeError when it is no instant that ISO 8601 writes with a year of four digits.
 */
export function millisecondsAt(instant: Instant): number {
  const milliseconds = typeof instant === "number" ? instant : instant.getTime();
  if (isoOf(milliseconds) === undefined) throw new RangeError("not an instant of the years 0 to 9999");
  return milliseconds;
}

/** An instant as a record holds it. */
export function isoAt(instant: Instant): string {
  return new Date(millisecondsAt(instant)).toISOString();
}

function isoOf(milliseconds: number): string | undefined {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) return undefined;
  const iso = date.toISOString();
  // Other years are written with a sign and six digits.
  return iso.length === 24 ? iso : undefined;
}

/** Not `Date.parse`: it takes more than ISO 8601, differs between engines, and makes March 2 of February 30. */
function millisecondsOf(text: string): number {
  const match = ISO.exec(text);
  if (match === null) return Number.NaN;
  const [, year, month, day, hour, minute, second = "0", fraction = "", , sign, zoneHour = "0", zoneMinute = "0"] =
    match;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const exists = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  const inDay = Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
  if (!exists || !inDay || Number(zoneHour) > 23 || Number(zoneMinute) > 59) return Number.NaN;
  const offset = (Number(zoneHour) * 60 + Number(zoneMinute)) * (sign === "-" ? -1 : 1);
  const minutes = Number(hour) * 60 + Number(minute) - offset;
  return date.getTime() + minutes * 60_000 + Number(second) * 1000 + Number(fraction.slice(0, 3).padEnd(3, "0"));
}
