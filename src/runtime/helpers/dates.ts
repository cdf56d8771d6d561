import { MISSING } from "../value.js";
import { type Hash, type HelperContext, HelperFault, refuse, textOf } from "./helper.js";
import { intl } from "./intl.js";

/** A day, or a time with its offset: without one, it would be another time elsewhere. */
const ISO = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;
const TIME = "an ISO date-time with offset, or milliseconds";

/** @returns milliseconds, and whether they stand for a day of the calendar, which is the same in every zone. */
function readDate(value: unknown, needsTime = false): [time: number, isDay: boolean] {
  const wanted = needsTime ? TIME : `an ISO date, ${TIME}`;
  const text = textOf(value, 0, wanted, ISO);
  const day = text.slice(0, 10);
  const isText = typeof value !== "number";
  const isDay = isText && text === day;
  const time = isText ? Date.parse(text) : value;
  // 30 February would become a day of March.
  const isReal = !isText || new Date(day).getUTCDate() === Number(day.slice(8));
  if (isReal && Math.abs(time) <= 8.64e15 && !(isDay && needsTime)) return [time, isDay];
  throw refuse(0, wanted);
}

/** `{{date d "long"}}`, `{{time d timeZone="Asia/Tokyo"}}`, `{{date d weekday="long" hour="numeric"}}` */
export function formatDate(style: "dateStyle" | "timeStyle", usual: string) {
  return ([value, chosen]: readonly unknown[], inputs: HelperContext, hash: Hash) => {
    const [time, isDay] = readDate(value, style === "timeStyle" || "hour" in hash || "minute" in hash);
    const { locale, timeZone, ...parts } = hash;
    return intl("DateTimeFormat", inputs, {
      timeZone: isDay ? "UTC" : (inputs.timeZone ?? ""),
      [style]: chosen ?? (Object.keys(parts)[0] ? undefined : usual),
      ...parts,
    }).format(time);
  };
}

/** Units, and how many of each make the next. */
const UNITS = [
  ["second", 60],
  ["minute", 60],
  ["hour", 24],
  ["day", 30.44],
  ["month", 12],
  ["year", 1 / 0],
] as const;

/** `{{relative d}}`: days are counted in the calendar, so that tomorrow is tomorrow. */
export function formatRelative([value]: readonly unknown[], inputs: HelperContext): unknown {
  const [time, isDay] = readDate(value);
  const now = Number(inputs.now);
  if (Number.isNaN(now)) throw new HelperFault("now", { ...MISSING, help: "give `now` to render" });
  let left = isDay ? Number.NaN : (time - now) / 1000;
  // From months on, words such as "next month" would say more than is known.
  let numeric = "auto";
  for (const [unit, size] of UNITS) {
    if (unit === "day") left = (isDay ? time / 864e5 : dayOf(time, inputs)) - dayOf(now, inputs);
    if (unit === "month") numeric = "always";
    const count = Math.round(left);
    if (Math.abs(count) < size) return intl("RelativeTimeFormat", inputs, { numeric }).format(count, unit);
    left /= size;
  }
  return undefined;
}

/** Number of a day in the calendar of the zone. */
function dayOf(time: number, inputs: HelperContext): number {
  const { timeZone } = inputs;
  const day = intl("DateTimeFormat", { ...inputs, locale: "en-US" }, { timeZone }).format(time);
  return Date.parse(`${day} UTC`) / 864e5;
}
