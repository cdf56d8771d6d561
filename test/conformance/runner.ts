import { createRenderer, type ReadySms, RenderError, type RenderOptions, type Variables } from "../../src/index.js";
import type { Case } from "./cases.js";
import { caseHelpers } from "./helpers.js";
import { explain, type Finding } from "./reasons.js";
import { revive } from "./revive.js";

/**
 * What became of a case. `wrong` is a failure: another text, a refusal without a place or without a reason, or anything
 * thrown that is no refusal.
 */
export interface Outcome {
  readonly kind: "passed" | "refused" | "skipped" | "wrong";
  /** Empty for what passed. */
  readonly reason: string;
}

type Attempt = { readonly text: string } | { readonly findings: readonly LocatedFinding[] };

interface LocatedFinding extends Finding {
  readonly located: boolean;
}

const PASSED: Outcome = { kind: "passed", reason: "" };

/** Runs a case in Platen's text mode, which is that of an SMS. */
export async function runCase(test: Case): Promise<Outcome> {
  if (test.skip !== undefined) return { kind: "skipped", reason: test.skip };
  try {
    return await judge(test);
  } catch (error) {
    return { kind: "wrong", reason: `threw ${String(error)}` };
  }
}

async function judge(test: Case): Promise<Outcome> {
  const compiled = await compile(test);
  if ("findings" in compiled) return test.throws === undefined ? refused(test, compiled.findings) : PASSED;
  const strictly = render(compiled.message, test, "error");
  if (test.throws !== undefined) return "findings" in strictly ? PASSED : wrongText(test, strictly.text);
  const leniently = render(compiled.message, test, "empty");
  if ("findings" in leniently) return refused(test, leniently.findings);
  if (leniently.text === asTextMode(test.expected)) return PASSED;
  // What Handlebars finds and Platen does not is an error unless the caller asks for empty texts.
  return "findings" in strictly ? refused(test, strictly.findings) : wrongText(test, leniently.text);
}

type Compiled = { readonly message: ReadySms } | { readonly findings: readonly LocatedFinding[] };

async function compile({ template = "", partials = {}, helpers }: Case): Promise<Compiled> {
  const templates = Object.fromEntries(Object.entries(partials).map(([name, text]) => [`partials/${name}.txt`, text]));
  const renderer = createRenderer({ templates, helpers: caseHelpers(helpers), sms: { smart: "off" } });
  const result = await renderer.compileSafe({ type: "sms", content: template });
  if (result.ok) return { message: result.message };
  return { findings: result.diagnostics.map((each) => ({ ...each, located: each.span !== undefined })) };
}

function render(message: ReadySms, { input = {}, runtimeOptions }: Case, missing: "error" | "empty"): Attempt {
  const options: RenderOptions & { readonly missing: string; readonly data: unknown } = {
    missing,
    data: revive(runtimeOptions?.["data"]),
  };
  try {
    // Cases give lists and plain values as well.
    return { text: message.render(revive(input) as Variables, options).text };
  } catch (error) {
    if (!(error instanceof RenderError)) throw error;
    return { findings: error.problems.map((each) => ({ ...each, located: each.at !== undefined })) };
  }
}

function refused(test: Case, findings: readonly LocatedFinding[]): Outcome {
  const said = findings.map(({ code, message }) => `${code}: ${message}`).join("; ");
  if (!findings.every(({ located }) => located)) return { kind: "wrong", reason: `refused without a place: ${said}` };
  const reason = explain(test, findings);
  return reason === undefined
    ? { kind: "wrong", reason: `refused without a reason: ${said}` }
    : { kind: "refused", reason };
}

function wrongText({ expected, throws }: Case, text: string): Outcome {
  const wanted = expected === undefined ? `an error (${throws})` : JSON.stringify(expected);
  return { kind: "wrong", reason: `printed ${JSON.stringify(text)} instead of ${wanted}` };
}

/** The line ends of a text message. */
function asTextMode(expected: string | undefined): string | undefined {
  return expected?.replaceAll("\r\n", "\n");
}
