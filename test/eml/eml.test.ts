import { describe, expect, test } from "vitest";
import { type EmlOptions, type HandoverError, toEml } from "../../src/eml/index.js";
import type { RenderedEmail } from "../../src/runtime/index.js";
import { emailOf, LOGO, smsOf, TERMS } from "../handover/messages.js";
import { checkLines } from "./law.js";
import { parseEml } from "./parse.js";

const OPTIONS: EmlOptions = { to: "ana@x.example", date: Date.UTC(2026, 10, 28, 6, 23), messageId: "1@shop.example" };

async function write(message: Partial<RenderedEmail> = {}, options: Partial<EmlOptions> = {}): Promise<string> {
  return new TextDecoder().decode(await toEml(emailOf(message), { ...OPTIONS, ...options }));
}

test("a whole file", async () => {
  const eml = await write({
    subject: "Grüße",
    text: "Hi Ana,\nzwölf = 12\n",
    from: { name: "Shop", email: "a@x.example" },
  });
  expect(eml.replaceAll("\r\n", "\n")).toBe(
    `List-Unsubscribe: <https://shop.example/u/1>
List-Unsubscribe-Post: List-Unsubscribe=One-Click
From: Shop <a@x.example>
To: ana@x.example
Subject: =?UTF-8?B?R3LDvMOfZQ==?=
Message-ID: <1@shop.example>
Date: Sat, 28 Nov 2026 06:23:00 +0000
MIME-Version: 1.0
Content-Type: multipart/alternative;
 boundary="--_NmP-HASH-Part_1"

----_NmP-HASH-Part_1
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Hi Ana,
zw=C3=B6lf =3D 12

----_NmP-HASH-Part_1
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<p>Hi Ana</p>
----_NmP-HASH-Part_1--
`.replaceAll("HASH", boundaryOf(eml)),
  );
});

describe("the same arguments", () => {
  test("give the same bytes", async () => {
    const options = { attachments: [LOGO, TERMS], date: new Date(OPTIONS.date) };
    expect(await write({}, options)).toBe(
      await write({}, { ...options, date: OPTIONS.date, messageId: "<1@shop.example>" }),
    );
    // On every machine.
    expect(boundaryOf(await write())).toBe("40c4b61f0d2c091fea5a2494485436d3");
  });

  test.each<[string, Partial<RenderedEmail>, Partial<EmlOptions>]>([
    ["html", { html: "<p>Hi Bo</p>" }, {}],
    ["text", { text: "Hi Bo" }, {}],
    ["id", {}, { messageId: "2@shop.example" }],
    ["attachment", {}, { attachments: [TERMS] }],
  ])("and another %s another boundary", async (_, message, options) => {
    expect(boundaryOf(await write(message, options))).not.toBe(boundaryOf(await write()));
  });
});

test("no value ends its part: with the boundary in it, the boundary is another one", async () => {
  const boundary = boundaryOf(await write());
  const text = `\n----_NmP-${boundary}-Part_1\nContent-Type: text/html\n\n<script>1</script>`;
  const eml = await write({ text });
  expect(boundaryOf(eml)).not.toBe(boundary);
  expect(parseEml(new TextEncoder().encode(eml))).toMatchObject({ text, html: "<p>Hi Ana</p>", attachments: [] });
});

test("pictures are shown by their cid, other files attached, under their names", async () => {
  const html = '<p><img src="cid:logo"></p>';
  const eml = await toEml(emailOf({ html }), { ...OPTIONS, attachments: [LOGO, TERMS] });
  checkLines(eml);
  const parsed = parseEml(eml);
  expect(parsed).toMatchObject({ html, text: "Hi Ana" });
  expect(parsed.attachments).toEqual([
    { filename: "logo.png", contentType: "image/png", cid: "logo", content: LOGO.content },
    { filename: TERMS.filename, contentType: "application/pdf", content: TERMS.content },
  ]);
  expect(new TextDecoder().decode(eml)).toContain("Content-Disposition: inline; filename=logo.png");
});

test("headers say how to unsubscribe", async () => {
  const url = `<https://shop.example/u/${"t".repeat(900)}>`;
  const { headers } = parseEml(await toEml(emailOf({ headers: { "List-Unsubscribe": url } }), OPTIONS));
  expect(headers["list-unsubscribe"]?.map((value) => value.trim())).toEqual([url]);
});

