import type { Diagnostic } from "../diagnostics/diagnostic.js";

/** Compile-time values under `@theme`: strings and numbers, in groups as deep as wanted. */
export interface Theme {
  readonly [name: string]: string | number | Theme;
}

/** What a theme file says, and what is wrong with it. */
export interface ReadTheme {
  readonly theme: Theme;
  readonly diagnostics: readonly Diagnostic[];
}
