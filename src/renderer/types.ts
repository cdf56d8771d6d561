import type { Contract } from "../analyze/contract.js";
import type { EmailArtifact, SmsArtifact } from "../artifact/artifact.js";
import type { Limits } from "../compile/limits.js";
import type { CompileRequest, EmailRequest, SmsRequest } from "../compile/request.js";
import type { LayoutStats } from "../compile/specialise.js";
import type { Theme } from "../compile/theme.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type {
  CompiledEmail,
  CompiledSms,
  Helper,
  RenderedEmail,
  RenderedSms,
  RenderOptions,
  Variables,
} from "../runtime/index.js";
import type { SmsOptions } from "../sms/index.js";
import type { TemplateVariables } from "./template-variables.js";

export type { CompileRequest, ContentType, EmailRequest, SmsContentType, SmsRequest } from "../compile/request.js";

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
  /** How texts of SMS are finished, unless a rendering says otherwise. */
  readonly sms?: SmsOptions;
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

/** A message that compiled. `Taken` is what `render` takes. */
export interface ReadyEmail<Taken = Variables> extends Ready<EmailArtifact> {
  readonly layout: LayoutStats;
  readonly channel: CompiledEmail["channel"];
  /** @throws RenderError with every variable that is missing or does not fit its place. */
  render(variables: Taken, options?: RenderOptions): RenderedEmail;
}

export interface ReadySms<Taken = Variables> extends Ready<SmsArtifact> {
  readonly channel: CompiledSms["channel"];
  /** @throws RenderError with every variable that is missing. */
  render(variables: Taken, options?: RenderOptions): RenderedSms;
}

interface Ready<Artifact> {
  readonly artifact: Artifact;
  /** The variables of the message, with where each is used. */
  readonly contract: Contract;
  /** Findings that did not stop it. */
  readonly warnings: readonly Diagnostic[];
}

/** A template as it is. A message that brings texts of its own along may bring variables along, too. */
type PlainRequest<Request, Name> = { readonly template: Name } & {
  readonly [Field in keyof Omit<Request, "type" | "template" | "from_email">]?: never;
};
type PlainEmail<Name> = PlainRequest<EmailRequest, Name> & Pick<EmailRequest, "type" | "from_email">;
type PlainSms<Name> = PlainRequest<SmsRequest, Name> & Pick<SmsRequest, "type">;

/** Names of templates whose variables `platen types` has told TypeScript. */
type Known = keyof TemplateVariables;
type Own<Name extends Known> = { readonly template: Name };
type VariablesOf<Name extends Known> = TemplateVariables[Name];
type AtLeast<Name extends Known> = TemplateVariables[Name] & Variables;

export type CompileResult<Ready> =
  | { readonly ok: true; readonly message: Ready }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

export interface Renderer {
  /** @throws CompileError with all diagnostics. */
  compile<Name extends Known>(request: PlainEmail<Name>): Promise<ReadyEmail<VariablesOf<Name>>>;
  compile<Name extends Known>(request: PlainSms<Name>): Promise<ReadySms<VariablesOf<Name>>>;
  compile<Name extends Known>(request: EmailRequest & Own<Name>): Promise<ReadyEmail<AtLeast<Name>>>;
  compile(request: EmailRequest): Promise<ReadyEmail>;
  compile(request: SmsRequest): Promise<ReadySms>;
  compile(request: CompileRequest): Promise<ReadyEmail | ReadySms>;
  /** Like `compile`, with the diagnostics as a value. */
  compileSafe<Name extends Known>(request: PlainEmail<Name>): Promise<CompileResult<ReadyEmail<VariablesOf<Name>>>>;
  compileSafe<Name extends Known>(request: PlainSms<Name>): Promise<CompileResult<ReadySms<VariablesOf<Name>>>>;
  compileSafe<Name extends Known>(request: EmailRequest & Own<Name>): Promise<CompileResult<ReadyEmail<AtLeast<Name>>>>;
  compileSafe(request: EmailRequest): Promise<CompileResult<ReadyEmail>>;
  compileSafe(request: SmsRequest): Promise<CompileResult<ReadySms>>;
  compileSafe(request: CompileRequest): Promise<CompileResult<ReadyEmail | ReadySms>>;
}
