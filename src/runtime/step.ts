import type { Artifact } from "../artifact/artifact.js";
import type { Escape, Program, StringIndex, TextInstruction } from "../artifact/instructions.js";
import type { Run } from "./rendering.js";
import type { Scope } from "./scope.js";

/** A compiled instruction or program: writes to the run. */
export type Step<R extends Run> = (scope: Scope, run: R) => void;

export type SpecialInstruction =
  | readonly ["prefix", StringIndex, Program]
  | readonly ["header", Program, Escape]
  | TextInstruction;

/** What makes flat strings and laid-out text differ; blocks and look-ups are the same for both. */
export interface Emitter<R extends Run> {
  readonly text: (text: string) => Step<R>;
  /** Writes a value that is already escaped. */
  readonly value: (run: R, text: string) => void;
  readonly special: (instruction: SpecialInstruction, artifact: Artifact) => Step<R>;
}
