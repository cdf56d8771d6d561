import { type ParseArgsConfig, parseArgs } from "node:util";
import { suggest } from "../diagnostics/suggest.js";
import type { CommandName } from "./usage.js";

/** A command that was written wrongly: exit code 2, with the usage. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  /** The command whose usage helps; undefined when the command itself is in question. */
  readonly command: CommandName | undefined;

  constructor(message: string, command?: CommandName) {
    super(message);
    this.command = command;
  }
}

type OptionConfig = NonNullable<ParseArgsConfig["options"]>;
type Parsed<Options extends OptionConfig> = ReturnType<typeof parseArgs<{ options: Options; allowPositionals: true }>>;

/**
 * Parses a command's arguments.
 *
 * @throws UsageError for an unknown option, one without its value, and one that is given twice.
 */
export function parseOptions<const Options extends OptionConfig>(
  command: CommandName,
  args: readonly string[],
  options: Options,
): Parsed<Options> {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const seen = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const problem = optionProblem(token, options) ?? (seen.has(token.name) ? "is given twice" : undefined);
    if (problem !== undefined) throw new UsageError(`\`${token.rawName}\` ${problem}`, command);
    seen.add(token.name);
  }
  // Strict for its types: what it would refuse was refused above, in words that do not change with Node.
  return parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function optionProblem(token: OptionToken, options: OptionConfig): string | undefined {
  const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
  if (option === undefined) {
    const names = token.rawName.startsWith("--") ? Object.keys(options) : [];
    return `is not an option${didYouMean(token.name, names, "--")}`;
  }
  if (option.type === "boolean") return token.value === undefined ? undefined : "takes no value";
  // `--data --json` is a forgotten value; `-` alone is one, and `--data=--json` is meant.
  const forgotten = token.value === undefined || (token.inlineValue !== true && /^-./.test(token.value));
  return forgotten ? "needs a value" : undefined;
}

/** The value of an option that takes one of few words. */
export function oneOf<const Choice extends string>(
  option: { readonly command: CommandName; readonly name: string; readonly choices: readonly Choice[] },
  value: string | undefined,
): Choice | undefined {
  if (value === undefined) return undefined;
  const found = option.choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  const choices = option.choices.join(", ");
  throw new UsageError(`\`--${option.name}\` is one of ${choices}${didYouMean(value, option.choices)}`, option.command);
}

/** `; did you mean ..?`, or nothing. */
export function didYouMean(name: string, candidates: readonly string[], prefix = ""): string {
  const nearest = suggest(name, candidates);
  return nearest === undefined ? "" : `; did you mean \`${prefix}${nearest}\`?`;
}

/** @throws UsageError when more than one of the options is given: they contradict each other. */
export function refuseTogether(command: CommandName, given: Readonly<Record<string, boolean>>): void {
  const [first, second] = Object.keys(given).filter((name) => given[name] === true);
  if (first !== undefined && second !== undefined) {
    throw new UsageError(`${first} and ${second} cannot be given together`, command);
  }
}
