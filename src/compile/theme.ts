/** Compile-time values under `@theme`: strings and numbers, in groups as deep as wanted. */
export interface Theme {
  readonly [name: string]: string | number | Theme;
}
