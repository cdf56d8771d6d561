import { createRequire } from "node:module";
import { dirname } from "node:path";

/**
 * The only importer of MJML. It is loaded on first use, and while it loads the working directory is hidden from it:
 * MJML reads `.mjmlconfig` there and runs the packages that it names.
 */
export interface Mjml {
  /** @returns HTML, and what MJML has to say about the document with lines of the source. */
  convert(source: string): Promise<{ readonly html: string; readonly errors: readonly MjmlError[] }>;
  /** What MJML knows of a component, or undefined when there is no such component. */
  component(name: string): MjmlComponent | undefined;
  /** Names of all components. */
  readonly names: readonly string[];
  readonly version: string;
}

export interface MjmlError {
  readonly line: number;
  readonly tagName: string;
  readonly message: string;
}

export interface MjmlComponent {
  /** Whether its content is taken as it is, instead of being read as components. */
  readonly endingTag: boolean;
  /** Attribute name to MJML's own type of it, such as `unit(px,%)`, `color` or `string`. */
  readonly attributes: Readonly<Record<string, string>>;
}

let loaded: Mjml | undefined;

export function loadMjml(): Mjml {
  loaded ??= load();
  return loaded;
}

interface ComponentClass {
  readonly endingTag?: boolean;
  readonly allowedAttributes?: Readonly<Record<string, string>>;
}

type Mjml2Html = (
  source: string,
  options: Readonly<Record<string, unknown>>,
) => Promise<{ html: string; errors: MjmlError[] }>;

function load(): Mjml {
  const require = createRequire(import.meta.url);
  const entry = require.resolve("mjml");
  const mjml = withWorkingDirectory(dirname(entry), () => interopDefault<Mjml2Html>(require("mjml")));
  const requireFromMjml = createRequire(entry);
  const { components } = requireFromMjml("mjml-core") as { components: Readonly<Record<string, ComponentClass>> };
  const { version } = require("mjml/package.json") as { version: string };

  return {
    convert: (source) =>
      mjml(source, { validationLevel: "soft", keepComments: true, ignoreIncludes: true, filePath: "" }),
    component(name) {
      if (!Object.hasOwn(components, name)) return undefined;
      const found = components[name];
      return { endingTag: found?.endingTag ?? false, attributes: found?.allowedAttributes ?? {} };
    },
    names: Object.keys(components),
    version,
  };
}

/** MJML is CommonJS compiled from modules. */
function interopDefault<T>(module: { default?: T }): T {
  // Some builds export the function itself, with no `default` beside it.
  return module.default ?? (module as T);
}

/** Runs a synchronous action for which the working directory is another one; nothing else can run meanwhile. */
function withWorkingDirectory<T>(directory: string, action: () => T): T {
  const original = process.cwd;
  process.cwd = () => directory;
  try {
    return action();
  } finally {
    process.cwd = original;
  }
}
