import type { Artifact } from "../artifact/artifact.js";
import { createCompileCache } from "../compile/cache.js";
import { type Compiled, compileEmail } from "../compile/email.js";
import { type HelperDefinitions, type HelperSignature, helperSignatures } from "../compile/helper-signatures.js";
import type { Limits } from "../compile/limits.js";
import { readTheme } from "../compile/read-theme.js";
import type { CompileRequest } from "../compile/request.js";
import { compileSms } from "../compile/sms.js";
import { createSources, type TrustPolicy } from "../compile/sources.js";
import { helpers as builtIn } from "../runtime/helpers/index.js";
import { SIGNATURES } from "../runtime/helpers/signatures.js";
import type { TemplateStore } from "../source/template-store.js";
import { folderStore } from "../templates/folder-store.js";
import { memoryStore } from "../templates/memory-store.js";
import type { RendererOptions } from "./types.js";

/** What compiling depends on besides the message. */
export interface CompilerOptions {
  readonly templates: RendererOptions["templates"];
  readonly theme: RendererOptions["theme"];
  readonly limits: Limits;
  readonly trust: TrustPolicy;
  readonly helpers: HelperDefinitions;
}

/** Compiles a checked request. Whatever is wrong with it or the templates is among the diagnostics. */
export type Compile = (request: CompileRequest) => Promise<Compiled<Artifact>>;

/** Compiles here and now; what one message leaves in the cache is for the next. */
export function createCompiler(options: CompilerOptions): Compile {
  const { limits, trust } = options;
  const store = openStore(options.templates);
  const helpers = helperSignatures(builtInSignatures(), options.helpers);
  const cache = createCompileCache();
  return async (request) => {
    const policy = request.type === "sms" ? NO_HTML : trust;
    const sources = createSources(store, { limits, helpers, cache, trust: policy });
    const theme = await readTheme(sources, store, options.theme);
    return await (request.type === "email"
      ? compileEmail(request, sources, theme)
      : compileSms(request, sources, theme));
  };
}

/** The HTML from which the text of an SMS is derived is shown to nobody. */
const NO_HTML: TrustPolicy = { templates: "trusted", contents: "trusted" };

function builtInSignatures(): Readonly<Record<string, HelperSignature>> {
  const signatures = Object.entries(SIGNATURES).map(([name, signature]) => {
    const run = builtIn[name];
    return [name, run === undefined ? signature : { ...signature, run }] as const;
  });
  return Object.fromEntries(signatures);
}

function openStore(templates: RendererOptions["templates"]): TemplateStore {
  if (templates === undefined) return memoryStore({});
  return typeof templates === "string" || templates instanceof URL ? folderStore(templates) : memoryStore(templates);
}
