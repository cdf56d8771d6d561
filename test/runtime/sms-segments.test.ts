import { describe, expect, it, test } from "vitest";
import { decode } from "../../src/artifact/index.js";
import { load, segmentSms } from "../../src/runtime/index.js";
import { smsArtifact, value } from "./build.js";

const ALPHABET =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
  "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

describe("segmentSms", () => {
  test.each<[name: string, text: string, encoding: string, units: number, segments: number]>([
    ["empty", "", "GSM-7", 0, 0],
    ["one character", "a", "GSM-7", 1, 1],
    ["a full message", "a".repeat(160), "GSM-7", 160, 1],
    ["one more", "a".repeat(161), "GSM-7", 161, 2],
    ["two full segments", "a".repeat(306), "GSM-7", 306, 2],
    ["one more than two", "a".repeat(307), "GSM-7", 307, 3],
    ["extension characters count twice", "€".repeat(80), "GSM-7", 160, 1],
    ["one more than 80 of them", `${"€".repeat(80)}a`, "GSM-7", 161, 2],
    ["a pair ends at 153", `${"a".repeat(151)}€${"a".repeat(153)}`, "GSM-7", 306, 2],
    ["a pair across 153 moves whole", `${"a".repeat(152)}€${"a".repeat(152)}`, "GSM-7", 306, 3],
    ["UCS-2 full", "ж".repeat(70), "UCS-2", 70, 1],
    ["UCS-2 one more", "ж".repeat(71), "UCS-2", 71, 2],
    ["UCS-2 two full", "ж".repeat(134), "UCS-2", 134, 2],
    ["UCS-2 one more than two", "ж".repeat(135), "UCS-2", 135, 3],
    ["a surrogate pair across 67 moves whole", `${"ж".repeat(66)}😀${"ж".repeat(66)}`, "UCS-2", 134, 3],
    ["a surrogate pair ends at 67", `${"ж".repeat(65)}😀${"ж".repeat(67)}`, "UCS-2", 134, 2],
    ["Ç is GSM", "Ç", "GSM-7", 1, 1],
    ["ç is not", "ç", "UCS-2", 1, 1],
    ["a curly quote is not", "it’s", "UCS-2", 4, 1],
    ["a backtick is not", "`", "UCS-2", 1, 1],
    ["the escape character is not", "\x1b", "UCS-2", 1, 1],
    ["a tab is not", "\t", "UCS-2", 1, 1],
    ["CR LF counts as LF", "a\r\nb", "GSM-7", 3, 1],
    ["CR alone counts", "a\rb", "GSM-7", 3, 1],
    ["extension table", "\f^{}\\[~]|€", "GSM-7", 20, 1],
    ["default alphabet", ALPHABET, "GSM-7", 127, 1],
    ["a lone surrogate", "\ud83d", "UCS-2", 1, 1],
  ])("%s", (_, text, encoding, units, segments) => {
    expect(segmentSms(text)).toEqual({ encoding, units, segments });
  });
});

describe("a rendered SMS", () => {
  it("counts what the recipient gets", () => {
    const sms = load(decode(smsArtifact(["Hi ", value("name"), ",\r\nsee you"])));
    expect(sms.render({ name: "Ana\r\nB\x07" })).toEqual({
      channel: "sms",
      text: "Hi Ana\nB,\nsee you",
      encoding: "GSM-7",
      units: 17,
      segments: 1,
      warnings: [],
      mediaUrls: [],
    });
  });
});
