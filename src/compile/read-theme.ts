import { type LocatedJson, readLocatedJson } from "../analyze/located-json.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { createSourceFile, type Span } from "../source/source-file.js";
import type { TemplateStore } from "../source/template-store.js";
import type { Sources } from "./sources.js";
import type { ReadTheme, Theme } from "./theme.js";

/**
 * Reads `theme.json` of a template folder; values that the caller gives win over those of the file.
 *
 * @param given Checked as well: callers without types may give anything.
 */
export async function readTheme(sources: Sources, store: TemplateStore, given: unknown = {}): Promise<Theme> {
  const text = await store.read("theme.json");
  const { theme: base, diagnostics } = text === undefined ? NO_THEME : readOnce(text, sources);
  sources.diagnostics.push(...diagnostics);
  if (isTheme(given, MAX_DEPTH)) return merge(base, given);
  sources.diagnostics.push(problem(`\`theme\` ${NOT_A_THEME}`));
  return base;
}

const NO_THEME: ReadTheme = { theme: {}, diagnostics: [] };

function readOnce(text: string, { cache: { themes } }: Sources): ReadTheme {
  const known = themes.get(text);
  if (known !== undefined) return known;
  const read = parseTheme(text);
  themes.set(text, read, text.length);
  return read;
}

function parseTheme(text: string): ReadTheme {
  const json = readLocatedJson(createSourceFile("theme.json", text));
  if (!("kind" in json)) {
    return { theme: {}, diagnostics: [problem(`\`theme.json\` is not valid JSON: ${json.message}`, json.span)] };
  }
  const culprit = findCulprit(json, MAX_DEPTH);
  return culprit === undefined
    ? { theme: JSON.parse(text) as Theme, diagnostics: [] } // as was checked
    : { theme: {}, diagnostics: [problem(`\`theme.json\` ${NOT_A_THEME}`, culprit.span)] };
}

/** Groups of a theme in each other. */
const MAX_DEPTH = 100;

const NOT_A_THEME = `holds something else than strings and numbers, or more than ${MAX_DEPTH} groups in each other`;

function problem(message: string, span?: Span): Diagnostic {
  const help = "a theme is an object of strings and numbers, in groups";
  return { code: "invalid-theme", severity: "error", message, help, ...(span && { span }) };
}

/** The first value of a theme file that no theme may hold. */
function findCulprit(json: LocatedJson, depth: number): LocatedJson | undefined {
  if (json.kind !== "object" || depth < 0) return json;
  for (const { value } of json.entries) {
    const isValue = value.kind === "scalar" && (typeof value.value === "string" || typeof value.value === "number");
    const culprit = isValue ? undefined : findCulprit(value, depth - 1);
    if (culprit !== undefined) return culprit;
  }
  return undefined;
}

function isTheme(value: unknown, depth: number): value is Theme {
  if (depth < 0 || typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every(
    (item) => typeof item === "string" || typeof item === "number" || isTheme(item, depth - 1),
  );
}

function merge(base: Theme, over: Theme): Theme {
  const merged: Record<string, string | number | Theme> = { ...base };
  for (const [name, value] of Object.entries(over)) {
    const known = Object.hasOwn(base, name) ? base[name] : undefined;
    merged[name] = typeof value === "object" && typeof known === "object" ? merge(known, value) : value;
  }
  return merged;
}
