import type { Artifact } from "../artifact/artifact.js";
import { createCompileCache } from "../compile/cache.js";
import type { Compiled } from "../compile/compiled.js";
import { type HelperDefinitions, type HelperSignature, helperSignatures } from "../compile/helper-signatures.js";
import type { Limits } from "../compile/limits.js";
import { once } from "../compile/once.js";
import type { CompileRequest } from "../compile/request.js";
import type { TrustPolicy } from "../compile/sources.js";
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
export function createCompiler({ templates, theme, limits, trust, helpers: own }: CompilerOptions): Compile {
  const store = openStore(templates);
  const settings = {
    theme,
    limits,
    trust,
    helpers: helperSignatures(builtInSignatures(), own),
    cache: createCompileCache(),
  };
  return async (request) =>
    request.type === "email"
      ? (await loadEmail()).compileEmail(request, store, settings)
      : (await loadSms()).compileSms(request, store, settings);
}

/** What compiles is most of what there is to load: many processes only render, and an SMS needs nothing for HTML. */
const loadEmail = once(() => import("../compile/email.js"));
const loadSms = once(() => import("../compile/sms.js"));

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
