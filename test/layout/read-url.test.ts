import { describe, expect, test } from "vitest";
import { isAllowedUrl, readUrl } from "../../src/layout/url-context.js";
import { partsOf } from "./written-parts.js";

/** How each value is made safe, or what is wrong. */
function reading(written: string, kind: "link" | "image" = "link"): string {
  const url = readUrl(partsOf(written), kind);
  if ("escapes" in url) return [...url.escapes.values()].join(" ");
  return `${url.problem.code}: ${url.problem.problem} (${url.hole?.token || url.hole?.type})`;
}

describe("readUrl treats", () => {
  test.each([
    ["", ""],
    ["https://a.example/", ""],
    ["{{x}}", "html-url"],
    [" \t\n\r\f{{x}} \t\n\r\f", "html-url"],
    ["{{x}}/a", "html-url"],
    ["{{x}}?a", "html-url"],
    ["{{x}}#a", "html-url"],
    ["{{x}}/{{x}}", "html-url url-segment"],
    ["{{x}}?{{x}}", "html-url url-component"],
    ["{{x}}#{{x}}", "html-url url-component"],
    ["{{x}}/a-{{x}}", "html-url url-component"],
    ["{{x}}/?{{x}}", "html-url url-component"],
    ["http://a.example/{{x}}", "url-segment"],
    ["HTTPS://a.example/{{x}}", "url-segment"],
    ["hTtPs://a.example/{{x}}", "url-segment"],
    ["https://a.example:80/{{x}}", "url-segment"],
    ["https://a-b_c.1.example/{{x}}", "url-segment"],
    ["https://é\u0301.example/{{x}}", "url-segment"],
    ["https://1.example/{{x}}", "url-segment"],
    ["https://a/{{x}}", "url-segment"],
    ["https://[::ab]/{{x}}", "url-segment"],
    ["mailto:{{x}},{{x}}", "email-address email-address"],
    ["/a?{{x}}&#4", "url-component"],
    ["/a/{{x}}/b%2", "url-segment"],
    ["https://[::1]/{{x}}", "url-segment"],
    ["https://[2001:DB8::1.2.3.4]:1/{{x}}", "url-segment"],
    ["https://a.example?{{x}}", "url-component"],
    ["https://a.example#{{x}}", "url-component"],
    ["https://a.example/\n{{x}}", "url-segment"],
    ["https://a.example/?a={{x}}&b={{x}}#{{x}}", "url-component url-component url-component"],
    ["?{{x}}", "url-component"],
    ["#{{x}}", "url-component"],
    ["#{{x}}/{{x}}", "url-component url-component"],
    ["/a{{x}}", "url-component"],
    ["/a/{{x}}", "url-segment"],
    ["/a/{{x}}/{{x}}", "url-segment url-segment"],
    ["/a?{{x}}/{{x}}?{{x}}", "url-component url-component url-component"],
    ["/a?b#{{x}}", "url-component"],
    ["/a?{{x}}#{{x}}", "url-component url-component"],
    ["mailto:{{x}}", "email-address"],
    ["MailTo:{{x}}", "email-address"],
    ["mailto:{{x}}?subject={{x}}", "email-address url-component"],
    ["mailto:a@b.example?subject={{x}}", "url-component"],
    ["mailto:?to={{x}}", "url-component"],
    ["mailto:a@b.example?a=%2{{x}}", "url-component"],
    ["mailto:a@b.example?{{#each}}a={{x}}&{{/each}}", "url-component"],
    ["{{#if}}?a{{else}}sms:1?a{{/if}}&b={{x}}", "url-component"],
    ["mailto:\n?to={{x}}", "url-component"],
    ["tel:{{x}}", "phone-number"],
    ["tel:{{x}}-1{{x}}", "phone-number phone-number"],
    ["TEL:{{x}}", "phone-number"],
    ["sms:{{x}}", "phone-number"],
    ["sms:1{{x}}", "phone-number"],
    ["sms:123?body={{x}}", "url-component"],
  ])("%j as %j", (written, expected) => {
    expect(reading(written)).toBe(expected);
  });

  test("a whole image as an image", () => {
    expect(reading("{{x}}", "image")).toBe("html-image");
    expect(reading("https://a.example/{{x}}", "image")).toBe("url-segment");
  });
});

