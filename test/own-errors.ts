import { type Diagnostic, RenderError } from "../src/index.js";

/** Whether rendering says what is wrong with its input. An `internal-error` only says that something was thrown. */
export function isRefusal(error: unknown): error is RenderError {
  return error instanceof RenderError && error.problems.every(({ code }) => code !== "internal-error");
}

/** @throws what compiling reports as thrown: it is not to be taken for a refusal. */
export function rethrow(diagnostics: readonly Diagnostic[]): void {
  const failure = diagnostics.find(({ code }) => code === "internal-error");
  if (failure !== undefined) throw failure.cause ?? new Error(failure.message);
}
