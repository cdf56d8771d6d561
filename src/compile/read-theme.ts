import { createSourceFile } from "../source/source-file.js";
import type { TemplateStore } from "../source/template-store.js";
import type { Sources } from "./sources.js";

import type { Theme } from "./theme.js";

/** Reads `theme.json` of a template folder; values that the caller gives win over those of the file. */
export async function readTheme(sources: Sources, store: TemplateStore, given: Theme = {}): Promise<Theme> {
  const text = await store.read("theme.json");
  return text === undefined ? given : merge(parseTheme(text, sources), given);
}

function parseTheme(text: string, sources: Sources): Theme {
  const source = createSourceFile("theme.json", text);
  const report = (message: string): Theme => {
    const help = "a theme is an object of strings and numbers, in groups";
    sources.diagnostics.push({
      code: "invalid-theme",
      severity: "error",
      message,
      help,
      span: { source, start: 0, end: 1 },
    });
    return {};
  };
  try {
    const value: unknown = JSON.parse(text);
    if (isTheme(value, MAX_DEPTH)) return value;
    return report(
      `\`theme.json\` holds something else than strings and numbers, or more than ${MAX_DEPTH} groups in each other`,
    );
  } catch (error) {
    if (error instanceof SyntaxError) return report("`theme.json` is not valid JSON");
    throw error;
  }
}

/** Groups of a theme in each other. */
const MAX_DEPTH = 100;

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
