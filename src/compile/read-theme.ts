import { type LocatedJson, readLocatedJson } from "../analyze/located-json.js";
import { createSourceFile, type Span } from "../source/source-file.js";
import type { TemplateStore } from "../source/template-store.js";
import type { Sources } from "./sources.js";
import type { Theme } from "./theme.js";

/**
 * Reads `theme.json` of a template folder; values that the caller gives win over those of the file.
 *
 * @param given Checked as well: callers without types may give anything.
 */
export async function readTheme(sources: Sources, store: TemplateStore, given: unknown = {}): Promise<Theme> {
  const text = await store.read("theme.json");
  const base = text === undefined ? {} : parseTheme(text, sources);
  if (isTheme(given, MAX_DEPTH)) return merge(base, given);
  report(sources, `\`theme\` ${NOT_A_THEME}`);
  return base;
}

function parseTheme(text: string, sources: Sources): Theme {
  const json = readLocatedJson(createSourceFile("theme.json", text));
  if (!("kind" in json)) {
    report(sources, `\`theme.json\` is not valid JSON: ${json.message}`, json.span);
    return {};
  }
  const culprit = findCulprit(json, MAX_DEPTH);
  if (culprit !== undefined) report(sources, `\`theme.json\` ${NOT_A_THEME}`, culprit.span);
  return culprit === undefined ? (JSON.parse(text) as Theme) : {}; // as was checked
}

/** Groups of a theme in each other. */
const MAX_DEPTH = 100;

const NOT_A_THEME = `holds something else than strings and numbers, or more than ${MAX_DEPTH} groups in each other`;

function report({ diagnostics }: Sources, message: string, span?: Span): void {
  const help = "a theme is an object of strings and numbers, in groups";
  diagnostics.push({ code: "invalid-theme", severity: "error", message, help, ...(span && { span }) });
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
