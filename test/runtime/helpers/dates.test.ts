import { describe, expect, it, test } from "vitest";
import { call, fault, faultOf, touchy } from "./call.js";

const DAY = "2026-11-23";
const EVENING = "2026-11-23T18:05:00Z";

describe("date", () => {
  test.each<[value: unknown, style: string | undefined, hash: Record<string, string>, text: string]>([
    [DAY, undefined, {}, "Nov 23, 2026"],
    [DAY, "short", {}, "11/23/26"],
    [DAY, "medium", {}, "Nov 23, 2026"],
    [DAY, "long", {}, "November 23, 2026"],
    [DAY, "full", {}, "Monday, November 23, 2026"],
    [DAY, "full", { locale: "de-DE" }, "Montag, 23. November 2026"],
    [DAY, "long", { locale: "ar-EG" }, "٢٣ نوفمبر ٢٠٢٦"],
    [DAY, "full", { locale: "ja-JP" }, "2026年11月23日月曜日"],
    [DAY, "full", { locale: "hi-IN" }, "सोमवार, 23 नवंबर 2026"],
    [DAY, undefined, { weekday: "long" }, "Monday"],
    [DAY, undefined, { day: "numeric", month: "long" }, "November 23"],
    [EVENING, undefined, { weekday: "short", hour: "numeric", minute: "2-digit" }, "Mon 6:05 PM"],
    [EVENING, undefined, { hour: "2-digit", minute: "2-digit", locale: "de-DE" }, "18:05"],
    ["2026-11-23T18:05Z", undefined, {}, "Nov 23, 2026"],
    ["2026-11-23T18:05:00.123456+05:30", undefined, {}, "Nov 23, 2026"],
    ["2024-02-29", undefined, {}, "Feb 29, 2024"],
    [0, undefined, {}, "Jan 1, 1970"],
    [-1, undefined, {}, "Dec 31, 1969"],
    [8.64e15, undefined, {}, "Sep 13, 275760"],
  ])("%s %s %j", (value, style, hash, text) => {
    expect(call("date", style === undefined ? [value] : [value, style], hash)).toBe(text);
  });

  it("takes locale and time zone from the rendering unless the call has them", () => {
    expect(call("date", [EVENING], {}, { locale: "de-DE", timeZone: "Asia/Tokyo" })).toBe("24.11.2026");
    expect(call("date", [EVENING], { timeZone: "UTC" }, { locale: "de-DE", timeZone: "Asia/Tokyo" })).toBe(
      "23.11.2026",
    );
  });

  test.each(["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "America/Sao_Paulo"])(
    "takes a day for the same day in %s",
    (timeZone) => {
      expect(call("date", [DAY], {}, { timeZone })).toBe("Nov 23, 2026");
      expect(call("date", [DAY], { timeZone })).toBe("Nov 23, 2026");
    },
  );
});

describe("time", () => {
  test.each<[value: unknown, style: string | undefined, hash: Record<string, string>, text: string]>([
    [EVENING, undefined, {}, "6:05 PM"],
    [EVENING, "medium", {}, "6:05:00 PM"],
    [EVENING, "long", { timeZone: "Europe/Berlin" }, "7:05:00 PM GMT+1"],
    [EVENING, undefined, { locale: "de-DE" }, "18:05"],
    [EVENING, undefined, { locale: "ar-EG" }, "٦:٠٥ م"],
    [EVENING, undefined, { locale: "ja-JP" }, "18:05"],
    [EVENING, undefined, { locale: "hi-IN" }, "6:05 pm"],
    // The clock jumps from 2 to 3.
    ["2026-03-29T00:59:59Z", undefined, { timeZone: "Europe/Berlin" }, "1:59 AM"],
    ["2026-03-29T01:00:00Z", undefined, { timeZone: "Europe/Berlin" }, "3:00 AM"],
    // And from 3 back to 2.
    ["2026-10-25T00:59:59Z", "long", { timeZone: "Europe/Berlin" }, "2:59:59 AM GMT+2"],
    ["2026-10-25T01:00:00Z", "long", { timeZone: "Europe/Berlin" }, "2:00:00 AM GMT+1"],
    // Half an hour of daylight saving.
    ["2026-04-04T15:00:00Z", undefined, { timeZone: "Australia/Lord_Howe" }, "1:30 AM"],
    [0, undefined, {}, "12:00 AM"],
  ])("%s %s %j", (value, style, hash, text) => {
    // Engines differ in the space before AM.
    const made = String(call("time", style === undefined ? [value] : [value, style], hash));
    expect(made.replaceAll("\u202F", " ")).toBe(text);
  });
});

describe("relative", () => {
  test.each([
    ["2026-11-23T10:00:00Z", "now"],
    ["2026-11-23T10:00:29Z", "in 29 seconds"],
    ["2026-11-23T09:59:01Z", "59 seconds ago"],
    ["2026-11-23T10:01:00Z", "in 1 minute"],
    ["2026-11-23T10:59:29Z", "in 59 minutes"],
    ["2026-11-23T10:59:31Z", "in 1 hour"],
    ["2026-11-24T09:20:00Z", "in 23 hours"],
    ["2026-11-24T09:40:00Z", "tomorrow"],
    ["2026-11-24T23:00:00Z", "tomorrow"],
    ["2026-11-25T01:00:00Z", "in 2 days"],
    ["2026-11-23", "today"],
    ["2026-11-24", "tomorrow"],
    ["2026-11-22", "yesterday"],
    ["2026-12-23", "in 30 days"],
    ["2026-12-24", "in 1 month"],
    ["2026-05-23", "6 months ago"],
    ["2027-11-23", "in 1 year"],
    ["2028-11-23T00:00:00Z", "in 2 years"],
    ["1000-11-23", "1,026 years ago"],
  ])("%s", (value, text) => {
    expect(call("relative", [value])).toBe(text);
  });

  test.each([
    ["de-DE", "morgen", "in 3 Tagen"],
    ["ar-EG", "غدًا", "خلال ٣ أيام"],
    ["ja-JP", "明日", "3 日後"],
    ["hi-IN", "कल", "3 दिन में"],
  ])("in %s", (locale, tomorrow, later) => {
    expect(call("relative", ["2026-11-24"], { locale })).toBe(tomorrow);
    expect(call("relative", ["2026-11-26"], {}, { locale })).toBe(later);
  });

  it("counts days in the zone", () => {
    const now = new Date("2026-11-23T16:00:00Z");
    expect(call("relative", ["2026-11-24"], {}, { now })).toBe("tomorrow");
    expect(call("relative", ["2026-11-24"], {}, { now, timeZone: "Asia/Tokyo" })).toBe("today");
    expect(call("relative", ["2026-11-24T23:00:00Z"], { timeZone: "Asia/Tokyo" }, { now })).toBe("tomorrow");
    // 25 hours long.
    const change = { now: new Date("2026-10-24T22:00:00Z"), timeZone: "Europe/Berlin" };
    expect(call("relative", ["2026-10-25T22:00:00Z"], {}, change)).toBe("today");
    expect(call("relative", ["2026-10-25T23:00:00Z"], {}, change)).toBe("tomorrow");
  });

  it("has no clock of its own", () => {
    expect(fault("relative", [DAY], {}, { now: undefined })).toBe("now: has no value");
    expect(fault("relative", [DAY], {}, { now: new Date("x") })).toBe("now: has no value");
    expect(faultOf("relative", [DAY], {}, { now: undefined }).rejection.help).toBe("give `now` to render");
  });
});

const ANY = "an ISO date, an ISO date-time with offset, or milliseconds";

describe("what is not a date", () => {
  test.each<[value: unknown, fact: string]>([
    ["2026-02-30", `is not ${ANY}`],
    ["2026-02-29", `is not ${ANY}`],
    ["2026-13-01", `is not ${ANY}`],
    ["2026-00-10", `is not ${ANY}`],
    ["0000-00-00", `is not ${ANY}`],
    ["2026-02-30T10:00Z", `is not ${ANY}`],
    ["2026-11-23T25:00Z", `is not ${ANY}`],
    ["2026-11-23T10:00+25:00", `is not ${ANY}`],
    ["2026-11-23T10:00", `is not ${ANY}`],
    ["2026-11-23 10:00Z", `is not ${ANY}`],
    ["2026-11-23T10:00+0100", `is not ${ANY}`],
    ["11/23/2026", `is not ${ANY}`],
    ["1795392000000", `is not ${ANY}`],
    ["", `is not ${ANY}`],
    [true, `is not ${ANY}`],
    [8.65e15, `is not ${ANY}`],
    [Number.NaN, "is not a finite number"],
    [new Date(0), "is an object"],
    [[DAY], "is an array"],
    [undefined, "has no value"],
    [null, "has no value"],
  ])("%j", (value, fact) => {
    for (const name of ["date", "relative"]) expect(fault(name, [value])).toBe(`0: ${fact}`);
  });

  it("is told what to give", () => {
    expect(faultOf("date", [new Date(0)]).rejection).toEqual({
      code: "wrong-type",
      fact: "is an object",
      help: `give ${ANY}`,
    });
  });

  it("is a day, where a time is wanted", () => {
    const fact = "0: is not an ISO date-time with offset, or milliseconds";
    expect(fault("time", [DAY])).toBe(fact);
    expect(fault("date", [DAY], { hour: "numeric" })).toBe(fact);
    expect(fault("date", [DAY], { day: "numeric", minute: "2-digit" })).toBe(fact);
  });
});

describe("options of dates", () => {
  test.each<[args: readonly unknown[], hash: Record<string, unknown>, text: string]>([
    [[EVENING, "huge"], {}, "1: is not a valid dateStyle"],
    [[EVENING], { timeZone: "Mars/Olympus" }, "timeZone: is not a valid timeZone"],
    [[EVENING], { timeZone: "" }, "timeZone: is not a valid timeZone"],
    [[EVENING], { locale: "english" }, "locale: is not a valid locale"],
    [[EVENING], { weekday: "loud", day: "numeric" }, "weekday: is not a valid weekday"],
    [[EVENING, "long"], { weekday: "short" }, "weekday: is not a valid weekday"],
  ])("%j %j", (args, hash, text) => {
    expect(fault("date", args, hash)).toBe(text);
  });

  it("are never called", () => {
    expect(fault("date", [touchy])).toBe("0: is an object");
    expect(fault("date", [EVENING, touchy])).toBe("1: is an object");
    for (const name of ["locale", "timeZone", "weekday"]) {
      expect(fault("date", [EVENING], { [name]: touchy })).toBe(`${name}: is an object`);
    }
  });

  it("are inputs of the rendering too", () => {
    expect(fault("date", [EVENING], {}, { timeZone: "Mars" })).toBe("timeZone: is not a valid timeZone");
    expect(fault("date", [EVENING], {}, { locale: "x" })).toBe("locale: is not a valid locale");
    expect(fault("relative", [DAY], {}, { timeZone: "Mars" })).toBe("timeZone: is not a valid timeZone");
    // Callers without types may forget them; the ones of the process are never taken.
    expect(fault("date", [EVENING], {}, JSON.parse('{"locale":null}'))).toBe("locale: has no value");
    expect(fault("date", [EVENING], { timeZone: undefined })).toMatch("timeZone: is not a valid timeZone");
  });
});
