import { type CompiledBytes, type EmailInBytes, loadBytes } from "../../src/bytes/index.js";
import { helpers } from "../../src/runtime/helpers/index.js";
import {
  type EmailArtifact,
  load,
  RenderError,
  type RenderedEmail,
  type RenderOptions,
  type Variables,
} from "../../src/runtime/index.js";

/** Renders as strings and as bytes. */
interface Both {
  readonly strings: (variables: Variables, options?: RenderOptions) => RenderedEmail;
  readonly bytes: CompiledBytes["renderTo"];
}

export function loadBoth(artifact: EmailArtifact): Both {
  const strings = load(artifact, { helpers });
  const bytes = loadBytes(artifact, { helpers });
  return {
    strings: (variables, options) => strings.render(variables, options),
    bytes: (memory, variables, options) => bytes.renderTo(memory, variables, options),
  };
}

/** What came out, as one text: a message, or an error of ours with all that it says. */
type Outcome = string;

/** More than any email of a test needs. */
const ROOMY = new Uint8Array(1 << 21);

/** How an email of bytes is not the one of strings; or how the errors differ. */
export function bytesDifferences(
  { strings, bytes }: Both,
  variables: Variables,
  { memory = ROOMY, options }: { readonly memory?: Uint8Array; readonly options?: RenderOptions } = {},
): readonly string[] {
  const wanted = outcomeOf(() => strings(variables, options));
  let html: Uint8Array | undefined;
  const found = outcomeOf(() => {
    const email = bytes(memory, variables, options);
    html = email.html;
    return decoded(email);
  });
  if (wanted !== found) return [`bytes say\n${found}\nstrings say\n${wanted}`];
  // With room, nothing but a limit leads back to strings.
  const isElsewhere = html !== undefined && html.buffer !== memory.buffer;
  return isElsewhere && memory === ROOMY && options?.limits === undefined ? ["bytes were strings first"] : [];
}

function outcomeOf(render: () => RenderedEmail): Outcome {
  try {
    const rendered = render();
    const { html, text, subject } = rendered;
    // Lone surrogates are no characters, so that UTF-8 has none either.
    const encoded = { html: wellFormed(html), text: wellFormed(text), subject: wellFormed(subject) };
    return JSON.stringify({ ...rendered, ...encoded }, null, 1);
  } catch (error) {
    if (!(error instanceof RenderError)) throw error;
    const { name, message, problems } = error;
    return JSON.stringify({ name, message, problems }, null, 1);
  }
}

function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function decoded(email: EmailInBytes): RenderedEmail {
  const { html, text, subject } = email;
  return { ...email, html: decoder.decode(html), text: decoder.decode(text), subject: decoder.decode(subject) };
}
