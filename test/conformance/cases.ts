import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One case of a language specification, as data. Values that JSON has no words for are marked: see `revive`. */
export interface Case {
  readonly id: string;
  /** Why the case cannot be run at all; then everything else may be absent. */
  readonly skip?: string;
  readonly template?: string;
  /** The variables; absent means `{}`. */
  readonly input?: unknown;
  readonly partials?: Readonly<Record<string, string>>;
  /** By name in the template: the kind in `helpers.ts`, or null for one that only JavaScript can express. */
  readonly helpers?: Readonly<Record<string, string | null>>;
  readonly decorators?: readonly string[];
  readonly compileOptions?: Readonly<Record<string, unknown>>;
  readonly runtimeOptions?: Readonly<Record<string, unknown>>;
  /** What Handlebars prints with `noEscape`. */
  readonly expected?: string;
  /** What the original case expects, where escaping makes that another text. */
  readonly escaped?: string;
  /** The original case expects an error; this is what its message should match. */
  readonly throws?: string;
}

/** The cases of one file of a specification, with where they come from. */
export interface CaseFile {
  /** `handlebars/basic` */
  readonly name: string;
  readonly origin: string;
  readonly file: string;
  readonly commit: string;
  readonly version: string;
  readonly licence: string;
  readonly cases: readonly Case[];
}

const FOLDERS = ["handlebars", "mustache"];

export const CASE_FILES: readonly CaseFile[] = FOLDERS.flatMap((folder) =>
  readdirSync(join(import.meta.dirname, folder))
    .toSorted()
    .map((file) => readCases(folder, file)),
);

function readCases(folder: string, file: string): CaseFile {
  const text = readFileSync(join(import.meta.dirname, folder, file), "utf8");
  // The files are our own; the test checks what it relies on.
  const content = JSON.parse(text) as Omit<CaseFile, "name">;
  return { ...content, name: `${folder}/${file.replace(/\.json$/, "")}` };
}
