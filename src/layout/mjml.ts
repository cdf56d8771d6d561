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
  /** Whether it prints something where it stands, instead of telling MJML something about the document. */
  readonly prints: boolean;
  /** Attribute name to MJML's own type of it, such as `unit(px,%)`, `color` or `string`. */
  readonly attributes: Readonly<Record<string, string>>;
}

let loaded: Mjml | undefined;

export function loadMjml(): Mjml {
  loaded ??= load();
  return loaded;
}

interface ComponentClass {
  readonly prototype: { readonly render?: unknown };
  readonly endingTag?: boolean;
  readonly allowedAttributes?: Readonly<Record<string, string>>;
}

type Mjml2Html = (
  source: string,
  options: Readonly<Record<string, unknown>>,
) => Promise<{ html: string; errors: MjmlError[] }>;

interface MjmlCore {
  readonly default: Mjml2Html;
  readonly components: Readonly<Record<string, ComponentClass>>;
}

function load(): Mjml {
  const require = createRequire(import.meta.url);
  const entry = require.resolve("mjml");
  withWorkingDirectory(dirname(entry), () => require("mjml"));
  // MJML's entry registers the components and then only hands on to its core, one promise later.
  const { default: mjml, components } = createRequire(entry)("mjml-core") as MjmlCore;
  const { version } = require("mjml/package.json") as { version: string };

  return {
    convert: (source) =>
      settledAtOnce(
        withSeededRandom(() =>
          mjml(source, { validationLevel: "soft", keepComments: true, ignoreIncludes: true, filePath: "" }),
        ),
      ),
    component(name) {
      if (!Object.hasOwn(components, name)) return undefined;
      const found = components[name];
      return {
        endingTag: found?.endingTag ?? false,
        prints: found?.prototype.render !== undefined,
        attributes: found?.allowedAttributes ?? {},
      };
    },
    names: Object.keys(components),
    version,
  };
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

/**
 * Runs a synchronous action for which `Math.random` draws the same numbers every time: MJML makes the ids of navbars and
 * carousels from it, and the same source must compile to the same bytes. Nothing else can run meanwhile.
 */
function withSeededRandom<T>(action: () => T): T {
  const original = Math.random;
  let state = 1;
  Math.random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  try {
    return action();
  } finally {
    Math.random = original;
  }
}

/**
 * MJML does all its work before it gives back its promise, as long as it neither minifies nor beautifies. Numbers that it
 * drew later would not be the seeded ones.
 *
 * @throws when the promise is still open, which only another version of MJML can cause.
 */
async function settledAtOnce<T>(promise: Promise<T>): Promise<T> {
  let settled = false;
  const settle = (): void => {
    settled = true;
  };
  promise.then(settle, settle);
  await undefined;
  if (!settled) throw new Error("MJML no longer converts synchronously, so its ids would be random");
  return promise;
}
