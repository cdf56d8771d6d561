import type { Case } from "./cases.js";

/** One thing that Platen said about a template or its data. */
export interface Finding {
  readonly code: string;
  readonly message: string;
}

interface Rule {
  readonly reason: string;
  readonly holds: (test: Case, findings: readonly Finding[]) => boolean;
}

/** What Platen refuses by intent. A refusal that no rule explains is a failure. The first rule that holds counts. */
const RULES: readonly Rule[] = [
  { reason: "decorators run code", holds: ({ template }) => /\{\{#?\*(?!inline)/.test(template ?? "") },
  { reason: "`log` writes to the console", holds: ({ template }) => /\{\{log\b/.test(template ?? "") },
  {
    reason: "paths never reach into prototypes, and no option lets them",
    holds: (test) => inInput(test, "$inherited") || Object.keys(test.runtimeOptions ?? {}).some(isPrototypeOption),
  },
  { reason: "functions in the data are never called", holds: (test) => inInput(test, "$function") },
  { reason: "iterators in the data are never called", holds: (test) => inInput(test, "$iterable") },
  {
    reason: "the caller gives no `@` data but the theme",
    holds: (_, findings) =>
      only(findings, "unknown-compile-time-value") &&
      !findings.some(({ message }) => message.includes("@partial-block")),
  },
  { reason: "paths do not reach into texts", holds: ({ input }) => typeof input === "string" },
  {
    reason: "objects and lists are not printed as text",
    holds: (_, findings) => only(findings, "wrong-type") && findings.every(({ message }) => / is an? /.test(message)),
  },
  { reason: "a partial may not include itself", holds: (_, findings) => only(findings, "recursive-partial") },
  { reason: "missing is an error", holds: (_, findings) => only(findings, "missing-variable") },
];

const NOT_YET = /this version does not compile (.*)/;

/** Why a case is refused, or undefined when nothing explains it. */
export function explain(test: Case, findings: readonly Finding[]): string | undefined {
  const rule = RULES.find(({ holds }) => holds(test, findings));
  if (rule !== undefined) return rule.reason;
  for (const { code, message } of findings) {
    const construct = code === "unsupported-syntax" ? NOT_YET.exec(message)?.[1] : undefined;
    if (construct !== undefined) return `not compiled yet: ${construct}`;
  }
  return undefined;
}

function only(findings: readonly Finding[], code: string): boolean {
  return findings.length > 0 && findings.every((finding) => finding.code === code);
}

function inInput({ input }: Case, mark: string): boolean {
  return JSON.stringify(input ?? null).includes(`"${mark}"`);
}

function isPrototypeOption(name: string): boolean {
  return /^allow.*Proto/.test(name);
}