describe("readUrl knows whether a segment may climb", () => {
  test.each([
    ["/a/{{x}}", "url-segment"],
    ["/a/{{x}}b", "url-component"],
    ["/a/b{{x}}", "url-component"],
    ["/a/{{x}}/b", "url-segment"],
    ["/a/{{x}}\\b", "url-segment"],
    ["/a/{{x}}?b", "url-segment"],
    ["/a/{{x}}#b", "url-segment"],
    ["/a/b\\{{x}}", "url-segment"],
    ["/a/.{{x}}", "url-segment"],
    ["/a/..{{x}}", "url-segment"],
    ["/a/%2E{{x}}", "url-segment"],
    ["/a/%2e{{x}}", "url-segment"],
    ["/a/\t{{x}}", "url-segment"],
    ["/a/\r{{x}}", "url-segment"],
    ["/a/\n{{x}}", "url-segment"],
    ["/a/ {{x}}", "url-component"],
    ["/a/{{x}}.", "url-segment"],
    ["/a/{{x}}.b", "url-component"],
    ["/a/b/{{x}}", "url-segment"],
    ["/a/{{x}}{{x}}", "url-segment url-component"],
    ["/a/{{x}}.{{x}}", "url-segment url-component"],
    ["/a/{{x}}/{{x}}", "url-segment url-segment"],
    ["/a/{{x}}\\{{x}}", "url-segment url-segment"],
    ["/a/{{x}}b/{{x}}", "url-component url-segment"],
    ["/a/{{#if}}{{x}}{{/if}}", "url-segment"],
    ["/a/{{#if}}b{{/if}}{{x}}", "url-segment"],
    ["/a/{{#if}}b{{/if}}.{{x}}", "url-segment"],
    ["/a/{{#if}}b{{/if}}c{{x}}", "url-component"],
    ["/a/{{x}}{{#if}}b{{/if}}", "url-segment"],
  ])("%j: %j", (written, expected) => {
    expect(reading(written)).toBe(expected);
  });
});

describe("readUrl goes through blocks", () => {
  test.each([
    ["{{#if}}{{x}}{{else}}{{x}}{{/if}}", "html-url html-url"],
    ["{{#if}}https://a.example/{{else}}{{x}}/{{/if}}{{x}}", "html-url url-segment"],
    ["https://a.example/{{#if}}?a={{x}}{{else}}?b={{/if}}{{x}}", "url-component url-component"],
    ["/a?{{#each}}{{x}}&{{/each}}", "url-component"],
    ["/a#{{#each}}{{x}}{{/each}}", "url-component"],
    ["/a/{{#section}}{{x}}/{{/section}}", "url-segment"],
    ["{{#if}}/a?{{#if}}b{{else}}{{x}}{{/if}}{{else}}/c?{{/if}}{{x}}", "url-component url-component"],
    ["{{#if}}/a?{{#if}}b{{/if}}{{else}}{{x}}{{/if}}", "html-url"],
    ["{{#if}}/a?{{x}}b{{else}}/b?{{/if}}{{x}}", "url-component url-component"],
    ["{{#if}}{{#if}}/a?{{else}}/b?{{/if}}{{x}}{{else}}/c?{{/if}}{{x}}", "url-component url-component"],
    ["/a/{{#each}}{{x}}/{{/each}}", "url-segment"],
    ["/a/{{#if}}{{#if}}{{x}}{{/if}}{{/if}}{{x}}", "url-segment url-segment"],
    ["{{#if}}https://a.{{else}}https://a.{{/if}}example/{{x}}", "url-segment"],
    ["mailto:{{#if}}{{x}}{{/if}}", "email-address"],
    ["tel:{{#if}}{{x}}{{else}}1{{/if}}", "phone-number"],
  ])("%j: %j", (written, expected) => {
    expect(reading(written)).toBe(expected);
  });
});

const CHOOSES = "unsafe-position: a value that would choose the scheme or host of a URL (x)";
const FINISHES = "unsafe-position: a value that would end a character reference or a percent escape (x)";
const BRANCHES = "ambiguous-position: a value after branches that are different parts of a URL (x)";

