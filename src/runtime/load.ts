import type { Artifact, EmailArtifact, SmsArtifact } from "../artifact/artifact.js";
import type { Program } from "../artifact/instructions.js";
import { finishHeader } from "./clean-text.js";
import { flatEmitter } from "./flat-emitter.js";
import { layoutEmitter } from "./layout-emitter.js";
import { startLayout } from "./layout-writer.js";
import { compileProgram } from "./program.js";
import type { RenderedEmail, RenderedSms } from "./rendered.js";
import {
  finishRendering,
  type Helpers,
  type Rendering,
  type RenderOptions,
  type Run,
  startRendering,
} from "./rendering.js";
import { topScope, type Variables } from "./scope.js";
import { segmentSms } from "./sms-segments.js";

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
  return artifact.channel === "email" ? loadEmail(artifact, helpers) : loadSms(artifact, helpers);
}

export interface LoadOptions {
  /** What the templates call: those of `platen/helpers` and your own; pure functions of their arguments. */
  readonly helpers?: Helpers;
}

function loadEmail(artifact: EmailArtifact, helpers: Helpers): CompiledEmail {
  const { programs, fromEmail } = artifact;
  const subject = compileHeader(programs.subject, artifact, "subject");
  const preheader = compileHeader(programs.preheader, artifact, "preheader");
  const fromName = compileHeader(programs.fromName, artifact, "from name");
  const html = compileFlat(programs.html, artifact, "HTML part");
  const compileText = artifact.textMode === "layout" ? compileLayout : compileFlat;
  const text = compileText(programs.text, artifact, "text part");
  return {
    channel: "email",
    render(variables, options) {
      const rendering = startRendering({ artifact, helpers }, variables, options);
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

function loadSms(artifact: SmsArtifact, helpers: Helpers): CompiledSms {
  const program = compileFlat(artifact.programs.text, artifact, "text");
  return {
    channel: "sms",
    render(variables, options) {
      const rendering = startRendering({ artifact, helpers }, variables, options);
      const text = program(rendering).replaceAll("\r\n", "\n");
      finishRendering(rendering);
      return { channel: "sms", text, ...segmentSms(text), warnings: [], mediaUrls: [] };
    },
  };
}

/** Makes one part of a message. */
type RenderPart = (rendering: Rendering) => string;

function compileFlat(program: Program, artifact: EmailArtifact | SmsArtifact, part: string): RenderPart {
  const step = compileProgram(program, artifact, flatEmitter);
  return (rendering) => {
    const run: Run = { rendering, part, out: "" };
    step(topScope(rendering.variables), run);
    return run.out;
  };
}

function compileHeader(program: Program, artifact: EmailArtifact, part: string): RenderPart {
  const renderPart = compileFlat(program, artifact, part);
  return (rendering) => finishHeader(renderPart(rendering));
}

function compileLayout(program: Program, artifact: EmailArtifact, part: string): RenderPart {
  const step = compileProgram(program, artifact, layoutEmitter);
  return (rendering) => {
    const run = startLayout(rendering, part);
    step(topScope(rendering.variables), run);
    return run.out;
  };
}
