import { classes } from "@sendgrid/helpers";
import { createTransport } from "nodemailer";
import { describe, expect, test } from "vitest";
import {
  type Address,
  type Attachment,
  type HandoverError,
  toNodemailer,
  toPostmark,
  toResend,
  toSendGrid,
  toSes,
  toTwilio,
} from "../../src/handover/index.js";
import { parseEml } from "../eml/parse.js";
import { emailOf, FULL, LOGO, smsOf, TERMS } from "./messages.js";

const HTML = '<p>Hi Ana <img src="cid:logo"></p>';
const EMAIL = emailOf({ html: HTML });
const HEADERS = EMAIL.headers;
const LISTED = Object.entries(HEADERS).map(([Name, Value]) => ({ Name, Value }));
const LOGO_64 = "iVBORw==";
const TERMS_64 = "AP8NCi4=";

describe("payloads of a message with everything", () => {
  test("nodemailer", async () => {
    const payload = toNodemailer(EMAIL, FULL);
    expect(payload).toEqual({
      from: { name: "Platen Shop", address: "shop@shop.example" },
      to: [
        { name: "Müller, Ana", address: "ana@x.example" },
        { name: "", address: "ben@x.example" },
      ],
      cc: [{ name: "", address: "cy@x.example" }],
      bcc: [{ name: "", address: "audit@shop.example" }],
      replyTo: { name: "Help", address: "help@shop.example" },
      subject: "Your receipt",
      html: HTML,
      text: "Hi Ana",
      headers: HEADERS,
      attachments: [
        { filename: "logo.png", contentType: "image/png", content: LOGO_64, encoding: "base64", cid: "logo" },
        { filename: TERMS.filename, contentType: "application/pdf", content: TERMS_64, encoding: "base64" },
      ],
    });
    const transport = createTransport({ streamTransport: true, buffer: true });
    const { message, envelope } = await transport.sendMail(payload);
    expect(envelope.to).toEqual(["ana@x.example", "ben@x.example", "cy@x.example", "audit@shop.example"]);
    if (!(message instanceof Uint8Array)) throw new Error("not a buffer");
    const { subject, html, attachments } = parseEml(message);
    expect([subject, html, attachments.map(({ content }) => content)]).toEqual([
      "Your receipt",
      HTML,
      [LOGO.content, TERMS.content],
    ]);
  });

  test("Resend", () => {
    expect(toResend(EMAIL, FULL)).toEqual({
      from: "Platen Shop <shop@shop.example>",
      to: ['"Müller, Ana" <ana@x.example>', "ben@x.example"],
      cc: ["cy@x.example"],
      bcc: ["audit@shop.example"],
      replyTo: "Help <help@shop.example>",
      subject: "Your receipt",
      html: HTML,
      text: "Hi Ana",
      headers: HEADERS,
      attachments: [
        { filename: "logo.png", contentType: "image/png", content: LOGO_64, contentId: "logo" },
        { filename: TERMS.filename, contentType: "application/pdf", content: TERMS_64 },
      ],
    });
  });

  test("SendGrid, whose own code makes the request of it", () => {
    const payload = toSendGrid(EMAIL, FULL);
    expect(JSON.parse(JSON.stringify(new classes.Mail(payload)))).toEqual({
      from: { email: "shop@shop.example", name: "Platen Shop" },
      reply_to: { email: "help@shop.example", name: "Help" },
      personalizations: [
        {
          to: [{ email: "ana@x.example", name: "Müller, Ana" }, { email: "ben@x.example" }],
          cc: [{ email: "cy@x.example" }],
          bcc: [{ email: "audit@shop.example" }],
        },
      ],
      subject: "Your receipt",
      content: [
        { type: "text/plain", value: "Hi Ana" },
        { type: "text/html", value: HTML },
      ],
      headers: HEADERS,
      attachments: [
        { filename: "logo.png", type: "image/png", content: LOGO_64, disposition: "inline", content_id: "logo" },
        { filename: TERMS.filename, type: "application/pdf", content: TERMS_64, disposition: "attachment" },
      ],
    });
  });

  test("Postmark", () => {
    expect(toPostmark(EMAIL, FULL)).toEqual({
      From: "Platen Shop <shop@shop.example>",
      To: '"Müller, Ana" <ana@x.example>, ben@x.example',
      Cc: "cy@x.example",
      Bcc: "audit@shop.example",
      ReplyTo: "Help <help@shop.example>",
      Subject: "Your receipt",
      HtmlBody: HTML,
      TextBody: "Hi Ana",
      Headers: LISTED,
      Attachments: [
        { Name: "logo.png", ContentType: "image/png", Content: LOGO_64, ContentID: "cid:logo" },
        { Name: TERMS.filename, ContentType: "application/pdf", Content: TERMS_64, ContentID: null },
      ],
    });
  });

  test("SES v2, in which names are ASCII", () => {
    expect(toSes(EMAIL, FULL)).toEqual({
      FromEmailAddress: "Platen Shop <shop@shop.example>",
      Destination: {
        ToAddresses: ["=?UTF-8?B?TcO8bGxlciwgQW5h?= <ana@x.example>", "ben@x.example"],
        CcAddresses: ["cy@x.example"],
        BccAddresses: ["audit@shop.example"],
      },
      ReplyToAddresses: ["Help <help@shop.example>"],
      Content: {
        Simple: {
          Subject: { Data: "Your receipt", Charset: "UTF-8" },
          Body: { Html: { Data: HTML, Charset: "UTF-8" }, Text: { Data: "Hi Ana", Charset: "UTF-8" } },
          Headers: LISTED,
          Attachments: [
            {
              FileName: "logo.png",
              ContentType: "image/png",
              RawContent: LOGO.content,
              ContentDisposition: "INLINE",
              ContentTransferEncoding: "BASE64",
              ContentId: "logo",
            },
            {
              FileName: TERMS.filename,
              ContentType: "application/pdf",
              RawContent: TERMS.content,
              ContentDisposition: "ATTACHMENT",
              ContentTransferEncoding: "BASE64",
            },
          ],
        },
      },
    });
  });

  test("Twilio", () => {
    const media = ["https://shop.example/a.png"];
    const to = "+15550001111";
    expect(toTwilio(smsOf(), { to, from: "+15552223333" })).toEqual({ to, from: "+15552223333", body: "Hi Ana" });
    expect(toTwilio(smsOf({ mediaUrls: media }), { to, messagingServiceSid: "MG1" })).toEqual({
      to,
      messagingServiceSid: "MG1",
      body: "Hi Ana",
      mediaUrl: media,
    });
    expect(toTwilio(smsOf({ text: "", mediaUrls: media }), { to, from: "Platen" })).toEqual({
      to,
      from: "Platen",
      mediaUrl: media,
    });
  });
});

