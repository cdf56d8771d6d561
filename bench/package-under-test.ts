/**
 * Platen by its package name, through `exports` to `dist`, so that what is measured is what ships. The types come from
 * the sources and the name is not a literal, so that type-checking needs no build.
 */
const MAIN: string = "platen";
const RUNTIME: string = "platen/runtime";
const BYTES: string = "platen/bytes";
const SMS: string = "platen/sms";

export const platen: typeof import("../src/index.js") = await import(MAIN);
export const runtime: typeof import("../src/runtime/index.js") = await import(RUNTIME);
export const { loadBytes }: typeof import("../src/bytes/index.js") = await import(BYTES);
export const { sms }: typeof import("../src/sms/index.js") = await import(SMS);
