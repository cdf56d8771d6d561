import type { Program } from "./instructions.js";
import type { JsonSchema } from "./json-schema.js";

/** The format written and read by this version of Platen. A change that old runtimes cannot read raises it. */
export const ARTIFACT_VERSION = 1;

/** A compiled message: data, never code. `JSON.parse(JSON.stringify(artifact))` renders the same bytes. */
export type Artifact = EmailArtifact | SmsArtifact;

interface ArtifactBase {
  /** Format version, see {@link ARTIFACT_VERSION}. */
  readonly platen: typeof ARTIFACT_VERSION;
  /** Template name, or the path of the source it came from; for messages to people. */
  readonly name: string;
  /** Versions that made the artifact, by package name. */
  readonly madeBy: Readonly<Record<string, string>>;
  /** Sources in the order in which positions refer to them, with a checksum of their text. */
  readonly sources: readonly { readonly path: string; readonly checksum: string }[];
  /** Static text, referred to by index. */
  readonly strings: readonly string[];
  /** Triples of source index, line and column (both from 1), flattened. */
  readonly positions: readonly number[];
  /** The variables that rendering takes, for whoever gives them; rendering itself does not read it. */
  readonly contract?: JsonSchema;
}

export interface EmailArtifact extends ArtifactBase {
  readonly channel: "email";
  /** Sender address, as given; not a template. */
  readonly fromEmail: string | null;
  readonly programs: {
    readonly subject: Program;
    readonly preheader: Program;
    readonly fromName: Program;
    /** A URL, or nothing. */
    readonly unsubscribe: Program;
    readonly html: Program;
    readonly text: Program;
  };
  /** `layout` when the text part is derived from the HTML, `plain` when the author wrote it. */
  readonly textMode: "layout" | "plain";
}

export interface SmsArtifact extends ArtifactBase {
  readonly channel: "sms";
  readonly programs: { readonly text: Program };
  /** `layout` when the text is derived from HTML; `plain` unless given. */
  readonly textMode?: "layout" | "plain";
}
