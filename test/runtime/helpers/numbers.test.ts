import { describe, expect, it, test } from "vitest";
import { call, fault, touchy } from "./call.js";

describe("number", () => {
  test.each<[value: unknown, hash: Record<string, unknown>, text: string]>([
    [0, {}, "0"],
    [-0, {}, "0"],
    [1234567.891, {}, "1,234,567.891"],
    [1234567.891, { locale: "de-DE" }, "1.234.567,891"],
    [1234567.891, { locale: "ar-EG" }, "١٬٢٣٤٬٥٦٧٫٨٩١"],
    [1234567.891, { locale: "ja-JP" }, "1,234,567.891"],
    [1234567.891, { locale: "hi-IN" }, "12,34,567.891"],
    [1234567.891, { maximumFractionDigits: 1 }, "1,234,567.9"],
    ["12.50", {}, "12.5"],
    ["12.50", { minimumFractionDigits: 2 }, "12.50"],
    ["12.50", { minimumFractionDigits: "2" }, "12.50"],
    ["-3", {}, "-3"],
    ["9007199254740993.25", {}, "9,007,199,254,740,993.25"],
    [9007199254740993n, {}, "9,007,199,254,740,993"],
    [1e21, {}, "1,000,000,000,000,000,000,000"],
    [12345, { notation: "compact" }, "12K"],
  ])("%s %j", (value, hash, text) => {
    expect(call("number", [value], hash)).toBe(text);
  });

  test.each<[value: unknown, fact: string]>([
    ["", "is not a number such as 12.5"],
    [" 1", "is not a number such as 12.5"],
    ["1e5", "is not a number such as 12.5"],
    ["1,5", "is not a number such as 12.5"],
    [".5", "is not a number such as 12.5"],
    ["0x10", "is not a number such as 12.5"],
    ["1\n", "is not a number such as 12.5"],
    ["9".repeat(401), "is not a number such as 12.5"],
    [true, "is not a number such as 12.5"],
    [Number.POSITIVE_INFINITY, "is not a finite number"],
    [1n << 5000n, "is too large a number"],
    [null, "has no value"],
  ])("refuses %s", (value, fact) => {
    for (const name of ["number", "percent", "currency", "plural"]) {
      expect(fault(name, [value, "EUR"], { other: "#" })).toBe(`0: ${fact}`);
    }
  });

  test.each<[hash: Record<string, unknown>, text: string]>([
    [{ notation: "loud" }, "notation: is not a valid notation"],
    [{ minimumFractionDigits: 101 }, "minimumFractionDigits: is not a valid minimumFractionDigits"],
    [{ minimumFractionDigits: "many" }, "minimumFractionDigits: is not a valid minimumFractionDigits"],
    [
      { minimumFractionDigits: 5, maximumFractionDigits: 2 },
      "maximumFractionDigits: is not a valid maximumFractionDigits",
    ],
    [{ locale: "tlh" }, "locale: is not a valid locale"],
  ])("refuses %j", (hash, text) => {
    expect(fault("number", [1], hash)).toBe(text);
    expect(fault("currency", [1, "EUR"], hash)).toBe(text);
    expect(fault("percent", [1], hash)).toBe(text);
  });
});

it("calls no argument", () => {
  expect(fault("number", [touchy])).toBe("0: is an object");
  expect(fault("number", [1], { notation: touchy })).toBe("notation: is an object");
});

describe("currency", () => {
  test.each([
    [1234.5, "EUR", "en-US", "€1,234.50"],
    ["1234.5", "EUR", "de-DE", "1.234,50\u00A0€"],
    [1234.5, "EGP", "ar-EG", "\u200F١٬٢٣٤٫٥٠\u00A0ج.م.\u200F"],
    [1234.5, "JPY", "ja-JP", "￥1,235"],
    [1234567, "INR", "hi-IN", "₹12,34,567.00"],
    [-5, "usd", "en-US", "-$5.00"],
  ])("%s %s in %s", (value, currency, locale, text) => {
    expect(call("currency", [value, currency], { locale })).toBe(text);
    expect(call("currency", [value], { locale, currency })).toBe(text);
  });

  it("takes digits", () => {
    expect(call("currency", [12, "USD"], { minimumFractionDigits: 0 })).toBe("$12");
    expect(call("currency", [12.345, "USD"], { maximumFractionDigits: 0 })).toBe("$12");
  });

  it("refuses what is not a code", () => {
    expect(fault("currency", [1, "EURO"])).toBe("1: is not a valid currency");
    expect(fault("currency", [1], { currency: "€" })).toBe("currency: is not a valid currency");
    expect(fault("currency", [1])).toBe("1: is not a valid currency");
    expect(fault("currency", [1, touchy])).toBe("1: is an object");
  });
});

describe("percent", () => {
  test.each([
    ["en-US", "25.6%"],
    ["de-DE", "25,6\u00A0%"],
    ["ar-EG", "٢٥٫٦٪\u061C"],
    ["ja-JP", "25.6%"],
    ["hi-IN", "25.6%"],
  ])("in %s", (locale, text) => {
    expect(call("percent", [0.256], { locale, maximumFractionDigits: 1 })).toBe(text);
  });

  it("has no digits unless asked for", () => {
    expect(call("percent", [0.256])).toBe("26%");
    expect(call("percent", ["0.25"])).toBe("25%");
  });
});

describe("plural", () => {
  const english = { one: "# item", other: "# items" };
  const polish = { locale: "pl", one: "# plik", few: "# pliki", many: "# plików", other: "# pliku" };
  const arabic = {
    locale: "ar-EG",
    zero: "صفر",
    one: "واحد",
    two: "اثنان",
    few: "# قليل",
    many: "# كثير",
    other: "# غير",
  };
  test.each<[count: unknown, hash: Record<string, unknown>, text: string]>([
    [0, english, "0 items"],
    [1, english, "1 item"],
    ["1", english, "1 item"],
    [1.5, english, "1.5 items"],
    [1234, english, "1,234 items"],
    [1, polish, "1 plik"],
    [3, polish, "3 pliki"],
    [5, polish, "5 plików"],
    [1.5, polish, "1,5 pliku"],
    [0, arabic, "صفر"],
    [2, arabic, "اثنان"],
    [3, arabic, "٣ قليل"],
    [1, { other: "#" }, "1"],
    [2, { other: "# of #, $&" }, "2 of 2, $&"],
  ])("%s %j", (count, hash, text) => {
    expect(call("plural", [count], hash)).toBe(text);
  });

  it("needs its texts", () => {
    expect(fault("plural", [2], { one: "x" })).toBe("other: has no value");
    expect(fault("plural", [2], { other: touchy })).toBe("other: is an object");
    expect(fault("plural", [1], { other: "#" }, { locale: "-" })).toBe("locale: is not a valid locale");
  });
});
