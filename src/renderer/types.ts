import type { EmailArtifact, SmsArtifact } from "../artifact/artifact.js";
import type { Limits } from "../compile/limits.js";
import type { CompileRequest, EmailRequest, SmsRequest } from "../compile/request.js";
import type { Theme } from "../compile/theme.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { CompiledEmail, CompiledSms, Helper } from "../runtime/index.js";

export type { CompileRequest, EmailRequest, SmsRequest } from "../compile/request.js";

export interface RendererOptions {
  /**
   * A folder, by path or `URL`, or a map of path to text in the same shape. Without it only contents without template can
   * be compiled. The global type `URL` is not named: consumers may have neither the types of Node nor those of the DOM.
   */
  readonly templates?: string | { readonly href: string } | Readonly<Record<string, string>>;
  /** Values for `{{@theme.name}}`; they win over `theme.json` in the template folder. */
  readonly theme?: Theme;
  readonly limits?: Partial<Limits>;
  /** Helpers of your own. One of the name of a built-in helper takes its place. */
  readonly helpers?: Readonly<Record<string, HelperDefinition>>;
}

/** A helper of the caller's: what templates may call it with, and what it does. */
export interface HelperDefinition {
  /** Smallest and largest number of arguments; any number unless given. */
  readonly arity?: readonly [min: number, max: number];
  /** Names of values that may follow the arguments; any unless given. */
  readonly hash?: readonly string[];
  /** A pure function of its arguments. What it throws is reported without its message, which may hold values. */
  readonly run: Helper;
}

/** A message that compiled, with the findings that did not stop it. */
export type ReadyEmail = CompiledEmail & { readonly artifact: EmailArtifact; readonly warnings: readonly Diagnostic[] };
export type ReadySms = CompiledSms & { readonly artifact: SmsArtifact; readonly warnings: readonly Diagnostic[] };

export type CompileResult<Ready> =
  | { readonly ok: true; readonly message: Ready }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

export interface Renderer {
  /** @throws CompileError with all diagnostics. */
  compile(request: EmailRequest): Promise<ReadyEmail>;
  compile(request: SmsRequest): Promise<ReadySms>;
  compile(request: CompileRequest): Promise<ReadyEmail | ReadySms>;
  /** Like `compile`, with the diagnostics as a value. */
  compileSafe(request: EmailRequest): Promise<CompileResult<ReadyEmail>>;
  compileSafe(request: SmsRequest): Promise<CompileResult<ReadySms>>;
  compileSafe(request: CompileRequest): Promise<CompileResult<ReadyEmail | ReadySms>>;
}
