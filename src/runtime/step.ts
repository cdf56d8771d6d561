import type { Escape, Program, StringIndex, TextInstruction } from "../artifact/instructions.js";
import type { LayoutRun } from "./layout-writer.js";
import type { Scope } from "./scope.js";

/** A compiled instruction or program: returns what it prints. */
export type Step = (scope: Scope, run: LayoutRun) => string;

export type SpecialInstruction =
  | readonly ["prefix", StringIndex, Program]
  | readonly ["header", Program, Escape]
  | TextInstruction;

/** What makes flat strings and laid-out text differ; blocks and look-ups are the same for both. */
export interface Emitter {
  /** Static text: a string when it is printed as it is. */
  readonly text: (text: string) => string | Step;
  /** Prints a value that is already escaped. */
  readonly value: (run: LayoutRun, text: string) => string;
  /** Prints a value that is harmless. */
  readonly harmless: (run: LayoutRun, text: string) => string;
}
