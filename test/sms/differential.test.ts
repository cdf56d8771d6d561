import fc from "fast-check";
import { SegmentedMessage } from "sms-segments-calculator";
import splitter from "split-sms";
import { describe, expect, it, test } from "vitest";
import { sms } from "../../src/sms/index.js";
import { TEXTS } from "./law.js";

/**
 * Other people's calculators, with what they are known to do otherwise. A text is only compared with one for which no
 * difference is listed, and each difference has a text that shows it, so that none stays here when it is mended.
 */
interface Other {
  readonly count: (text: string) => { readonly encoding: string; readonly segments: number };
  readonly differences: readonly Difference[];
}

interface Difference {
  readonly reason: string;
  readonly concerns: (text: string) => boolean;
  /** A text that the other one counts otherwise. */
  readonly example: string;
}

const EMPTY: Difference = {
  reason: "the empty text has one segment there; nothing is sent, and here it has none",
  concerns: (text) => text === "",
  example: "",
};

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const hasGraphemeOfMany = (text: string): boolean =>
  [...graphemes.segment(text)].some(({ segment }) => [...segment].length > 1);

const OTHERS: Readonly<Record<string, Other>> = {
  "sms-segments-calculator": {
    count: (text) => {
      const message = new SegmentedMessage(text);
      return { encoding: message.getEncodingName(), segments: message.segmentsCount };
    },
    differences: [
      EMPTY,
      {
        reason:
          "graphemes are kept whole there, as what is a grapheme was in Unicode 10; on the wire nothing keeps them, and " +
          "a grapheme longer than a segment makes one that is too full",
        concerns: (text) =>
          hasGraphemeOfMany(text) || /\p{RI}|\p{M}|\p{EMod}|\u200D|[\u1100-\u11FF\uD7B0-\uD7FF]/u.test(text),
        example: `${"ж".repeat(59)}${"👨‍👩‍👧‍👦".repeat(2)}${"ж".repeat(53)}`,
      },
    ],
  },
  "split-sms": {
    count: (text) => {
      const { characterSet, parts } = splitter.split(text);
      return { encoding: characterSet === "GSM" ? "GSM-7" : "UCS-2", segments: parts.length };
    },
    differences: [EMPTY],
  },
};

describe.each(Object.entries(OTHERS))("%s", (_, { count, differences }) => {
  it("counts the same for random texts", () => {
    const compared = { texts: 0 };
    fc.assert(
      fc.property(TEXTS, (text) => {
        const { message } = sms(text, { smart: "off" });
        if (differences.some(({ concerns }) => concerns(message.text))) return;
        compared.texts++;
        const { encoding, segments } = message;
        expect(count(message.text)).toEqual({ encoding, segments });
      }),
      { numRuns: 1000, seed: 3 },
    );
    expect(compared.texts).toBeGreaterThan(500);
  });

  test.each(differences)("differs: $reason", ({ concerns, example }) => {
    const { encoding, segments } = sms(example, { smart: "off" }).message;
    expect(concerns(example)).toBe(true);
    expect(count(example)).not.toEqual({ encoding, segments });
  });
});
