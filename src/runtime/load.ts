import type { Artifact, EmailArtifact, SmsArtifact } from "../artifact/artifact.js";
import type { Program } from "../artifact/instructions.js";
import { finishHeader } from "./clean-text.js";
import { flatEmitter } from "./flat-emitter.js";
import type { Helpers } from "./helpers/helper.js";
import { layoutEmitter } from "./layout-emitter.js";
import { startLayout } from "./layout-writer.js";
import type { Loading } from "./loading.js";
import { compileProgram } from "./program.js";
import type { RenderedEmail, RenderedSms } from "./rendered.js";
import { finishRendering, type Rendering, type RenderOptions, startRendering } from "./rendering.js";
import { ownOf, type Variables } from "./scope.js";
import { segmentSms } from "./sms-segments.js";
import type { Emitter } from "./step.js";

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
export function load(artifact: Artifact, options?: LoadOptions): CompiledMessage {
  // Nothing is inherited, here and where a rendering starts.
  const { helpers = {} } = ownOf(options);
  const loading = { artifact, helpers, slots: new Map<string, number>(), blank: [] };
  return artifact.channel === "email" ? loadEmail(artifact, loading) : loadSms(artifact, loading);
}

export interface LoadOptions {
  /** What the templates call: those of `platen/helpers` and your own; pure functions of their arguments. */
  readonly helpers?: Helpers;
}

function loadEmail({ programs, fromEmail, textMode }: EmailArtifact, loading: Loading): CompiledEmail {
  const subject = compilePart(programs.subject, loading);
  const preheader = compilePart(programs.preheader, loading);
  const fromName = compilePart(programs.fromName, loading);
  const unsubscribe = compilePart(programs.unsubscribe, loading);
  const html = compilePart(programs.html, loading);
  const text = compilePart(programs.text, loading, textMode === "layout" ? layoutEmitter : flatEmitter);
  return {
    channel: "email",
    render(variables, options) {
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
    },
  };
}

function loadSms({ programs }: SmsArtifact, loading: Loading): CompiledSms {
  const program = compilePart(programs.text, loading);
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

/** What lets clients show a button, if there is a URL; with one of https, a click is enough. */
function listHeaders(url: string): RenderedEmail["headers"] {
  if (url === "") return {};
  const header = { "List-Unsubscribe": `<${url.replace(/[^!-~]+/g, encodeURIComponent)}>` };
  return /^https:/i.test(url) ? { ...header, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } : header;
}

/** Makes one part of a message. */
type RenderPart = (rendering: Rendering) => string;

function compilePart(program: Program, loading: Loading, emitter: Emitter = flatEmitter): RenderPart {
  const step = compileProgram(program, loading, emitter);
  return (rendering) => step(rendering.top, startLayout(rendering));
}