describe("readUrl refuses a value in", () => {
  test.each([
    ..."a{{x}} java{{x}} https:{{x}} https://{{x}} https://a{{x}} https://a.example{{x}} //{{x}} /{{x}} /\\{{x}} \\{{x}}".split(
      " ",
    ),
    ..."ftp://a/{{x}} data:{{x}} cid:{{x}} xhttps://a/{{x}} https://a@b/{{x}} https://-a/{{x}} https://a:b/{{x}}".split(
      " ",
    ),
    ..."https://a:/{{x}} https://[g]/{{x}} https://[]/{{x}} https://a%41/{{x}} httpſ://a/{{x}} xmailto:{{x}} xtel:{{x}}".split(
      " ",
    ),
    ..."https:///{{x}} http:/a/{{x}} ://a/{{x}} https://a&b/{{x}} https://.a/{{x}}".split(" "),
    "a?{{x}}",
    "a#{{x}}",
    "javascript:a?{{x}}",
    "/\x00{{x}}",
    "/\x1f/{{x}}",
    "/ /{{x}}",
    "/\t{{x}}",
    "/\x00a{{x}}",
    "https://a b/{{x}}",
    "https://a.{{#if}}example{{else}}example{{/if}}{{x}}",
    "{{#if}}a{{else}}a{{/if}}{{x}}",
  ])("%j", (written) => {
    expect(reading(written)).toBe(CHOOSES);
  });

  test.each(["tel:{{#if}}/{{/if}}{{x}}", "mailto:{{x}}/a", "tel:/{{#if}}/{{/if}}{{x}}", "sms:{{x}}//"])(
    "%j, whose slash would begin a host",
    (written) => {
      expect(reading(written)).toMatch("unsafe-position: a slash where an address or a number goes on");
    },
  );

  test.each(["tel://{{x}}", "mailto://{{x}}", "sms://{{x}}?body=a"])("%j", (written) => {
    expect(reading(written)).toBe(CHOOSES);
  });

  test.each([
    "/a&{{x}}",
    "/a&#{{x}}",
    "/a&#4{{x}}",
    "/a&am{{x}}",
    "/a%{{x}}",
    "/a%2{{x}}",
    "/a%F{{x}}",
    "/a%f{{x}}",
    "/a?&#{{x}}",
    "/a?&#4{{x}}",
    "/a?b#&#{{x}}",
    "mailto:a&{{x}}",
    "mailto:a%4{{x}}",
    "/a&{{x}}{{y}}",
  ])("%j, which it would finish", (written) => {
    expect(reading(written)).toBe(FINISHES);
  });

  test.each([
    "/a?b&{{x}}",
    "/a?%{{x}}",
    "/a?b%2{{x}}",
    "/a#&{{x}}",
    "/a#%2{{x}}",
    "/a&;b{{x}}",
    "/a?&#4;b{{x}}",
    "/a%20{{x}}",
    "/a%x{{x}}",
  ])("%j not, which is finished", (written) => {
    expect(reading(written)).toBe("url-component");
  });

  test.each([
    ["{{#if}}/a?{{else}}/a/{{/if}}{{x}}", BRANCHES],
    ["{{#if}}/a/{{/if}}{{x}}", BRANCHES],
    ["{{#if}}https://a.{{else}}https://b.{{/if}}{{x}}", BRANCHES],
    ["{{#if}}https://a.{{else}}/a/{{/if}}{{x}}", BRANCHES],
    ["{{#if}}/a/{{else}}https://a.{{/if}}{{x}}", BRANCHES],
    ["{{#each}}{{x}}{{/each}}", BRANCHES],
    ["{{#if}}/a?{{y}}#{{else}}/b?{{/if}}{{x}}", BRANCHES],
    [
      "{{#with}}{{#if}}/a?{{else}}/b/{{/if}}c{{/with}}",
      "ambiguous-position: text after branches that are different parts of a URL (if)",
    ],
    ["{{x}}b&{{y}}", "unsafe-position: text after a whole URL (x)"],
    ["{{#section}}{{x}}{{/section}}", BRANCHES],
    ["mailto:{{#section}}{{x}}{{/section}}", BRANCHES],
    ["tel:{{#section}}{{x}}{{/section}}", BRANCHES],
    ["https://a.example/{{#if}}b?{{/if}}{{x}}", BRANCHES],
    ["{{#each}}/a/{{/each}}", "ambiguous-position: text after branches that are different parts of a URL (each)"],
    ["mailto:{{#each}}{{x}}{{/each}}", BRANCHES],
    ["{{#if}}{{x}}{{/if}}b", "ambiguous-position: text after branches that are different parts of a URL (if)"],
    ["{{x}}{{x}}", "unsafe-position: a value right after a whole URL (x)"],
    ["{{x}}b", "unsafe-position: text after a whole URL (x)"],
    ["{{x}}.b", "unsafe-position: text after a whole URL (x)"],
    ["{{x}} /b", "unsafe-position: text after a whole URL (x)"],
    ["{{x}} b{{y}}", "unsafe-position: text after a whole URL (x)"],
    ["{{x}}:1{{y}}", "unsafe-position: text after a whole URL (x)"],
  ])("%j: %j", (written, expected) => {
    expect(reading(written)).toBe(expected);
  });
});