const ADAPTERS = { toNodemailer, toResend, toSendGrid, toPostmark, toSes };

describe.each(Object.entries(ADAPTERS))("%s", (_, adapt) => {
  test("has no keys without value", () => {
    const payload = adapt(emailOf({ text: "" }), { to: "ana@x.example" });
    expect(JSON.parse(JSON.stringify(payload))).toEqual(payload);
    expect(Object.values(payload)).not.toContain(undefined);
  });

  test("takes another address of the sender, or another sender", () => {
    const address = adapt(emailOf(), { to: "ana@x.example", from: "other@shop.example" });
    expect(JSON.stringify(address)).toMatch(/Platen Shop.*other@shop\.example|other@shop\.example.*Platen Shop/);
    const sender = adapt(emailOf(), { to: "ana@x.example", from: { email: "other@shop.example" } });
    expect(JSON.stringify(sender)).toContain("other@shop.example");
    expect(JSON.stringify(sender)).not.toContain("Platen Shop");
  });

  test("a message without sender is an error", () => {
    const message = emailOf({ from: { name: "Shop", email: null } });
    expect(errorOf(() => adapt(message, { to: "ana@x.example" }))).toMatchObject({ code: "missing-sender" });
  });
});

test("a text that is empty is not given to those who refuse it, and given to those who would make one", () => {
  const message = emailOf({ text: "" });
  const envelope = { to: "ana@x.example" };
  expect(toSendGrid(message, envelope)).not.toHaveProperty("text");
  expect(toPostmark(message, envelope)).not.toHaveProperty("TextBody");
  expect(toSes(message, envelope).Content.Simple.Body).not.toHaveProperty("Text");
  expect(toResend(message, envelope).text).toBe("");
});

