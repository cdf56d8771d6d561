import type { TemplateStore } from "../source/template-store.js";
import { readTheme } from "./read-theme.js";
import { createSources, type SourceSettings, type Sources } from "./sources.js";
import type { Theme } from "./theme.js";

/** What holds for all messages of a renderer. */
export interface CompileSettings extends SourceSettings {
  /** Values that win over those of the folder's `theme.json`; checked, as callers without types may give anything. */
  readonly theme: unknown;
}

/** The sources of one message, of which none is read yet but the theme. */
export async function openSources(
  store: TemplateStore,
  { theme: given, ...settings }: CompileSettings,
): Promise<{ readonly sources: Sources; readonly theme: Theme }> {
  const sources = createSources(store, settings);
  return { sources, theme: await readTheme(sources, store, given) };
}
