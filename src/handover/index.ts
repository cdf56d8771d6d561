export type { Address, Attachment, Envelope } from "./envelope.js";
export { type HandoverCode, HandoverError } from "./handover-error.js";
export { type NodemailerAddress, type NodemailerMessage, toNodemailer } from "./nodemailer.js";
export { type PostmarkMessage, toPostmark } from "./postmark.js";
export { type ResendEmail, toResend } from "./resend.js";
export { type SendGridAddress, type SendGridEmail, toSendGrid } from "./sendgrid.js";
export { type SesAttachment, type SesContent, type SesEmail, toSes } from "./ses.js";
export { type TwilioEnvelope, type TwilioMessage, toTwilio } from "./twilio.js";