describe("errors", () => {
  const secret = "s3cret";

  test.each<[string, string | Address[] | Address]>([
    ["to", `${secret}\r\nBcc: eve@x.example`],
    ["to", `${secret} <ana@x.example>`],
    ["to", `${secret}@x.example, eve@x.example`],
    ["to", ""],
    ["to", []],
    ["to", `${secret.repeat(60)}@x.example`],
    ["to[1]", ["ana@x.example", secret]],
    ["to", { email: "ana@x.example", name: secret.repeat(60) }],
  ])("%s: %j", (field, to) => {
    const error = errorOf(() => toResend(emailOf(), { to }));
    expect(error).toMatchObject({ code: "invalid-address", field });
    expect(`${error.message} ${error.help}`).not.toContain(secret);
  });

  test.each<[string, Partial<Attachment>]>([
    ["filename", { filename: "" }],
    ["filename", { filename: "../secret.png" }],
    ["filename", { filename: "a\r\nX-Evil: 1.png" }],
    ["contentType", { contentType: "" }],
    ["contentType", { contentType: `application/${"x".repeat(1000)}` }],
    ["contentType", { contentType: "image/png\r\nX-Evil: 1" }],
    ["contentType", { contentType: "message/rfc822" }],
    ["contentType", { contentType: "multipart/mixed; boundary=a" }],
    ["cid", { cid: "logo>\r\nX-Evil: <1" }],
    ["cid", { cid: "" }],
    ["content", { content: "text" as unknown as Uint8Array }],
  ])("attachments[0].%s of %j", (key, parts) => {
    const envelope = { to: "ana@x.example", attachments: [{ ...LOGO, ...parts }] };
    const error = errorOf(() => toSes(emailOf(), envelope));
    expect(error).toMatchObject({ code: "invalid-attachment", field: `attachments[0].${key}` });
  });

  test("two attachments of one cid", () => {
    const error = errorOf(() => toSes(emailOf(), { to: "ana@x.example", attachments: [LOGO, LOGO] }));
    expect(error).toMatchObject({ code: "invalid-attachment", field: "attachments[1].cid" });
  });

  test.each([
    [{ "X-Note": "a\r\nBcc: eve@x.example" }],
    [{ "X-Note\r\nBcc": "eve@x.example" }],
    [{ "X-Note: a": "b" }],
    [{ Bcc: "eve@x.example" }],
    [{ "Content-Type": "text/plain" }],
    [{ "List-Unsubscribe": "<https://müller.example>" }],
    [{ "List-Unsubscribe": `<https://x.example/${"t".repeat(990)}>` }],
  ])("headers %j", (headers) => {
    const error = errorOf(() => toPostmark(emailOf({ headers }), { to: "ana@x.example" }));
    expect(error.code).toBe("invalid-header");
  });

  test("a picture that no attachment has", () => {
    const error = errorOf(() => toNodemailer(EMAIL, { to: "ana@x.example", attachments: [TERMS] }));
    expect(error).toMatchObject({ code: "unknown-cid", field: "attachments" });
    expect(error.message).toBe("the HTML shows a picture by `cid:` that no attachment has");
  });

  test.each([
    ["to", { to: "" }, "invalid-address"],
    ["to", { to: "+1555\n0" }, "invalid-address"],
    ["from", { from: "" }, "missing-sender"],
  ])("Twilio without %s", (field, parts, code) => {
    const error = errorOf(() => toTwilio(smsOf(), { to: "+15550001111", from: "+15552223333", ...parts }));
    expect(error).toMatchObject({ code, field });
  });
});

test("a name is one line, and neither hides nor reorders anything", () => {
  const name = "Ana\r\nBcc: eve@x.example\u202E =?utf-8?q?x?=";
  expect(toSendGrid(emailOf(), { to: { email: "ana@x.example", name } }).to).toEqual([
    { email: "ana@x.example", name: "Ana Bcc: eve@x.example = ?utf-8?q?x?=" },
  ]);
});

function errorOf(call: () => unknown): HandoverError {
  try {
    call();
  } catch (error) {
    return error as HandoverError;
  }
  throw new Error("nothing was thrown");
}
