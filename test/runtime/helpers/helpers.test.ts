import { execFileSync } from "node:child_process";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HelperFault } from "../../../src/runtime/helpers/helper.js";
import { helpers } from "../../../src/runtime/helpers/index.js";
import { intl } from "../../../src/runtime/helpers/intl.js";
import { SIGNATURES } from "../../../src/runtime/helpers/signatures.js";
import { CONTEXT, call } from "./call.js";

describe("the table of helpers", () => {
  it("has a signature for each", () => {
    expect(Object.keys(helpers)).toEqual(Object.keys(SIGNATURES));
  });

  it("inherits nothing", () => {
    expect(Object.getPrototypeOf(helpers)).toBeNull();
    expect(helpers["toString"]).toBeUndefined();
  });

  it("requires only names that are allowed", () => {
    for (const { arity, hash, required = [] } of Object.values(SIGNATURES)) {
      expect(arity[0]).toBeLessThanOrEqual(arity[1]);
      expect(required.every((name) => hash.includes(name))).toBe(true);
    }
  });
});

/** What one process makes of dates, numbers and texts. */
const PROGRAM = `
  import { helpers } from "./src/runtime/helpers/index.js";
  const context = { locale: "en-US", timeZone: "UTC", now: Date.UTC(2026, 10, 23, 23) };
  const calls = [
    ["date", ["2026-11-23"]], ["date", ["2026-11-23T23:30:00Z", "full"]], ["time", [1795476600000, "long"]],
    ["relative", ["2026-11-24"]], ["relative", ["2026-11-25T22:00:00Z"]], ["number", [1234.5]],
    ["currency", [1, "EUR"]], ["list", [["a", "b"]]], ["upper", ["i"]], ["truncate", ["abc", 2]],
  ];
  console.log(JSON.stringify(calls.map(([name, args]) => helpers[name](args, {}, context))));
  try { helpers.date(["2026-11-23"], { locale: "tlh" }, context); } catch (error) { console.log(error.argument); }
  console.log("#" + new Intl.DateTimeFormat(undefined, { timeStyle: "long" }).format(0));
`;

describe("the environment", () => {
  it("has no influence", { timeout: 60_000 }, () => {
    const root = join(import.meta.dirname, "../../..");
    const outputs = [
      { TZ: "UTC", LANG: "C" },
      { TZ: "Asia/Tokyo", LANG: "de_DE.UTF-8", LC_ALL: "de_DE.UTF-8" },
      { TZ: "Pacific/Pago_Pago", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" },
    ].map((env) =>
      execFileSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", PROGRAM], {
        cwd: root,
        encoding: "utf8",
        env: { ...process.env, ...env },
      }),
    );
    const [made, own] = [0, 1].map((part) => outputs.map((output) => output.split("#")[part]));
    expect(made?.[0]).toMatchInlineSnapshot(`
      "["Nov 23, 2026","Monday, November 23, 2026","11:30:00 PM UTC","tomorrow","in 2 days","1,234.5","€1.00","a and b","I","a…"]
      locale
      "
    `);
    expect(new Set(made).size).toBe(1);
    // The processes do differ.
    expect(new Set(own).size).toBe(3);
  });
});

describe("the cache of formatters", () => {
  const formatter = (digits: number) => intl("NumberFormat", CONTEXT, { minimumFractionDigits: digits });

  it("gives the same one again", () => {
    expect(formatter(1)).toBe(formatter(1));
    expect(formatter(1)).not.toBe(formatter(2));
    expect(intl("NumberFormat", CONTEXT)).not.toBe(intl("PluralRules", CONTEXT));
  });

  it("is dropped when it is full", () => {
    const first = formatter(1);
    for (let year = 0; year < 250; year++) intl("NumberFormat", { ...CONTEXT, locale: `en-x-${year}` });
    const second = formatter(1);
    expect(second).not.toBe(first);
    expect(formatter(1)).toBe(second);
  });

  it("keeps nothing that was refused", () => {
    const wrong = () => intl("NumberFormat", CONTEXT, { notation: "wrong" });
    expect(wrong).toThrow(HelperFault);
    expect(wrong).toThrow(HelperFault);
  });
});

describe("whatever the arguments are", () => {
  const value = fc.oneof(
    fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withSparseArray: true }),
    fc.constantFrom<unknown>("2026-11-23", "2026-11-23T10:00Z", 0, 1, "EUR", "long", "unit", "de-DE", "Europe/Berlin"),
  );
  const names = [...new Set(Object.values(SIGNATURES).flatMap(({ hash }) => hash))];

  it.each(Object.keys(helpers))("%s returns or throws a fault without values", (name) => {
    fc.assert(
      fc.property(
        fc.array(value, { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...names), value, { noNullPrototype: false }),
        (args, hash) => {
          try {
            call(name, args, hash);
          } catch (error) {
            expect(error).toBeInstanceOf(HelperFault);
            expect(JSON.stringify(error)).not.toContain("2026");
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
