import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Span } from "../source/source-file.js";
import { createFindings, type Findings } from "./findings.js";
import type { Mjml, MjmlError } from "./mjml.js";
import type { PreparedMjml } from "./preparation.js";
import { probeMjml } from "./probe.js";
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
  if (findings.diagnostics.length === 0) {
    const conversion = { source: prepared.source, html: converted.html };
    await probeMjml(conversion, prepared, { punched, mjml, findings });
  }
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
