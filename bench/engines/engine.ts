import type { Variables } from "../../src/runtime/index.js";
import type { Dialect } from "../contestants/stage.js";

/** A template engine of others. */
export interface Engine {
  readonly name: string;
  readonly dialect: Dialect;
  /**
   * Compiles a template once. The engine escapes values of `html`, all of them alike, and none of `plain`.
   *
   * @returns what fills it.
   */
  readonly compile: (source: string, kind: "html" | "plain") => (variables: Variables) => string;
}