/** URLs that authors who are not trusted may write: as links, as images, or as both. */
const ALLOWED: readonly (readonly ["both" | "link" | "image" | "neither", ...string[]])[] = [
  ["both", "", "a", "a/b", "a?b:c", "a#b:c", "A.b~c-d_e", "/", "/a", "//a.example", "?a", "#a", "a{{#if}}?b{{/if}}"],
  [
    "both",
    "https://a.example",
    "http://a.example:80",
    " https://a.example/ ",
    "HTTPS://[::1]",
    "https://a.example?a:b",
  ],
  ["both", "{{x}}", "{{x}}/a", "/a/{{x}}", "https://a.example/{{x}}", "{{#each}}{{/each}}"],
  ["both", "{{#if}}https:{{else}}https:{{/if}}//a.example/"],
  [
    "both",
    "{{#if}}https://a/{{else}}b{{/if}}",
    "{{#if}}{{x}}{{else}}#{{/if}}",
    "{{#if}}https://a{{else}}https://b{{/if}}",
  ],
  ["link", "mailto:a@b.example", "tel:1", "sms:1", "Mailto:{{x}}", "{{#if}}tel:1{{else}}#a{{/if}}"],
  ["link", "{{#if}}#a{{else}}mailto:a@b.example{{/if}}"],
  [
    "link",
    "mailto:?",
    "mailto:a@b.example?subject=x",
    "mailto:a@b.example{{#if}}?a{{/if}}",
    "tel:1?a",
    "sms:1?body={{x}}#b",
  ],
  ["link", "{{#if}}mailto:a@b.example?a{{else}}https://a/?a{{/if}}&b={{x}}"],
  ["image", "cid:a", "CID:a.b@c%d+e-f_1", "{{#if}}cid:a{{else}}#b{{/if}}"],
  [
    "neither",
    "javascript:a",
    "java\tscript:a",
    "data:a",
    "a:b",
    "é:a",
    "\\:a",
    "vbscript:a/",
    "ftp://a.example/",
    "a%3A:b",
  ],
  [
    "neither",
    "cid:",
    "cid:a/b",
    "cid:a b",
    "xcid:a",
    "cid:a:b",
    "https://a b",
    "https://u@a.example",
    "https:a",
    "https://",
  ],
  [
    "neither",
    "{{x}}a",
    "java{{x}}",
    "cid:{{x}}",
    "/a&{{x}}",
    "{{#each}}a{{/each}}",
    "{{#section}}https://a/{{/section}}",
  ],
  [
    "neither",
    "{{#if}}java{{/if}}script:a",
    "{{#if}}javascript:{{else}}#a{{/if}}",
    "{{#if}}#a{{else}}javascript:{{/if}}",
  ],
  ["neither", "{{#if}}javascript:{{else}}javascript:{{/if}}", "{{#if}}javascript:{{else}}mailto:{{/if}}"],
];

describe.each(ALLOWED)("an author who is not trusted may write as %s", (use, ...urls) => {
  test.each(urls)("%j", (written) => {
    expect(isAllowedUrl(partsOf(written), "link")).toBe(use === "both" || use === "link");
    expect(isAllowedUrl(partsOf(written), "image")).toBe(use === "both" || use === "image");
  });
});
