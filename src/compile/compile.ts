import type { Artifact } from "../artifact/artifact.js";
import type { TemplateStore } from "../source/template-store.js";
import type { Compiled } from "./compiled.js";
import { readTheme } from "./read-theme.js";
import type { CompileRequest } from "./request.js";
import { compileSms } from "./sms.js";
import { createSources, type SourceSettings, type TrustPolicy } from "./sources.js";

/** Compiles a checked request over the templates of a store. */
export async function compileMessage(
  request: CompileRequest,
  store: TemplateStore,
  { theme: given, ...settings }: SourceSettings & { readonly theme: unknown },
): Promise<Compiled<Artifact>> {
  const sources = createSources(store, request.type === "sms" ? { ...settings, trust: NO_HTML } : settings);
  const theme = await readTheme(sources, store, given);
  if (request.type === "sms") return compileSms(request, sources, theme);
  // With all that lays out HTML, which a text does without.
  const { compileEmail } = await import("./email.js");
  return compileEmail(request, sources, theme);
}

/** The HTML from which the text of an SMS is derived is shown to nobody. */
const NO_HTML: TrustPolicy = { templates: "trusted", contents: "trusted" };
