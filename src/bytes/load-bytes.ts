import type { EmailArtifact } from "../artifact/artifact.js";
import { finishHeader } from "../runtime/clean-text.js";
import { startLayout } from "../runtime/layout-writer.js";
import { type CompiledEmail, type LoadOptions, listHeaders, load } from "../runtime/load.js";
import type { RenderedEmail } from "../runtime/rendered.js";
import { finishRendering, type RenderOptions, startRendering } from "../runtime/rendering.js";
import { ownOf, type Variables } from "../runtime/scope.js";
import { flatten } from "./flatten.js";
import { topFrame } from "./frame.js";
import { compileLine, flattenHeader } from "./header-line.js";
import { startLevel } from "./operation.js";
import { pack } from "./pack.js";
import { collectStatics } from "./statics.js";
import { write } from "./write.js";
import { NOT_IN_BYTES, startWriting, type Target, targetIn } from "./writing.js";

/** An email whose html, text and subject are UTF-8. */
export interface EmailInBytes extends Omit<RenderedEmail, "html" | "text" | "subject"> {
  readonly html: Uint8Array;
  readonly text: Uint8Array;
  readonly subject: Uint8Array;
}

export interface CompiledBytes {
  readonly channel: "email";
  /**
   * Renders like `render` of `platen/runtime`, to the same result.
   *
   * @param memory Where html, text and subject are written, one behind the other; they hold until it is written to again,
   *   and what lies behind them may change. Where it is too small, or a limit is near, they come in memory of their own.
   * @throws RenderError with every variable that is missing or does not fit its place.
   */
  renderTo(memory: Uint8Array, variables: Variables, options?: RenderOptions): EmailInBytes;
}

/**
 * Prepares a compiled email for rendering to bytes: in half the time of strings that are encoded afterwards.
 *
 * @param artifact As for `load` of `platen/runtime`.
 */
export function loadBytes(artifact: EmailArtifact, options?: LoadOptions): CompiledBytes {
  const { helpers = {} } = ownOf(options);
  const loading = { artifact, helpers, slots: new Map<string, number>(), blank: [] };
  const level = startLevel();
  const { programs, fromEmail, textMode } = artifact;
  const place = { loading, level, isLaidOut: false };
  const operations = {
    html: flatten(programs.html, place),
    text: flatten(programs.text, { ...place, isLaidOut: textMode === "layout" }),
    subject: flattenHeader(programs.subject, place),
  };
  const collected = collectStatics(Object.values(operations).flat());
  const html = pack(operations.html, collected);
  const text = pack(operations.text, collected);
  const subject = pack(operations.subject, collected);
  const preheaderOf = compileLine(programs.preheader, place, finishHeader);
  const nameOf = compileLine(programs.fromName, place, finishHeader);
  const unsubscribeOf = compileLine(programs.unsubscribe, place, String);
  let strings: CompiledEmail | undefined;
  let target: Target | undefined;
  return {
    channel: "email",
    renderTo(memory, variables, given) {
      try {
        return renderBytes(memory, variables, given);
      } catch {
        // Whatever it was, strings say it better.
        strings ??= load(artifact, options);
        return encode(strings.render(variables, given));
      }
    },
  };

  function renderBytes(memory: Uint8Array, variables: Variables, given: RenderOptions | undefined): EmailInBytes {
    // Senders use the same memory again and again.
    if (target?.given !== memory) target = targetIn(memory);
    const start = () => startLayout(startRendering(loading, variables, given));
    const writing = startWriting(target, start, given !== undefined);
    const frame = topFrame(variables, level);
    write(html, frame, writing);
    const middle = writing.at;
    writing.gap = 6 /* start */;
    write(text, frame, writing);
    const end = writing.at;
    write(subject, frame, writing);
    const last = writing.at;
    const preheader = preheaderOf(frame, writing);
    const name = nameOf(frame, writing);
    const unsubscribe = unsubscribeOf(frame, writing);
    const longest = Math.max(middle, end - middle, last - end, preheader.length, name.length, unsubscribe.length);
    // Bytes are as many as UTF-16 units at least. True for NaN as well.
    if (!(longest <= writing.limits.outputLength)) throw NOT_IN_BYTES;
    if (writing.run !== undefined) finishRendering(writing.run.rendering);
    return {
      channel: "email",
      subject: writing.memory.subarray(end, last),
      preheader,
      from: { name, email: fromEmail },
      html: writing.memory.subarray(0, middle),
      text: writing.memory.subarray(middle, end),
      headers: listHeaders(unsubscribe),
      attachments: [],
      warnings: [],
    };
  }
}

function encode(rendered: RenderedEmail): EmailInBytes {
  const encoder = new TextEncoder();
  const { html, text, subject } = rendered;
  return { ...rendered, html: encoder.encode(html), text: encoder.encode(text), subject: encoder.encode(subject) };
}
