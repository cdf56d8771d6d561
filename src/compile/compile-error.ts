import { formatDiagnostic } from "../diagnostics/code-frame.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";

/** A template that does not compile, with everything that is wrong with it. */
export class CompileError extends Error {
  override readonly name = "CompileError";
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    const failure = diagnostics.find(({ cause }) => cause !== undefined);
    super(diagnostics.map((diagnostic) => formatDiagnostic(diagnostic)).join("\n\n"), failure);
    this.diagnostics = diagnostics;
  }
}
