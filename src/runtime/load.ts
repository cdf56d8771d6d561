import type { Artifact, EmailArtifact, SmsArtifact } from "../artifact/artifact.js";
import type { Program } from "../artifact/instructions.js";
import type { Sms } from "../sms/sms.js";
import { finishHeader } from "./clean-text.js";
import { flatEmitter } from "./flat-emitter.js";
import type { Helpers } from "./helpers/helper.js";
import { layoutEmitter } from "./layout-emitter.js";
import { type LayoutRun, startLayout } from "./layout-writer.js";
import type { Loading } from "./loading.js";
import { compileProgram } from "./program.js";
import { RenderError } from "./render-error.js";
import type { RenderedEmail, RenderedSms } from "./rendered.js";
import { finishRendering, type Rendering, type RenderOptions, startRendering } from "./rendering.js";
import type { Variables } from "./scope.js";
import type { Step } from "./step.js";

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
export function load(artifact: Artifact, { helpers = {}, sms }: LoadOptions = {}): CompiledMessage {
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
  const subject = compileHeader(programs.subject, loading, "subject");
  const preheader = compileHeader(programs.preheader, loading, "preheader");
  const fromName = compileHeader(programs.fromName, loading, "from name");
  const html = compilePart(compileProgram(programs.html, loading, flatEmitter), "HTML part");
  const text = compilePart(compileText(artifact, loading), "text part");
  return {
    channel: "email",
    render(variables, options) {
      const rendering = startRendering(loading, variables, options);
      const rendered: RenderedEmail = {
        channel: "email",
        subject: subject(rendering),
        preheader: preheader(rendering),
        from: { name: fromName(rendering), email: fromEmail },
        html: html(rendering),
        text: text(rendering),
        headers: {},
        attachments: [],
        warnings: [],
      };
      finishRendering(rendering);
      return rendered;
    },
  };
}

function loadSms(artifact: SmsArtifact, loading: Loading, sms: Sms): CompiledSms {
  const text = compilePart(compileText(artifact, loading), "text");
  return {
    channel: "sms",
    render(variables, options) {
      const rendering = startRendering(loading, variables, options);
      const written = text(rendering);
      finishRendering(rendering);
      const { message, problem } = sms(written, options?.sms);
      if (problem !== undefined) throw new RenderError([problem]);
      return { channel: "sms", ...message };
    },
  };
}

/** Makes one part of a message. */
type RenderPart = (rendering: Rendering) => string;

/** @param part Its name, for messages. */
function compilePart(step: Step<LayoutRun>, part: string): RenderPart {
  return (rendering) => step(rendering.top, startLayout(rendering, part));
}

function compileText({ programs, textMode }: Artifact, loading: Loading): Step<LayoutRun> {
  return compileProgram(programs.text, loading, textMode === "layout" ? layoutEmitter : flatEmitter);
}

function compileHeader(program: Program, loading: Loading, part: string): RenderPart {
  const renderPart = compilePart(compileProgram(program, loading, flatEmitter), part);
  return (rendering) => finishHeader(renderPart(rendering));
}
