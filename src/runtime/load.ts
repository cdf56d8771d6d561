import type { Artifact, EmailArtifact, SmsArtifact } from "../artifact/artifact.js";
import type { Program } from "../artifact/instructions.js";
import { finishHeader } from "./clean-text.js";
import { flatEmitter } from "./flat-emitter.js";
import type { Helpers } from "./helpers/helper.js";
import { layoutEmitter } from "./layout-emitter.js";
import { type LayoutRun, startLayout } from "./layout-writer.js";
import type { Loading } from "./loading.js";
import { compileProgram } from "./program.js";
import type { RenderedEmail, RenderedSms } from "./rendered.js";
import { finishRendering, type Rendering, type RenderOptions, startRendering } from "./rendering.js";
import type { Variables } from "./scope.js";
import { segmentSms } from "./sms-segments.js";
import type { Step } from "./step.js";

export type CompiledMessage = CompiledEmail | CompiledSms;

export interface CompiledEmail {
  readonly channel: "email";
  /** @throws RenderError with every variable that is missing or does not fit its place. */
  render(variables: Variables, options?: RenderOptions): RenderedEmail;
}

export interface CompiledSms {
  readonly channel: "sms";
  /** @throws RenderError with every variable that is missing. */
  render(variables: Variables, options?: RenderOptions): RenderedSms;
}

/**
 * Prepares a compiled message for rendering, which is fast then. Load once, render many times.
 *
 * @param artifact What `platen compile` wrote, parsed; must not be changed afterwards. It is trusted: JSON from elsewhere
 *   goes through `decode` of `platen/artifact` first.
 */
export function load(artifact: EmailArtifact, options?: LoadOptions): CompiledEmail;
export function load(artifact: SmsArtifact, options?: LoadOptions): CompiledSms;
export function load(artifact: Artifact, options?: LoadOptions): CompiledMessage;
export function load(artifact: Artifact, { helpers = {} }: LoadOptions = {}): CompiledMessage {
  const loading = { artifact, helpers, slots: new Map<string, number>(), blank: [] };
  return artifact.channel === "email" ? loadEmail(artifact, loading) : loadSms(artifact, loading);
}

export interface LoadOptions {
  /** What the templates call: those of `platen/helpers` and your own; pure functions of their arguments. */
  readonly helpers?: Helpers;
}

function loadEmail({ programs, fromEmail, textMode }: EmailArtifact, loading: Loading): CompiledEmail {
  const subject = compileHeader(programs.subject, loading, "subject");
  const preheader = compileHeader(programs.preheader, loading, "preheader");
  const fromName = compileHeader(programs.fromName, loading, "from name");
  const html = compilePart(compileProgram(programs.html, loading, flatEmitter), "HTML part");
  const emitter = textMode === "layout" ? layoutEmitter : flatEmitter;
  const text = compilePart(compileProgram(programs.text, loading, emitter), "text part");
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

function loadSms({ programs }: SmsArtifact, loading: Loading): CompiledSms {
  const program = compilePart(compileProgram(programs.text, loading, flatEmitter), "text");
  return {
    channel: "sms",
    render(variables, options) {
      const rendering = startRendering(loading, variables, options);
      const text = program(rendering).replaceAll("\r\n", "\n");
      finishRendering(rendering);
      return { channel: "sms", text, ...segmentSms(text), warnings: [], mediaUrls: [] };
    },
  };
}

/** Makes one part of a message. */
type RenderPart = (rendering: Rendering) => string;

/** @param part Its name, for messages. */
function compilePart(step: Step<LayoutRun>, part: string): RenderPart {
  return (rendering) => step(rendering.top, startLayout(rendering, part));
}

function compileHeader(program: Program, loading: Loading, part: string): RenderPart {
  const renderPart = compilePart(compileProgram(program, loading, flatEmitter), part);
  return (rendering) => finishHeader(renderPart(rendering));
}
