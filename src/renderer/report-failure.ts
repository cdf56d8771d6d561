import type { Artifact } from "../artifact/artifact.js";
import { type Compiled, failed } from "../compile/compiled.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { UnreadableFileError } from "../templates/unreadable-file-error.js";

/** Compiles, and turns whatever is thrown meanwhile into a diagnostic. */
export async function reportFailure(compile: () => Promise<Compiled<Artifact>>): Promise<Compiled<Artifact>> {
  try {
    return await compile();
  } catch (error) {
    return failed([describeFailure(error)]);
  }
}

function describeFailure(error: unknown): Diagnostic {
  if (error instanceof UnreadableFileError) {
    return { code: "unreadable-file", severity: "error", message: `the file \`${error.path}\` ${error.reason}` };
  }
  if (error instanceof RangeError && error.message.includes("call stack")) return OUT_OF_STACK;
  return { ...INTERNAL_ERROR, cause: error };
}

/** The limits keep what is nested far from this; it is for what no limit counts, such as brackets in a style sheet. */
const OUT_OF_STACK: Diagnostic = {
  code: "too-deep",
  severity: "error",
  message: "something in the templates is nested deeper than can be read",
  help: "nest brackets, elements and blocks less deeply",
};

/** A mistake of ours or of a library's: it is no reason to take down the process of the caller. */
const INTERNAL_ERROR: Diagnostic = {
  code: "internal-error",
  severity: "error",
  message: "compiling failed at something that should have been reported",
  help: "please report it with the template; `cause` has what was thrown",
};
