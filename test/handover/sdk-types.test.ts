import type { SendEmailCommandInput } from "@aws-sdk/client-sesv2";
import type { MailDataRequired } from "@sendgrid/helpers/classes/mail.js";
import type { SendMailOptions } from "nodemailer";
import type { Message } from "postmark";
import type { CreateEmailOptions } from "resend";
import type { MessageListInstanceCreateOptions } from "twilio/lib/rest/api/v2010/account/message.js";
import { expect, test } from "vitest";
import {
  type NodemailerMessage,
  type PostmarkMessage,
  type ResendEmail,
  type SendGridEmail,
  type SesEmail,
  toNodemailer,
  toPostmark,
  toResend,
  toSendGrid,
  toSes,
  toTwilio,
} from "../../src/handover/index.js";
import { emailOf, FULL, smsOf } from "./messages.js";

/** `npm run typecheck` holds every payload to the types that the provider publishes, and these lines to being wrong. */

test("payloads are what the published types of the SDKs want", () => {
  const email = emailOf({ html: '<img src="cid:logo">' });
  const payloads: [
    SendMailOptions,
    CreateEmailOptions,
    MailDataRequired,
    Message,
    SendEmailCommandInput,
    MessageListInstanceCreateOptions,
  ] = [
    toNodemailer(email, FULL),
    toResend(email, FULL),
    toSendGrid(email, FULL),
    toPostmark(email, FULL),
    toSes(email, FULL),
    toTwilio(smsOf(), { to: "+15550001111", from: "+15552223333" }),
  ];
  expect(payloads).toHaveLength(6);
});

test("the check of types can fail", () => {
  const [nodemailer, resend, sendgrid, postmark, ses] = [
    {} as NodemailerMessage,
    {} as ResendEmail,
    {} as SendGridEmail,
    {} as PostmarkMessage,
    {} as SesEmail,
  ];
  const wrong: unknown[] = [
    // @ts-expect-error nodemailer takes no bytes but those of a `Buffer`
    { ...nodemailer, attachments: [{ content: new Uint8Array() }] } satisfies SendMailOptions,
    // @ts-expect-error Resend wants a sender
    { ...resend, from: undefined } satisfies CreateEmailOptions,
    // @ts-expect-error Resend takes addresses as texts
    { ...resend, to: [{ email: "a@x.example" }] } satisfies CreateEmailOptions,
    // @ts-expect-error SendGrid wants base64
    { ...sendgrid, attachments: [{ filename: "a", content: new Uint8Array() }] } satisfies MailDataRequired,
    // @ts-expect-error Postmark takes one text for all recipients
    { ...postmark, To: ["a@x.example"] } satisfies Message,
    // @ts-expect-error Amazon takes addresses as texts
    { ...ses, Destination: { ToAddresses: [{ email: "a" }] } } satisfies SendEmailCommandInput,
    // @ts-expect-error Twilio takes a list
    { to: "+1", from: "+1", mediaUrl: "https://x.example/a.png" } satisfies MessageListInstanceCreateOptions,
  ];
  expect(wrong).toHaveLength(7);
});

test("an SMS is no email, nor the other way around, and Twilio needs a sender", () => {
  const calls = [
    // @ts-expect-error an SMS cannot be sent as an email
    () => toResend(smsOf(), FULL),
    // @ts-expect-error an email cannot be sent as an SMS
    () => toTwilio(emailOf(), { to: "+1", from: "+1" }),
    // @ts-expect-error neither `from` nor `messagingServiceSid`
    () => toTwilio(smsOf(), { to: "+1" }),
    // @ts-expect-error no recipient
    () => toPostmark(emailOf(), {}),
  ];
  for (const call of calls) expect(call).toThrow(expect.objectContaining({ name: "HandoverError" }));
});
