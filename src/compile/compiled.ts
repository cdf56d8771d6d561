import type { Contract } from "../analyze/contract.js";
import { type Diagnostic, sortDiagnostics } from "../diagnostics/diagnostic.js";
import type { LayoutStats } from "./specialise.js";

/** What a compile comes to: an artifact unless there was an error, and the findings sorted by place. */
export interface Compiled<Result> {
  readonly artifact: Result | undefined;
  /** The variables of the message; undefined when there is no artifact. */
  readonly contract: Contract | undefined;
  /** Of an email that compiled. */
  readonly layout?: LayoutStats;
  readonly diagnostics: readonly Diagnostic[];
}

export function failed(diagnostics: readonly Diagnostic[]): Compiled<never> {
  return { artifact: undefined, contract: undefined, diagnostics: sortDiagnostics(diagnostics) };
}
