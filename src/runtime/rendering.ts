import type { Artifact } from "../artifact/artifact.js";
import type { PositionIndex } from "../artifact/instructions.js";
import type { SmsOptions } from "../sms/options.js";
import type { HelperContext } from "./helpers/helper.js";
import type { Loading } from "./loading.js";
import { LimitError, type Place, type Problem, type Rejection, RenderError } from "./render-error.js";
import { type Named, ownOf, type Scope, topScope, type Variables } from "./scope.js";
import { MISSING } from "./value.js";

/** What a missing variable comes to: an error, nothing, or its name in braces. */
export type MissingPolicy = "error" | "empty" | "keep";

/** All that a rendering depends on besides the artifact and the variables. */
export interface RenderOptions {
  /** BCP 47 tag that helpers format for; `en-US` unless given. */
  readonly locale?: string;
  /** IANA time zone; `UTC` unless given. */
  readonly timeZone?: string;
  /** What `relative` counts from. */
  readonly now?: Date | number;
  /** `error` unless given. */
  readonly missing?: MissingPolicy;
  readonly limits?: Partial<RenderLimits>;
  /** How the text of an SMS is finished; these win over what `sms` was made with. */
  readonly sms?: SmsOptions;
}

/** What one rendering may cost. Over a limit is a `LimitError` at once. */
export interface RenderLimits {
  /** Loop iterations of all parts together; 100,000 unless given. */
  readonly iterations: number;
  /** UTF-16 code units of each part; 5,000,000 unless given, 50,000,000 at most. */
  readonly outputLength: number;
}

export const DEFAULT_LIMITS: RenderLimits = { iterations: 100_000, outputLength: 5_000_000 };

/** Escaping makes at most nine units of one, and engines refuse strings of 2^29. */
const MAX_OUTPUT_LENGTH = 50_000_000;

/** Nobody reads more, and a loop over broken items would find one in each. */
const MAX_PROBLEMS = 1000;

/** One call of `render`, shared by the runs of all its programs. */
export interface Rendering {
  readonly artifact: Artifact;
  readonly blank: readonly unknown[];
  /** What the variables are looked up in. */
  readonly top: Scope;
  readonly limits: RenderLimits;
  readonly missing: MissingPolicy;
  readonly inputs: HelperContext;
  iterations: number;
  /** By code, path and place, so that a variable printed in HTML and text is reported once. */
  problems: Map<string, Problem> | undefined;
}

/** One run of one program. */
export interface Run {
  readonly rendering: Rendering;
  /** The variant that was asked for last. */
  picked?: number;
}

export function startRendering({ artifact, blank }: Loading, variables: Variables, options?: RenderOptions): Rendering {
  const { locale = "en-US", timeZone = "UTC", now, missing = "error", limits } = ownOf(options);
  const { iterations = DEFAULT_LIMITS.iterations, outputLength = DEFAULT_LIMITS.outputLength } = ownOf(limits);
  return {
    artifact,
    blank,
    top: topScope(variables, blank.slice()),
    missing,
    inputs: { locale, timeZone, now },
    limits: { iterations, outputLength: Math.min(outputLength, MAX_OUTPUT_LENGTH) },
    iterations: 0,
    problems: undefined,
  };
}

/** @throws RenderError when anything was reported. */
export function finishRendering({ problems }: Rendering): void {
  if (problems !== undefined) throw new RenderError([...problems.values()]);
}

/** What problems are about: what it is called in messages, and where it stands. */
export interface Subject extends Named {
  readonly position: PositionIndex | undefined;
}

export function report({ rendering }: Run, rejection: Rejection, { describe, position }: Subject, scope: Scope): void {
  const { fact, ...why } = rejection;
  const path = describe(scope, []);
  rendering.problems ??= new Map();
  const { problems } = rendering;
  const key = `${why.code} ${position} ${path}`;
  if (problems.has(key)) return;
  problems.set(key, { ...why, message: `\`${path}\` ${fact}`, path, ...placeOf(rendering.artifact, position) });
  if (problems.size >= MAX_PROBLEMS) finishRendering(rendering);
}

/** Reports a missing variable, where that is an error. */
export function reportMissing(run: Run, subject: Subject, scope: Scope): void {
  if (run.rendering.missing === "error") report(run, MISSING, subject, scope);
}

/** Counts one iteration. The comparisons in this file are true for NaN too. */
export function countIteration(rendering: Rendering, position?: PositionIndex): void {
  rendering.iterations++;
  if (rendering.iterations <= rendering.limits.iterations) return;
  exceed(rendering, "the number of loop turns", "iterations", position);
}

/** Joins what was printed and what comes next. */
export function append(run: Run, printed: string, text: string): string {
  checkLength(run, printed.length + text.length);
  return printed + text;
}

/** @throws LimitError when the part would get longer than the limit. */
export function checkLength({ rendering }: Run, length: number): void {
  if (length <= rendering.limits.outputLength) return;
  exceed(rendering, "a part of the message", "outputLength");
}

function exceed(rendering: Rendering, what: string, limit: keyof RenderLimits, position?: PositionIndex): never {
  const message = `${what} is over \`limits.${limit}\`, which is ${rendering.limits[limit]}`;
  const problem: Problem = { code: "limit-exceeded", message, ...placeOf(rendering.artifact, position) };
  throw new LimitError([problem, ...(rendering.problems?.values() ?? [])]);
}

function placeOf({ sources, positions }: Artifact, position?: PositionIndex): { at?: Place } {
  if (position === undefined) return {};
  const [source = -1, line = 1, column = 1] = positions.slice(position * 3, position * 3 + 3);
  const file = sources[source]?.path;
  return file === undefined ? {} : { at: { file, line, column } };
}
