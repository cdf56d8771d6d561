import type { RenderedEmail, RenderedSms } from "../runtime/index.js";
import { printable } from "./findings.js";

/** Gmail cuts the HTML of a message after this many bytes, and hides the rest behind a link. */
const GMAIL_CLIPS_AT = 102 * 1024;

/** Shows what was rendered to people: the header, the sizes and the text of the email, then the SMS. */
export function formatSummary(rendered: { readonly email?: RenderedEmail; readonly sms?: RenderedSms }): string {
  const parts: string[] = [];
  if (rendered.email !== undefined) parts.push(emailSummary(rendered.email));
  if (rendered.sms !== undefined) parts.push(smsSummary(rendered.sms));
  return printable(parts.join("\n"));
}

function emailSummary(email: RenderedEmail): string {
  const rows: (readonly [label: string, value: string])[] = [["Subject", email.subject]];
  if (email.preheader !== "") rows.push(["Preheader", email.preheader]);
  const from = formatSender(email.from);
  if (from !== "") rows.push(["From", from]);
  rows.push(["Size", formatSizes(email)]);
  const header = rows.map(([label, value]) => `${`${label}:`.padEnd(11)}${value}`.trimEnd());
  return `${header.join("\n")}\n\n${endLine(email.text)}`;
}

function formatSender(from: RenderedEmail["from"]): string {
  const address = from.email ?? "";
  if (from.name === "" || address === "") return from.name + address;
  return `${from.name} <${address}>`;
}

function formatSizes(email: RenderedEmail): string {
  const bytes = Buffer.byteLength(email.html);
  const clipped = bytes > GMAIL_CLIPS_AT ? " (Gmail clips it after 102 KB)" : "";
  return `HTML ${kilobytes(bytes)}${clipped}, text ${kilobytes(Buffer.byteLength(email.text))}`;
}

function smsSummary(sms: RenderedSms): string {
  const segments = `${sms.segments} ${sms.segments === 1 ? "segment" : "segments"}`;
  const units = `${sms.units} ${sms.units === 1 ? "unit" : "units"}`;
  return `SMS (${sms.encoding}, ${segments}, ${units})\n${endLine(sms.text)}${smsNotes(sms)}`;
}

/** What is not seen in the text: which characters were replaced, and which make it UCS-2. */
function smsNotes({ offenders, replaced }: RenderedSms): string {
  const notes = [
    ...replaced.map(({ codePoint, count, replacement }) => {
      return `replaced: ${codePoint} by ${JSON.stringify(replacement)}${count === 1 ? "" : `, ${count} times`}`;
    }),
    ...offenders.map(({ codePoint, index, suggestion }) => {
      const instead = suggestion === null ? "" : `; write ${JSON.stringify(suggestion)} instead`;
      return `forces UCS-2: ${codePoint} at ${index}${instead}`;
    }),
  ];
  const more = notes.length > MAX_NOTES ? [`and ${notes.length - MAX_NOTES} more`] : [];
  const lines = [...notes.slice(0, MAX_NOTES), ...more];
  return lines.length === 0 ? "" : `\n${lines.map((line) => `${line}\n`).join("")}`;
}

const MAX_NOTES = 5;

/** A size in units of 1024 bytes, with one decimal. */
export function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

/** A text for the terminal ends its last line. */
export function endLine(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}
