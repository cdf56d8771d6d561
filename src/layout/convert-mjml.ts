import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Span } from "../source/source-file.js";
import { createFindings, type Demand, type Findings } from "./findings.js";
import { nameIds } from "./generated-ids.js";
import type { Mjml, MjmlError } from "./mjml.js";
import type { PreparedMjml } from "./preparation.js";
import { probeMjml } from "./probe.js";
import { originOf, type Punched } from "./punch.js";

export interface ConvertedMjml {
  readonly html: string;
  readonly demands: readonly Demand[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Runs MJML over a prepared document. */
export async function convertMjml(prepared: PreparedMjml, punched: Punched, mjml: Mjml): Promise<ConvertedMjml> {
  const findings = createFindings();
  const converted = await tryConvert(prepared.source, mjml);
  if (typeof converted === "string") {
    findings.error("invalid-mjml", originOf(punched, 0, 1), `MJML cannot read the document: ${converted}`);
    return { html: "", demands: [], diagnostics: findings.diagnostics };
  }
  for (const error of converted.errors) {
    // Of a colour that is a hole, MJML says that it is no colour.
    if (error.message.search(punched.pattern) === -1) reportError(error, punched, findings);
  }
  checkCarousels(converted.html, prepared, findings);
  if (findings.diagnostics.length === 0) {
    const conversion = { source: prepared.source, html: converted.html };
    await probeMjml(conversion, prepared, { punched, mjml, findings });
  }
  const html = nameIds(converted.html, punched);
  return { html, demands: findings.demands, diagnostics: findings.diagnostics };
}

/**
 * MJML styles the thumbnails of all carousels with the colour of the last one, which must be the same when that is left
 * out.
 */
function checkCarousels(html: string, { optionalCarousel }: PreparedMjml, findings: Findings): void {
  if (optionalCarousel === undefined) return;
  const rules = html.matchAll(/\.mj-carousel-thumbnail:hover\s*\{\s*border-color:([^;}]*)/g);
  if (new Set(Array.from(rules, ([, color]) => color?.trim())).size < 2) return;
  const message = "a block decides whether this carousel is there, and MJML styles all carousels like the last one";
  const help = "give all carousels the same `tb-hover-border-color`";
  findings.error("structural-position", optionalCarousel, message, help);
}

async function tryConvert(source: string, mjml: Mjml): Promise<Awaited<ReturnType<Mjml["convert"]>> | string> {
  try {
    return await mjml.convert(source);
  } catch (error) {
    if (error instanceof Error) return error.message.split("\n", 1)[0] ?? "";
    throw error;
  }
}

function reportError(error: MjmlError, punched: Punched, findings: Findings): void {
  findings.error("invalid-mjml", placeOf(error, punched), `${error.tagName}: ${error.message.trim()}`);
}

/**
 * MJML tells the line and the element. Lines of what it read are those of the punched text. Of several such elements on
 * the line, the one with the attribute that is complained about is meant, and that attribute is the place.
 */
function placeOf(error: MjmlError, punched: Punched): Span | undefined {
  let lineStart = 0;
  for (let line = 1; line < error.line; line++) lineStart = punched.text.indexOf("\n", lineStart) + 1;
  const lineEnd = punched.text.indexOf("\n", lineStart);
  const tags = tagsBetween(lineStart, lineEnd === -1 ? punched.text.length : lineEnd, error.tagName, punched.text);
  const name = /^Attributes? ([\w-]+)/.exec(error.message.trim())?.[1];
  const attribute = name === undefined ? undefined : tags.flatMap((tag) => placesOf(tag, name, error))[0];
  const start = tags[0]?.start ?? lineStart;
  const place = attribute ?? { start, end: start + error.tagName.length + 1 };
  return originOf(punched, place.start, place.end);
}

/** Opening tags of a name that start in a range. */
function tagsBetween(from: number, to: number, name: string, source: string): { start: number; text: string }[] {
  const tag = new RegExp(`<${name}(?![\\w-])(?:"[^"]*"|'[^']*'|[^"'>])*`, "g");
  tag.lastIndex = from;
  const tags: { start: number; text: string }[] = [];
  for (let match = tag.exec(source); match !== null && match.index < to; match = tag.exec(source)) {
    tags.push({ start: match.index, text: match[0] });
  }
  return tags;
}

/** Where a tag has an attribute, with the value that MJML calls invalid if it does. */
function placesOf(
  tag: { readonly start: number; readonly text: string },
  name: string,
  { message }: MjmlError,
): { readonly start: number; readonly end: number }[] {
  const value = /has invalid value: ([\s\S]*) for type /.exec(message)?.[1];
  const attributes = [...tag.text.matchAll(/(?<=\s)([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)];
  const meant = attributes.filter(
    (match) => match[1] === name && (value === undefined || (match[2] ?? match[3]) === value),
  );
  return meant.map((match) => ({ start: tag.start + match.index, end: tag.start + match.index + match[0].length }));
}
