import type { Artifact } from "../artifact/artifact.js";
import { checkPrototypes } from "../compile/check-prototypes.js";
import { checkRequest } from "../compile/check-request.js";
import { CompileError } from "../compile/compile-error.js";
import { type Compiled, failed } from "../compile/compiled.js";
import { completeLimits } from "../compile/limits.js";
import type { CompileRequest } from "../compile/request.js";
import type { TrustPolicy } from "../compile/sources.js";
import { helpers as builtIn } from "../runtime/helpers/index.js";
import { type Helpers, load, type RenderOptions, type SmsLoadOptions, type Variables } from "../runtime/index.js";
import { ownOf } from "../runtime/scope.js";
import { createSms } from "../sms/index.js";
import { completeBudget } from "./compile-budget.js";
import { type CompilerOptions, createCompiler } from "./compiler.js";
import { createIsolatedCompiler } from "./isolated-compiler.js";
import { reportFailure } from "./report-failure.js";
import type { CompileResult, ReadyEmail, ReadySms, Renderer, RendererOptions } from "./types.js";

export { CompileError } from "../compile/compile-error.js";

/** Makes a renderer over a folder of templates, or over the same shape in memory. */
export function createRenderer(options: RendererOptions = {}): Renderer {
  // Nothing is inherited, here and in what each of them holds.
  const { templates, theme, isolate, helpers, sms, ...given } = ownOf(options);
  const limits = completeLimits(ownOf(given.limits));
  const settings: CompilerOptions = {
    templates,
    theme,
    limits,
    trust: trustPolicy(given.trust),
    helpers: helpers ?? {},
  };
  const compileRequest =
    isolate === undefined ? createCompiler(settings) : createIsolatedCompiler(settings, completeBudget(ownOf(isolate)));
  const parts = { helpers: runnersOf(helpers), sms: createSms(sms) };

  async function compileSafe(request: CompileRequest): Promise<CompileResult<ReadyEmail | ReadySms>> {
    const compiled = await reportFailure(async () => {
      const problems = [...checkPrototypes(), ...checkRequest(request)];
      return problems.length > 0 ? failed(problems) : await compileRequest(request);
    });
    return ready(compiled, parts);
  }

  async function compile(request: CompileRequest): Promise<ReadyEmail | ReadySms> {
    const result = await compileSafe(request);
    if (!result.ok) throw new CompileError(result.diagnostics);
    return result.message;
  }

  // The overloads of `Renderer` tie the result to the request's type; the functions above decide by the value.
  return { compile, compileSafe } as Renderer;
}

/** Whoever gives a folder of templates wrote it, or knows who did; contents are the users' of a service. */
function trustPolicy(given: RendererOptions["trust"] = {}): TrustPolicy {
  if (typeof given === "string") return { templates: given, contents: given };
  const { templates = "trusted", contents = "untrusted" } = ownOf(given);
  return { templates, contents };
}

/** The functions alone, as the runtime takes them. */
function runnersOf(definitions: RendererOptions["helpers"] = {}): Helpers {
  return { ...builtIn, ...Object.fromEntries(Object.entries(definitions).map(([name, { run }]) => [name, run])) };
}

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
