import type { Renderer, RendererOptions } from "../renderer/types.js";
import type { CompiledMessage } from "../runtime/index.js";

/** All that a command knows of the process it runs in, so that tests need none. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Reads standard input to its end. */
  readonly stdin: () => Promise<Uint8Array>;
  /** Absolute folder that relative paths start from. */
  readonly cwd: string;
}

export interface Output {
  /** Says false when its reader lags behind. */
  write(text: string): unknown;
  /** Calls back when the reader has caught up. */
  once?(event: "drain", listener: () => void): unknown;
  /** Whether it is a terminal, of so many columns. */
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** The rest of Platen, loaded when first called: a command that needs no compiler never pays for importing one. */
export interface Services {
  readonly createRenderer: (options: RendererOptions) => Promise<Renderer>;
  /** @throws ArtifactError when the value is not an artifact that this version reads. */
  readonly load: (artifact: unknown) => Promise<CompiledMessage>;
}

export const services: Services = {
  createRenderer: async (options) => (await import("../renderer/renderer.js")).createRenderer(options),
  load: async (json) => {
    const [{ load }, { decode }, { helpers }, { sms }] = await Promise.all([
      import("../runtime/index.js"),
      import("../artifact/index.js"),
      import("../runtime/helpers/index.js"),
      import("../sms/index.js"),
    ]);
    return load(decode(json), { helpers, sms });
  },
};
