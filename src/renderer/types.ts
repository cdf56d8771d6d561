import type { EmailArtifact, SmsArtifact } from "../artifact/artifact.js";
import type { Limits } from "../compile/limits.js";
import type { CompileRequest, EmailRequest, SmsRequest } from "../compile/request.js";
import type { Theme } from "../compile/theme.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { CompiledEmail, CompiledSms } from "../runtime/index.js";

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
