import type { Artifact } from "../artifact/artifact.js";
import type { Helpers } from "./helpers/helper.js";

/** What the steps of a message have in common while they are made. */
export interface Loading {
  readonly artifact: Artifact;
  readonly helpers: Helpers;
  /** Where scopes remember each path. */
  readonly slots: Map<string, number>;
  /** A memory that remembers nothing yet. It is filled, as an array looks up what it lacks in its prototype. */
  readonly blank: unknown[];
}
