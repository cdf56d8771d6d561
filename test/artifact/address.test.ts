import { expect, test } from "vitest";
import { isAddress } from "../../src/artifact/address.js";

test.each(["a@b.example", "ana+x@mail.b.example", "o'b@münchen.example", "no-reply@localhost"])("%j is one", (text) => {
  expect(isAddress(text)).toBe(true);
});

test.each([
  "",
  "ana",
  "@b.example",
  "a@",
  "a@b@c",
  "a@-",
  "a@b.example\r\nBcc: x@y.z",
  "a@b.example\n",
  "a\0@b.example",
  "a\u202e@b.example",
  "a@b.example,c@d.example",
  "Ana <a@b.example>",
  '"a b"@c.example',
  "a b@c.example",
  " a@b.example",
  "a@b.example (Ana)",
])("%j is none", (text) => {
  expect(isAddress(text)).toBe(false);
});
