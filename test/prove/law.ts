import { isDeepStrictEqual } from "node:util";
import type { Diagnostic, ReadyEmail, RenderedEmail, Variables } from "../../src/index.js";
import { createRenderer } from "../../src/index.js";
import { bytesDifferences, loadBoth } from "../bytes/law.js";
import { emailDifferences } from "../oracle/cases.js";
import { renderReference } from "../oracle/reference.js";
import { KNOWN_LIMITS } from "./constructs.js";
import type { Refusal, Template } from "./settle.js";

/** What a template came to: it compiled and equalled the reference, or was refused as expected, or at a known limit. */
export type Verdict = (typeof VERDICTS)[number];
export const VERDICTS = ["compiled", "refused", "known limit"] as const;

/** Breaks something on purpose: the law must notice. */
export interface Spoil {
  readonly emails?: (message: ReadyEmail, variables: Variables) => Iterable<RenderedEmail>;
  readonly artifact?: (artifact: ReadyEmail["artifact"]) => unknown;
  readonly diagnostics?: (diagnostics: readonly Diagnostic[]) => readonly Diagnostic[];
}

/** @throws Error that tells what is not as the law says. */
export async function judge(template: Template, data: readonly Variables[], spoil: Spoil = {}): Promise<Verdict> {
  const { files, request } = template;
  const compiled = await createRenderer({ templates: files, trust: "trusted" }).compileSafe(request);
  if (!compiled.ok) return judgeRefusal(spoil.diagnostics?.(compiled.diagnostics) ?? compiled.diagnostics, template);
  await judgeAgain(template, spoil.artifact?.(compiled.message.artifact) ?? compiled.message.artifact);
  const both = loadBoth(compiled.message.artifact);
  for (const variables of data) {
    const different = bytesDifferences(both, variables);
    if (different.length > 0) throw new Error(`${different.join("\n")}\ndata: ${show(variables)}`);
    const reference = await renderReference({ files, request, variables, withHelpers: true });
    for (const email of emailsOf(compiled.message, variables, spoil)) {
      const found = emailDifferences(email, reference);
      if (found.length > 0) throw new Error(`other than the reference\n${found.join("\n")}\ndata: ${show(variables)}`);
    }
  }
  const unrefused = template.refusals.find(({ optional }) => !optional);
  if (unrefused !== undefined) throw new Error(`compiled, and is equal: ${unrefused.construct} is no longer refused`);
  return "compiled";
}

/** What an earlier compile with another content left changes nothing. */
async function judgeAgain({ files, request }: Template, fresh: unknown): Promise<void> {
  if (request.content === undefined) return;
  const renderer = createRenderer({ templates: files, trust: "trusted" });
  await renderer.compileSafe({ ...request, content: `${request.content}<b>more</b>${request.content}` });
  const { artifact } = await renderer.compile(request);
  if (!isDeepStrictEqual(artifact, fresh)) throw new Error("another artifact than without an earlier compile");
}

function emailsOf(message: ReadyEmail, variables: Variables, { emails }: Spoil): Iterable<RenderedEmail> {
  try {
    return emails?.(message, variables) ?? [message.render(variables)];
  } catch (error) {
    throw new Error(`does not render: ${String(error)}\ndata: ${show(variables)}`);
  }
}

/** Every error is one that was planted, and at least one of those was found. */
function judgeRefusal(diagnostics: readonly Diagnostic[], { refusals, constructs }: Template): Verdict {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const surprising = errors.filter((error) => !refusals.some((refusal) => isThat(error, refusal)));
  if (surprising.length === 0) return "refused";
  const isKnown = (error: Diagnostic): boolean =>
    KNOWN_LIMITS.some(({ code, construct }) => error.code === code && constructs.has(construct));
  if (surprising.every(isKnown)) return "known limit";
  throw new Error(`refused unexpectedly\n${surprising.map(describe).join("\n")}\nexpected: ${show(refusals)}`);
}

function isThat({ code, span }: Diagnostic, refusal: Refusal): boolean {
  if (!refusal.codes.includes(code) || span === undefined) return false;
  return span.source.path === refusal.file && span.start === refusal.start && span.end === refusal.end;
}

function describe({ code, message, span }: Diagnostic): string {
  const place = span === undefined ? "nowhere" : `${span.source.path}, ${span.start} to ${span.end}`;
  return `${code} at ${place}: ${message}`;
}

function show(value: unknown): string {
  return JSON.stringify(value);
}