describe("a header", () => {
  test.each([
    ["Unicode", "Grüße aus 山形 🔥"],
    ["from right to left", "مرحبا، إيصالك رقم 12"],
    ["emoji of many characters", "👩‍👩‍👧‍👦".repeat(20)],
    ["very long", "word ".repeat(400).trim()],
    ["without spaces", "x".repeat(3000)],
    ["that begins a quotation", '"Sale" \\ '.trim()],
  ])("subject: %s", async (_, subject) => {
    const eml = await toEml(emailOf({ subject }), OPTIONS);
    checkLines(eml);
    expect(parseEml(eml).subject).toBe(subject);
  });

  test.each([
    ["Ana\r\nBcc: eve@x.example", "Ana Bcc: eve@x.example"],
    ['"Ana" <eve@x.example>,', '"Ana" <eve@x.example>,'],
    ["Ana\0\u2028Bcc: eve", "Ana Bcc: eve"],
    ["=?utf-8?q?eve?=", "= ?utf-8?q?eve?="],
  ])("from, to and subject %j are one header each", async (text, line) => {
    const to = { email: "ana@x.example", name: text };
    const message = emailOf({ subject: text, from: { name: text, email: "shop@shop.example" } });
    const { headers, subject, from, to: recipients } = parseEml(await toEml(message, { ...OPTIONS, to }));
    expect(Object.keys(headers).toSorted()).toEqual([
      "content-type",
      "date",
      "from",
      "list-unsubscribe",
      "list-unsubscribe-post",
      "message-id",
      "mime-version",
      "subject",
      "to",
    ]);
    expect(subject).toBe(line);
    expect(from).toEqual({ name: line, email: "shop@shop.example" });
    expect(recipients).toEqual([{ name: line, email: "ana@x.example" }]);
  });
});

test("cc and replyTo are headers, and there is no bcc", async () => {
  const options = { cc: ["cy@x.example"], replyTo: "help@shop.example", bcc: "audit@shop.example" };
  const eml = await write({}, options);
  expect(eml).toContain("\r\nCc: cy@x.example\r\nReply-To: help@shop.example\r\n");
  expect(eml).not.toContain("audit@");
});

test("no line is too long with the longest that is allowed", async () => {
  const name = "n".repeat(320);
  const mailbox = { email: `${"a".repeat(240)}@x.example`, name };
  const file = {
    ...TERMS,
    filename: "f".repeat(200),
    contentType: `application/${"c".repeat(80)}; a=${"b".repeat(90)}`,
  };
  const headers = { "List-Unsubscribe": `<${"u".repeat(978)}>` };
  const message = emailOf({ headers, from: { name, email: mailbox.email } });
  checkLines(await toEml(message, { ...OPTIONS, to: [mailbox, mailbox], replyTo: mailbox, attachments: [file] }));
});

describe("errors reject the promise", () => {
  test.each<[string, Partial<EmlOptions>]>([
    ["date", { date: Number.NaN }],
    ["date", { date: 1e15 }],
    ["date", { date: new Date("nonsense") }],
    ["messageId", { messageId: "1" }],
    ["messageId", { messageId: "" }],
    ["messageId", { messageId: "1@x.example>\r\nBcc: <eve@x.example" }],
    ["messageId", { messageId: "<1@x.example> <2@x.example>" }],
    ["messageId", { messageId: `${"1".repeat(300)}@x.example` }],
  ])("%s of %j", async (field, options) => {
    expect(await errorOf(write({}, options))).toMatchObject({ code: "invalid-header", field });
  });

  test("an SMS", async () => {
    const error = await errorOf(toEml(smsOf() as unknown as RenderedEmail, OPTIONS));
    expect(error).toMatchObject({ code: "wrong-channel", field: "message" });
  });

  test("a picture that no attachment has", async () => {
    expect(await errorOf(write({ html: "<img src='cid:logo'>" }))).toMatchObject({ code: "unknown-cid" });
  });
});

function boundaryOf(eml: string): string {
  return /boundary="--_NmP-(.*)-Part_1"/.exec(eml)?.[1] ?? "";
}

async function errorOf(writing: Promise<unknown>): Promise<HandoverError> {
  return await writing.then(
    () => Promise.reject(new Error("nothing was thrown")),
    (error: unknown) => error as HandoverError,
  );
}
