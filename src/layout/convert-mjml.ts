import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Span } from "../source/source-file.js";
import { createFindings, type Findings, quoteHole } from "./findings.js";
import type { Mjml, MjmlError } from "./mjml.js";
import type { PreparedMjml } from "./preparation.js";
import { FIXED_VALUE } from "./prepare-attributes.js";
import { originOf, type Punched } from "./punch.js";

export interface ConvertedMjml {
  readonly html: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Runs MJML over a prepared document. */
export async function convertMjml(prepared: PreparedMjml, punched: Punched, mjml: Mjml): Promise<ConvertedMjml> {
  const findings = createFindings();
  const converted = await tryConvert(prepared.source, mjml);
  if (typeof converted === "string") {
    findings.error("invalid-mjml", originOf(punched, 0, 1), `MJML cannot read the document: ${converted}`);
    return { html: "", diagnostics: findings.diagnostics };
  }
  for (const error of converted.errors) {
    // Of a colour that is a hole, MJML says that it is no colour.
    if (error.message.search(punched.pattern) === -1) reportError(error, punched, findings);
  }
  if (findings.diagnostics.length === 0) await probe(prepared, converted.html, mjml, findings);
  return { html: converted.html, diagnostics: findings.diagnostics };
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

/** MJML tells the line and the element. Lines of what it read are those of the punched text. */
function placeOf(error: MjmlError, punched: Punched): Span | undefined {
  let lineStart = 0;
  for (let line = 1; line < error.line; line++) lineStart = punched.text.indexOf("\n", lineStart) + 1;
  const tag = punched.text.indexOf(`<${error.tagName}`, lineStart);
  const start = tag === -1 ? lineStart : tag;
  return originOf(punched, start, start + error.tagName.length + 1);
}

/** Looks like a border, a position, a size and a name at once: MJML treats it differently from a word if it looks at all. */
const PROBE = "7px 3px";

/**
 * MJML copies attributes of its type `string`, but computes on some of them all the same: it takes the width out of a
 * border and the icon out of a name, and prints no link for an empty one. So each value with holes is replaced by a
 * probe; when the probe comes out in any other way than in the places of the value, MJML has looked at it.
 */
async function probe(prepared: PreparedMjml, html: string, mjml: Mjml, findings: Findings): Promise<void> {
  const values = [...prepared.copiedValues.keys()];
  const empty = values.filter((value) => prepared.copiedValues.get(value)?.mayBeEmpty);
  await probeWith(PROBE, values, "computes on");
  await probeWith("", empty, "drops when it is empty");

  async function probeWith(replacement: string, probed: readonly string[], what: string): Promise<void> {
    if (await isCopied(probed, replacement)) return;
    for (const value of probed) {
      const hole = prepared.copiedValues.get(value)?.hole;
      if (hole === undefined || (await isCopied([value], replacement))) continue;
      const message = `${quoteHole(hole)} stands in an attribute that MJML ${what}`;
      findings.error("structural-position", hole.node.span, message, FIXED_VALUE);
    }
  }

  async function isCopied(probed: readonly string[], replacement: string): Promise<boolean> {
    if (probed.length === 0) return true;
    const replaceAll = (text: string): string =>
      probed.reduce((replaced, value) => replaced.replaceAll(value, replacement), text);
    const result = await tryConvert(replaceAll(prepared.source), mjml);
    return typeof result !== "string" && result.html === replaceAll(html);
  }
}
