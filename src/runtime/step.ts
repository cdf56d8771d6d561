import type { Escape, Program, StringIndex, TextInstruction } from "../artifact/instructions.js";
import type { Loading } from "./loading.js";
import type { Run } from "./rendering.js";
import type { Scope } from "./scope.js";

/** A compiled instruction or program: returns what it prints. */
export type Step<R extends Run> = (scope: Scope, run: R) => string;

export type SpecialInstruction =
  | readonly ["prefix", StringIndex, Program]
  | readonly ["header", Program, Escape]
  | TextInstruction;

/** What makes flat strings and laid-out text differ; blocks and look-ups are the same for both. */
export interface Emitter<R extends Run> {
  /** Static text: a string when it is printed as it is. */
  readonly text: (text: string) => string | Step<R>;
  /** Prints a value that is already escaped. */
  readonly value: (run: R, text: string) => string;
  /** Prints a value that is harmless. */
  readonly harmless: (run: R, text: string) => string;
  readonly special: (instruction: SpecialInstruction, loading: Loading) => Step<R>;
}
