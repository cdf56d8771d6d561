import type { Artifact, EmailArtifact, SmsArtifact } from "../artifact/artifact.js";
import type { Program } from "../artifact/instructions.js";
import type { Sms } from "../sms/sms.js";
import { finishHeader } from "./clean-text.js";
import { flatEmitter } from "./flat-emitter.js";
import type { Helpers } from "./helpers/helper.js";
import { layoutEmitter } from "./layout-emitter.js";
import { startLayout } from "./layout-writer.js";
import type { Loading } from "./loading.js";
import { compileProgram } from "./program.js";
import { contain, RenderError } from "./render-error.js";
import type { RenderedEmail, RenderedSms } from "./rendered.js";
import { finishRendering, type Rendering, type RenderOptions, startRendering } from "./rendering.js";
import { ownOf, type Variables } from "./scope.js";
import type { Emitter } from "./step.js";

export type CompiledMessage = CompiledEmail | CompiledSms;

export interface CompiledEmail {
  readonly channel: "email";
  /** @throws RenderError with every variable that is missing or does not fit its place. */
  render(variables: Variables, options?: RenderOptions): RenderedEmail;
}

export interface CompiledSms {
  readonly channel: "sms";
  /** @throws RenderError with every variable that is missing, or when the text is not allowed by the options for SMS. */
  render(variables: Variables, options?: RenderOptions): RenderedSms;
}

/**
 * Prepares a compiled message for rendering, which is fast then. Load once, render many times.
 *
 * @param artifact What `platen compile` wrote, parsed; must not be changed afterwards. It is trusted: JSON from elsewhere
 *   goes through `decode` of `platen/artifact` first.
 */
export function load(artifact: EmailArtifact, options?: LoadOptions): CompiledEmail;
export function load(artifact: SmsArtifact, options: SmsLoadOptions): CompiledSms;
export function load(artifact: Artifact, options: SmsLoadOptions): CompiledMessage;
export function load(artifact: Artifact, options?: LoadOptions): CompiledMessage {
  // Nothing is inherited, here and where a rendering starts.
  const { helpers = {}, sms } = ownOf(options);
  const loading = { artifact, helpers, slots: new Map<string, number>(), blank: [] };
  if (artifact.channel === "email") return loadEmail(artifact, loading);
  if (sms === undefined) throw new TypeError("an SMS is loaded with `sms` of platen/sms");
  return loadSms(artifact, loading, sms);
}

export interface LoadOptions {
  /** What the templates call: those of `platen/helpers` and your own; pure functions of their arguments. */
  readonly helpers?: Helpers;
  /** What finishes the texts of SMS: `sms` of `platen/sms`, or what its `createSms` made. */
  readonly sms?: Sms;
}

/** Without knowing how SMS are encoded, none can be rendered. */
export type SmsLoadOptions = LoadOptions & { readonly sms: Sms };

function loadEmail(artifact: EmailArtifact, loading: Loading): CompiledEmail {
  const { programs, fromEmail } = artifact;
  const subject = compilePart(programs.subject, loading);
  const preheader = compilePart(programs.preheader, loading);
  const fromName = compilePart(programs.fromName, loading);
  const unsubscribe = compilePart(programs.unsubscribe, loading);
  const html = compilePart(programs.html, loading);
  const text = compileText(artifact, loading);
  return {
    channel: "email",
    render: contain((variables, options) => {
      const rendering = startRendering(loading, variables, options);
      const rendered: RenderedEmail = {
        channel: "email",
        subject: finishHeader(subject(rendering)),
        preheader: finishHeader(preheader(rendering)),
        from: { name: finishHeader(fromName(rendering)), email: fromEmail },
        html: html(rendering),
        text: text(rendering),
        headers: listHeaders(unsubscribe(rendering)),
        attachments: [],
        warnings: [],
      };
      finishRendering(rendering);
      return rendered;
    }),
  };
}

function loadSms(artifact: SmsArtifact, loading: Loading, sms: Sms): CompiledSms {
  const text = compileText(artifact, loading);
  return {
    channel: "sms",
    render: contain((variables, options) => {
      const rendering = startRendering(loading, variables, options);
      const written = text(rendering);
      finishRendering(rendering);
      const { message, problem } = sms(written, ownOf(options).sms);
      if (problem !== undefined) throw new RenderError([problem]);
      return { channel: "sms", ...message };
    }),
  };
}

/** What lets clients show a button, if there is a URL; with one of https, a click is enough. */
export function listHeaders(url: string): RenderedEmail["headers"] {
  if (url === "") return {};
  const header = { "List-Unsubscribe": `<${url.replace(/[^!-~]+/g, encodeURIComponent)}>` };
  return /^https:/i.test(url) ? { ...header, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } : header;
}

/** Makes one part of a message. */
type RenderPart = (rendering: Rendering) => string;

function compileText({ programs, textMode }: Artifact, loading: Loading): RenderPart {
  return compilePart(programs.text, loading, textMode === "layout" ? layoutEmitter : flatEmitter);
}

function compilePart(program: Program, loading: Loading, emitter: Emitter = flatEmitter): RenderPart {
  const step = compileProgram(program, loading, emitter);
  return (rendering) => step(rendering.top, startLayout(rendering));
}
