import fc from "fast-check";
import { expect, test } from "vitest";
import { ESCAPERS } from "../../src/runtime/escape.js";
import { isPlainUrl } from "../../src/runtime/plain-url.js";

test.each([
  "https://example.com",
  "http://example.com",
  "https://EXAMPLE.com/",
  "https://1.example-shop2.com/A/z_9",
  "https://example.com/a/b.c;d,e:f@g!h$i%20j(k)*l+m[n]^o|p~q",
  "https://example.com?a/b",
  "https://example.com#a?b-c",
])("%j is plain", (url) => expect(isPlainUrl(url)).toBe(true));

test.each([
  "",
  "https://",
  "https:///a",
  "https://-a.com",
  "https://.a.com",
  "https:/example.com",
  "https:example.com",
  "httpss://example.com",
  "ahttps://example.com",
  "HTTPS://example.com",
  "ftp://example.com",
  "//example.com",
  "mailto:a@example.com",
  "https://user@example.com/",
  "https://example.com:80",
  "https://example_shop.com",
  "https://exämple.com",
  "https://example.com\\a",
  "https://example.com/a\\b",
  "https://example.com/a b",
  "https://example.com/a&b",
  "https://example.com/a=b",
  "https://example.com/a'b",
  'https://example.com/a"b',
  "https://example.com/a<b",
  "https://example.com/a>b",
  "https://example.com/a{b",
  "https://example.com/a}b",
  "https://example.com/a`b",
  "https://example.com/ä",
  "https://example.com/a\n",
  "https://example.com\n",
  "https://example.com/a\u0000",
  "https://example.com/a\u007f",
])("%j is not", (url) => expect(isPlainUrl(url)).toBe(false));

test("what is plain is let through by every check, and stays as it is", () => {
  const parts = [
    ..."abzAZ09.-_~:/?#[]@!$&'()*+,;=%|^`{}\"<>\\ \n\u0000\u00e4\u2028",
    "https://",
    "http://",
    "example.com",
  ];
  const url = fc.tuple(
    fc.constantFrom("https://", "http://", "", "javascript:"),
    fc.string({ unit: fc.constantFrom(...parts) }),
  );
  fc.assert(
    fc.property(url, ([scheme, rest]) => {
      fc.pre(isPlainUrl(scheme + rest));
      for (const place of ["html-url", "plain-url"] as const)
        expect(ESCAPERS[place](scheme + rest)).toBe(scheme + rest);
    }),
    { seed: 5, numRuns: 3000 },
  );
});
