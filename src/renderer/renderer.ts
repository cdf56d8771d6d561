import type { Artifact } from "../artifact/artifact.js";
import { createCompileCache } from "../compile/cache.js";
import { checkPrototypes } from "../compile/check-prototypes.js";
import { checkRequest } from "../compile/check-request.js";
import { CompileError } from "../compile/compile-error.js";
import { type Compiled, compileEmail } from "../compile/email.js";
import { type HelperSignature, helperSignatures } from "../compile/helper-signatures.js";
import { completeLimits } from "../compile/limits.js";
import { readTheme } from "../compile/read-theme.js";
import type { CompileRequest } from "../compile/request.js";
import { compileSms } from "../compile/sms.js";
import { createSources, type Sources } from "../compile/sources.js";
import type { Theme } from "../compile/theme.js";
import { helpers as builtIn } from "../runtime/helpers/index.js";
import { SIGNATURES } from "../runtime/helpers/signatures.js";
import { type Helpers, load, type RenderOptions, type SmsLoadOptions, type Variables } from "../runtime/index.js";
import { createSms } from "../sms/index.js";
import type { TemplateStore } from "../source/template-store.js";
import { folderStore } from "../templates/folder-store.js";
import { memoryStore } from "../templates/memory-store.js";
import { UnreadableFileError } from "../templates/unreadable-file-error.js";
import type { CompileResult, ReadyEmail, ReadySms, Renderer, RendererOptions } from "./types.js";

export { CompileError } from "../compile/compile-error.js";

/** Makes a renderer over a folder of templates, or over the same shape in memory. */
export function createRenderer(options: RendererOptions = {}): Renderer {
  const store = openStore(options.templates);
  const limits = completeLimits(options.limits);
  const signatures = helperSignatures(builtInSignatures(), options.helpers);
  const parts = { helpers: runnersOf(options.helpers), sms: createSms(options.sms) };
  const cache = createCompileCache();

  async function compileSafe(request: CompileRequest): Promise<CompileResult<ReadyEmail | ReadySms>> {
    const problems = [...checkPrototypes(), ...checkRequest(request)];
    if (problems.length > 0) return { ok: false, diagnostics: problems };
    const sources = createSources(store, { limits, helpers: signatures, cache });
    try {
      const theme = await readTheme(sources, store, options.theme);
      return ready(await compileRequest(request, sources, theme), parts);
    } catch (error) {
      if (error instanceof UnreadableFileError) return unreadable(error);
      if (error instanceof RangeError && error.message.includes("call stack")) return OUT_OF_STACK;
      throw error;
    }
  }

  async function compile(request: CompileRequest): Promise<ReadyEmail | ReadySms> {
    const result = await compileSafe(request);
    if (!result.ok) throw new CompileError(result.diagnostics);
    return result.message;
  }

  // The overloads of `Renderer` tie the result to the request's type; the functions above decide by the value.
  return { compile, compileSafe } as Renderer;
}

function compileRequest(request: CompileRequest, sources: Sources, theme: Theme): Promise<Compiled<Artifact>> {
  return request.type === "email" ? compileEmail(request, sources, theme) : compileSms(request, sources, theme);
}

function unreadable({ path, reason }: UnreadableFileError): CompileResult<never> {
  const message = `the file \`${path}\` ${reason}`;
  return { ok: false, diagnostics: [{ code: "unreadable-file", severity: "error", message }] };
}

function builtInSignatures(): Readonly<Record<string, HelperSignature>> {
  const signatures = Object.entries(SIGNATURES).map(([name, signature]) => {
    const run = builtIn[name];
    return [name, run === undefined ? signature : { ...signature, run }] as const;
  });
  return Object.fromEntries(signatures);
}

/** The functions alone, as the runtime takes them. */
function runnersOf(definitions: RendererOptions["helpers"] = {}): Helpers {
  return { ...builtIn, ...Object.fromEntries(Object.entries(definitions).map(([name, { run }]) => [name, run])) };
}

/** The limits keep what is nested far from this; it is for what no limit counts, such as brackets in a style sheet. */
const OUT_OF_STACK: CompileResult<never> = {
  ok: false,
  diagnostics: [
    {
      code: "too-deep",
      severity: "error",
      message: "something in the templates is nested deeper than can be read",
      help: "nest brackets, elements and blocks less deeply",
    },
  ],
};

function ready(
  { artifact, contract, layout = ONE_VARIANT, diagnostics }: Compiled<Artifact>,
  parts: SmsLoadOptions,
): CompileResult<ReadyEmail | ReadySms> {
  if (artifact === undefined || contract === undefined) return { ok: false, diagnostics };
  const message: ReadyEmail | ReadySms =
    artifact.channel === "email"
      ? {
          ...loadLater(() => load(artifact, parts)),
          channel: "email",
          artifact,
          contract,
          layout,
          warnings: diagnostics,
        }
      : { ...loadLater(() => load(artifact, parts)), channel: "sms", artifact, contract, warnings: diagnostics };
  return { ok: true, message };
}

/** Many artifacts are only written down, so one is prepared for rendering with its first message. */
function loadLater<Rendered>(loadNow: () => Renders<Rendered>): Renders<Rendered> {
  let loaded: Renders<Rendered> | undefined;
  return {
    render(variables, options) {
      loaded ??= loadNow();
      return loaded.render(variables, options);
    },
  };
}

interface Renders<Rendered> {
  render(variables: Variables, options?: RenderOptions): Rendered;
}

const ONE_VARIANT: ReadyEmail["layout"] = { variants: 1, decisions: [] };

function openStore(templates: RendererOptions["templates"]): TemplateStore {
  if (templates === undefined) return memoryStore({});
  return typeof templates === "string" || templates instanceof URL ? folderStore(templates) : memoryStore(templates);
}
