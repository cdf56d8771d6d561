import { type Hash, type HelperContext, refuse, textOf } from "./helper.js";

type Kind = "DateTimeFormat" | "ListFormat" | "NumberFormat" | "PluralRules" | "RelativeTimeFormat" | "Segmenter";
type Formatter<K extends Kind> = InstanceType<(typeof Intl)[K]>;
type Options = Readonly<Record<string, string | undefined>>;

/** What all of them have in common. */
interface Maker {
  new (locale: string, options: Options): unknown;
  supportedLocalesOf(locale: string | undefined): readonly string[];
}

const MAX_CACHED = 200;

/** Only a cache: what is made of the same inputs does the same. */
const cache = new Map<string, unknown>();

/**
 * The formatter for a locale and options, made once.
 *
 * @param inputs Context and hash of the call. An option that is in neither was given as the second argument.
 * @throws HelperFault at the option that is at fault.
 */
export function intl<K extends Kind>(kind: K, inputs: HelperContext, options?: Hash): Formatter<K> {
  const given: Record<string, string> = { __proto__: null } as never; // `Intl` would read what is inherited
  for (const [name, value] of Object.entries({ locale: inputs.locale, ...options })) {
    if (value !== undefined) given[name] = textOf(value, argumentOf(name, inputs));
  }
  const key = kind + JSON.stringify(given);
  const made = cache.get(key) ?? make(kind, given);
  if (made === undefined) throw blame(kind, given, inputs);
  if (cache.size >= MAX_CACHED && !cache.has(key)) cache.clear();
  cache.set(key, made);
  return made as Formatter<K>; // the key starts with the kind
}

/** Locales that `Intl` does not know are refused: it would take the one of the process. */
function make(kind: Kind, options: Options): unknown {
  const { [kind]: maker }: { readonly [kind in Kind]: unknown } = Intl;
  const Formatter = maker as Maker; // its options are what `make` is there to find out
  try {
    const [locale] = Formatter.supportedLocalesOf(options["locale"]);
    return locale && new Formatter(locale, options);
  } catch {
    return undefined;
  }
}

/** Finds the option that is refused on its own; or else it was the last, which does not go with the others. */
function blame(kind: Kind, given: Options, inputs: HelperContext): Error {
  const names = Object.keys(given);
  const isRefused = (name: string) => !make(kind, { locale: "en", currency: "EUR", [name]: given[name] });
  const name = names.find(isRefused) ?? `${names.at(-1)}`;
  return refuse(argumentOf(name, inputs), `a valid ${name}`);
}

function argumentOf(name: string, inputs: HelperContext): string | number {
  return name in inputs ? name : 1;
}
